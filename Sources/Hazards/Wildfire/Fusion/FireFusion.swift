import City
import Geo
import HazardKit

/// Takes the detections of fires together: which of them are of one fire, and where it burns.
///
/// - Come in: `take(_:at:danger:)`, `pass(_:)`
/// - A person's word: `settle(_:_:at:)`, `split(_:_:at:)`, `undoSplit(of:at:)`
/// - Ask: `clusters`, `cluster(_:)`
/// - Over a restart: `memory`
///
/// Detections of one instrument at one thing become one look; looks become clusters by `LookPartition`, anew for all that could have to do
/// with each other whenever one of them comes or changes. A cluster keeps its number as long as most of what spoke for it is in it.
public struct FireFusion: DetectionFusion {
    /// The height of the ground in metres; nil where nobody knows.
    public typealias Ground = @Sendable (Coordinate) -> Double?

    /// A cluster between two steps.
    struct Cluster: Codable, Sendable {
        let number: ClusterNumber
        var looks: [Int64]
        var place: FirePlace
        var isLocated: Bool
        var verdict: ClusterVerdict?
        var first: Instant
        var last: Instant
        /// When its incident was closed; nil while nobody has said that it is over.
        var ended: Instant?
        /// Where it was when the first of its looks was let go: it does not move to where a look points that came by chance.
        var anchor: FirePlace?
        /// The split that made it, and from which.
        var pin: Int64?
        var splitFrom: ClusterNumber?
        var danger: Int?
        /// What was last said of it.
        var said = Said()
        /// What its looks were, once they are let go.
        var kept: [KeptMember] = []
    }

    /// Enough of what was said to see whether there is more to say.
    struct Said: Codable, Hashable, Sendable {
        var supporters = 0
        var isLocated = false
        var grade = Grade.iv
        var priority = 0.0
    }

    /// Everything that a start must know.
    public struct Memory: Codable, Sendable {
        var looks: [Int64: FireLook] = [:]
        var clusters: [ClusterNumber: Cluster] = [:]
        var past: [Cluster] = []
        /// Detections whose looks were let go, and when they were made: what is fetched again and again is no news for a day.
        var gone: [String: Instant] = [:]
        var nextLook: Int64 = 1
        var nextCluster: ClusterNumber = 1
        var nextPin: Int64 = 1
    }

    public var memory: Memory {
        get { state }
        set {
            state = newValue
            index()
        }
    }

    var state = Memory()
    /// Which look holds a detection.
    var lookOf: [String: Int64] = [:]
    let ground: Ground
    /// What is hot by right; read when something is said of a cluster, and of no weight for what belongs together.
    let known: [KnownSource]

    public init(ground: @escaping Ground = { _ in nil }, known: [KnownSource] = []) {
        self.ground = ground
        self.known = known
    }

    private mutating func index() {
        lookOf = [:]
        for look in state.looks.values { for detection in look.detections { lookOf[detection.id] = look.number } }
    }

    // MARK: Time

    public mutating func pass(_ now: Instant) {
        for look in state.looks.values where now.since(look.last) > FusionBounds.lookGap { letGo(look.number) }
        for cluster in state.clusters.values.sorted(by: { $0.number < $1.number }) where cluster.looks.isEmpty {
            let span = cluster.verdict == .confirmed ? FusionBounds.confirmedSpan : FusionBounds.placeSpan
            let isForgotten = !cluster.isLocated || cluster.verdict == .rejected
            if now.since(cluster.last) > (isForgotten ? FusionBounds.lookGap : span) { retire(cluster.number) }
        }
    }

    /// The oldest goes first where there are too many.
    mutating func bound() {
        while state.looks.count > FusionBounds.looksMax, let oldest = state.looks.values.min(by: { ($0.last, $0.number) < ($1.last, $1.number) }) {
            letGo(oldest.number)
        }
    }

    private mutating func letGo(_ number: Int64) {
        guard let look = state.looks.removeValue(forKey: number) else { return }
        forget(look)
        guard let cluster = look.cluster else { return }
        guard var held = state.clusters[cluster] else { return }
        held.looks.removeAll { $0 == number }
        if held.isLocated, !look.isApart { held.anchor = held.place }
        state.clusters[cluster] = held
        keep(look, of: cluster)
    }

    private mutating func forget(_ look: FireLook) {
        for detection in look.detections {
            lookOf[detection.id] = nil
            remember(goneDetection: detection)
        }
    }

    mutating func remember(goneDetection detection: Detection) {
        state.gone[detection.id] = detection.time
        guard state.gone.count > FusionBounds.goneMax else { return }
        // The older half at once, so that a flood does not sort with every detection.
        let kept = state.gone.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(FusionBounds.goneMax / 2)
        state.gone = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }

    private mutating func keep(_ look: FireLook, of cluster: ClusterNumber) {
        state.clusters[cluster]?.kept.append(KeptMember(look))
        if let count = state.clusters[cluster]?.kept.count, count > FusionBounds.detectionsPerLookMax { state.clusters[cluster]?.kept.removeFirst() }
    }

    mutating func retire(_ number: ClusterNumber) {
        guard var cluster = state.clusters[number] else { return }
        for look in cluster.looks {
            guard let gone = state.looks.removeValue(forKey: look) else { continue }
            forget(gone)
            cluster.kept.append(KeptMember(gone))
        }
        cluster.looks = []
        // What spoke for it last and waits since goes with it: left behind, it would speak for whatever comes next.
        for look in state.looks.values where look.home == number && look.cluster == nil { letGo(look.number) }
        state.clusters[number] = nil
        state.past.append(cluster)
        if state.past.count > FusionBounds.pastMax { state.past.removeFirst(state.past.count - FusionBounds.pastMax) }
    }

    // MARK: A person's word

    public mutating func settle(_ cluster: ClusterNumber, _ verdict: ClusterVerdict, at now: Instant) {
        guard let held = state.clusters[cluster] else { return }
        state.clusters[cluster]?.verdict = verdict
        switch verdict {
        case .confirmed: break
        case .rejected: for look in held.looks { state.looks[look]?.rejectedAt = now }
        // What burns there next is a matter of its own.
        case .over:
            state.clusters[cluster]?.ended = now
            retire(cluster)
        }
    }
}
