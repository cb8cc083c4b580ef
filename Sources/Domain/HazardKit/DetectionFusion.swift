import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Names one cluster of detections within one fusion: 1, 2, 3 … in the order in which they came to be.
public typealias ClusterNumber = Int64

/// What several detections of one matter say together.
public struct DetectionCluster: Hashable, Sendable {
    /// Detections of one instrument at one thing, taken together.
    public struct Member: Hashable, Sendable {
        public let detector: String
        public let source: Detection.Source
        public let label: String
        public let look: Detection.Look
        public let first: Instant
        public let last: Instant
        public let count: Int
        public let confidence: Double
        /// The newest of its detections.
        public let detection: String
        public let box: Detection.Box?
        /// Why it counts for less.
        public let doubts: [LocalizedText]
        /// True where it may as well be of another cluster: it speaks for neither alone.
        public let isShared: Bool

        public init(
            detector: String, source: Detection.Source, label: String, look: Detection.Look, first: Instant, last: Instant, count: Int,
            confidence: Double, detection: String, box: Detection.Box?, doubts: [LocalizedText], isShared: Bool
        ) {
            self.detector = detector
            self.source = source
            self.label = label
            self.look = look
            self.first = first
            self.last = last
            self.count = count
            self.confidence = confidence
            self.detection = detection
            self.box = box
            self.doubts = doubts
            self.isShared = isShared
        }
    }

    public let number: ClusterNumber
    public let place: Coordinate
    /// Half axes of the ellipse that holds the matter in nine of ten cases, and the direction of the longer one.
    public let semiMajorMetres: Double
    public let semiMinorMetres: Double
    public let majorAzimuthDegrees: Double
    /// False where one mast alone gives a direction and no place.
    public let isLocated: Bool
    public let grade: Grade
    /// 0…1: how much speaks for it, less where the weather speaks against it. It ranks alerts; it takes none away.
    public let priority: Double
    public let first: Instant
    public let last: Instant
    public let members: [Member]
    public let summary: LocalizedText
    public let synthetic: Bool
    /// True where a person has split it from another.
    public let isSplitOff: Bool

    public init(
        number: ClusterNumber, place: Coordinate, semiMajorMetres: Double, semiMinorMetres: Double, majorAzimuthDegrees: Double, isLocated: Bool,
        grade: Grade, priority: Double, first: Instant, last: Instant, members: [Member], summary: LocalizedText, synthetic: Bool,
        isSplitOff: Bool
    ) {
        self.number = number
        self.place = place
        self.semiMajorMetres = semiMajorMetres
        self.semiMinorMetres = semiMinorMetres
        self.majorAzimuthDegrees = majorAzimuthDegrees
        self.isLocated = isLocated
        self.grade = grade
        self.priority = priority
        self.first = first
        self.last = last
        self.members = members
        self.summary = summary
        self.synthetic = synthetic
        self.isSplitOff = isSplitOff
    }
}

extension DetectionCluster {
    /// True where a point so many metres east and north of the middle lies within the ellipse of 90 %.
    public func holds(east: Double, north: Double) -> Bool {
        let turn = majorAzimuthDegrees * .pi / 180
        let along = east * sin(turn) + north * cos(turn)
        let across = east * cos(turn) - north * sin(turn)
        let (a, b) = (along / max(semiMajorMetres, 1), across / max(semiMinorMetres, 1))
        return a * a + b * b <= 1
    }
}

/// What a fusion says after one more detection.
public enum ClusterChange: Hashable, Sendable {
    case raised(DetectionCluster)
    /// More speaks for it, or its place is known better.
    case strengthened(DetectionCluster)
    /// Two that were held apart are one.
    case merged(ClusterNumber, into: DetectionCluster)
    /// Everything that spoke for it was taken back.
    case emptied(ClusterNumber)
}

/// What people said of a cluster.
public enum ClusterVerdict: String, Hashable, Codable, Sendable {
    case confirmed, rejected
    /// It was true, and is over.
    case over
}

/// Another cluster that one may belong to, as far as what is said of both goes: for a person who decides.
public struct ClusterKin: Hashable, Sendable {
    /// What speaks for it, the strongest first.
    public enum Reason: String, Hashable, Codable, Sendable, CaseIterable {
        /// Both have a place, and the two could be one.
        case near
        /// One of them is known from people's words or coarse pixels alone, which are often that far off.
        case described
        /// The direction of one leads to the place of the other.
        case direction
        /// Both are directions, and they cross.
        case crossing
    }

    public let cluster: ClusterNumber
    public let reason: Reason
    /// Between their places; nil where one of them has none.
    public let metres: Double?

    public init(cluster: ClusterNumber, reason: Reason, metres: Double?) {
        self.cluster = cluster
        self.reason = reason
        self.metres = metres
    }
}

/// Why a cluster could not be split or put together again.
public enum SplitRefusal: Error, Hashable, Sendable {
    case unknownCluster
    /// None of the detections is of this cluster.
    case unknownDetections
    /// Nothing would be left.
    case wouldEmpty
    case notSplit
}

/// Takes the detections of one kind together: which are of one matter, and where it is. A value folded over what comes, without a clock.
///
/// The same steps in the same order give the same clusters, so that the log can be folded again.
public protocol DetectionFusion: Sendable {
    associatedtype Memory: Codable & Sendable
    /// Everything it knows, for a start that need not fold the whole log.
    var memory: Memory { get set }

    /// - Parameter danger: the day's grade of danger at the place, 1 to 5; nil where nobody knows.
    mutating func take(_ detection: Detection, at now: Instant, danger: Int?) -> [ClusterChange]
    /// Lets time pass: what nobody has seen for long is let go.
    mutating func pass(_ now: Instant)
    mutating func settle(_ cluster: ClusterNumber, _ verdict: ClusterVerdict, at now: Instant)
    /// Takes detections out of a cluster; they are a cluster of their own until that is undone.
    mutating func split(_ cluster: ClusterNumber, _ detections: Set<String>, at now: Instant) throws(SplitRefusal) -> [ClusterChange]
    /// Undoes the split that `cluster` came from.
    mutating func undoSplit(of cluster: ClusterNumber, at now: Instant) throws(SplitRefusal) -> [ClusterChange]
    /// True for a detection that has been taken with the same content, so that sending it again does nothing.
    func knows(_ detection: Detection) -> Bool
    /// The cluster that a detection speaks for; nil where it waits for a second opinion, or is unknown.
    func cluster(holding detection: String) -> ClusterNumber?
    /// Clusters that people may still decide on, with what they have said so far.
    var settleable: [(number: ClusterNumber, verdict: ClusterVerdict?)] { get }
    /// The one among some clusters that a cluster may belong to; nil where it fits none.
    func kin(of cluster: ClusterNumber, among others: [ClusterNumber]) -> ClusterKin?
    /// What is known of a cluster that is not forgotten.
    func cluster(_ number: ClusterNumber) -> DetectionCluster?
    var clusters: [DetectionCluster] { get }
}
