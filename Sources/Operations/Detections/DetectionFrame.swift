import City
import HazardKit
import Incidents

/// A picture that shows what a detection saw. It lies sealed beside the log, under a key of its own.
public struct DetectionFrame: Hashable, Codable, Sendable {
    public let detection: String
    public let detector: String
    public let at: Instant
    public let box: Detection.Box?
    public let synthetic: Bool
    /// What the detection spoke for when the picture was kept.
    public let cluster: ClusterNumber
    public let alert: AlertID
    /// Of the sealed bytes, which are what is stored.
    public let digest: AttachmentDigest
    public let byteCount: Int
    public let key: PersonID
    public let keptAt: Instant
}

/// A picture before anybody knows whether its detection speaks for an alert.
public struct FrameDraft: Hashable, Sendable {
    public let jpeg: [UInt8]
    public let detection: String
    public let detector: String
    public let at: Instant
    public let box: Detection.Box?
    public let synthetic: Bool

    public init(jpeg: [UInt8], detection: String, detector: String, at: Instant, box: Detection.Box?, synthetic: Bool = false) {
        self.jpeg = jpeg
        self.detection = detection
        self.detector = detector
        self.at = at
        self.box = box
        self.synthetic = synthetic
    }
}

/// Why a picture was erased.
public enum FrameErasure: String, Codable, Hashable, Sendable {
    /// It was kept for as long as pictures are.
    case age
    /// A person called the alert nothing.
    case rejected
    /// Newer ones needed the room.
    case room
}

/// How many pictures of detections are kept, and for how long.
public enum FrameBounds {
    /// A picture of 1,280 pixels has some 300 KiB; an outside one that is larger is no such picture.
    public static let bytesMax = 512 * 1_024
    /// Pictures of one alert: a camera tells again once a minute, and after so many nobody looks at each.
    public static let perAlertMax = 24
    /// Of one camera for one alert, so that the others have room beside it.
    public static let perDetectorMax = 8
    /// All of them: some gigabyte at the most.
    public static let countMax = 2_000
    /// As long as the review of an incident may take.
    public static let keptFor = Seconds.hours(30 * 24)
    /// What a person called nothing shows nothing that anybody needs; a few days to see what fooled the recogniser.
    public static let rejectedKeptFor = Seconds.hours(3 * 24)
    /// A detection that waits for a second opinion keeps its picture in memory for so long, as the fusion lets it wait.
    static let waitSpan: Seconds = 900
    /// Pictures that wait: some megabytes.
    static let waitingMax = 32
    /// Ages are looked at so often.
    static let tidyBeat: Seconds = 60
}

/// The pictures that are kept, in the order in which they were, and those that wait.
struct FrameShelf {
    private(set) var frames: [(frame: DetectionFrame, kind: MatterKind)] = []
    private var detections: Set<String> = []
    var waiting: [(draft: FrameDraft, kind: MatterKind, since: Instant, actor: Actor)] = []
    var tidiedAt: Instant?

    mutating func add(_ frame: DetectionFrame, _ kind: MatterKind) {
        frames.append((frame, kind))
        detections.insert(frame.detection)
    }

    mutating func remove(_ digest: AttachmentDigest) {
        guard let index = frames.firstIndex(where: { $0.frame.digest == digest }) else { return }
        detections.remove(frames.remove(at: index).frame.detection)
    }

    func holds(_ detection: String) -> Bool { detections.contains(detection) }

    func frame(_ digest: AttachmentDigest) -> DetectionFrame? { frames.first { $0.frame.digest == digest }?.frame }

    /// Those of an alert, or of clusters that speak for it now, the oldest first.
    func frames(of alert: AlertID, _ clusters: Set<ClusterNumber>, _ kind: MatterKind) -> [DetectionFrame] {
        frames.filter { $0.kind == kind && ($0.frame.alert == alert || clusters.contains($0.frame.cluster)) }.map(\.frame)
            .sorted { ($0.at, $0.detection) < ($1.at, $1.detection) }
    }

    func hasRoom(for detector: String, _ alert: AlertID) -> Bool {
        let beside = frames.lazy.filter { $0.frame.alert == alert }
        return beside.count < FrameBounds.perAlertMax && beside.count { $0.frame.detector == detector } < FrameBounds.perDetectorMax
    }

    /// Holds a picture until its detection speaks for an alert or has waited too long.
    mutating func wait(_ draft: FrameDraft, _ kind: MatterKind, since now: Instant, _ actor: Actor) {
        guard !waiting.contains(where: { $0.draft.detection == draft.detection }) else { return }
        waiting.append((draft, kind, now, actor))
        if waiting.count > FrameBounds.waitingMax { waiting.removeFirst() }
    }
}
