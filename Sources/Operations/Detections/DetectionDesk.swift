import Attachments
import Cameras
import City
import EventLog
import HazardKit
import Incidents

/// Where detections come in: made durable, taken together by the fusion of their hazard, and turned into alerts through the command desk.
///
/// Each cluster of a fusion is one source of alerts. The desk's own merging by radius is not asked: what the fusion keeps apart stays apart.
/// What people decide on an alert goes back to the fusion, through the log as well, so that a start folds to the same clusters.
///
/// - Start: `start()`
/// - Come in: `take(_:kind:by:command:)`, `take(report:of:at:by:)`
/// - Time: `pass()`
/// - A person's word: `split(_:_:reason:by:command:)`, `undoSplit(of:reason:by:command:)`
/// - Pictures: `keep(_:kind:by:)`, `frames(of:)`, `look(at:of:because:by:)`
/// - Ask: `fuses(_:)`, `clusters(of:)`, `belonging(of:)`
public actor DetectionDesk {
    /// One kind's fusion and how far its stream has been folded.
    struct Line {
        var fusion: any DetectionFusion
        var version: Int64 = 0
    }

    public nonisolated let desk: CommandDesk
    /// Where pictures lie that show what was detected; nil where none are kept.
    nonisolated let attachments: (any Attachments)?
    /// Those that the city knows, for detections that name only a camera and a box.
    nonisolated let cameras: [CameraID: Camera]
    let now: @Sendable () -> Instant
    /// The day's grade of danger at a place, 1 to 5; nil where nobody computes one.
    let danger: @Sendable (MatterKind, Coordinate, Instant) async -> Int?
    var lines: [MatterKind: Line]
    /// What the fusions said and the command desk has not taken yet, oldest first.
    var unsubmitted: [(kind: MatterKind, change: ClusterChange, actor: Actor)] = []
    var shelf = FrameShelf()
    private var turns = TurnQueue<MatterKind>()
    private let coding = EventCoding()
    private var isStarted = false

    public init(
        fusions: [MatterKind: any DetectionFusion], cameras: [Camera] = [], desk: CommandDesk, attachments: (any Attachments)? = nil,
        now: @escaping @Sendable () -> Instant,
        danger: @escaping @Sendable (MatterKind, Coordinate, Instant) async -> Int? = { _, _, _ in nil }
    ) {
        lines = fusions.mapValues { Line(fusion: $0) }
        self.cameras = Dictionary(cameras.map { ($0.id, $0) }) { first, _ in first }
        self.desk = desk
        self.attachments = attachments
        self.now = now
        self.danger = danger
    }

    public nonisolated func camera(_ id: CameraID) -> Camera? { cameras[id] }

    /// True for kinds whose detections are taken together here.
    public func fuses(_ kind: MatterKind) -> Bool { lines[kind] != nil }

    static func stream(of kind: MatterKind) -> StreamName { StreamName(category: Picture.Category.detection, id: kind.rawValue) }
    static func sourceKey(_ kind: MatterKind, _ cluster: ClusterNumber) -> String { "\(sourcePrefix)\(kind.rawValue):\(cluster)" }
    static let sourcePrefix = "fusion:"

    // MARK: Start

    /// Folds the log and raises what a crash kept from being raised. Throws `LogFault`, `UnknownEvent`.
    public func start() async throws {
        for kind in lines.keys.sorted() { try await fold(kind) }
        isStarted = true
        for kind in lines.keys.sorted() {
            let undecided = Set((lines[kind]?.fusion.settleable ?? []).filter { $0.verdict == nil }.map(\.number))
            for cluster in lines[kind]?.fusion.clusters ?? [] where undecided.contains(cluster.number) {
                guard await desk.isUnheard(Self.sourceKey(kind, cluster.number)) else { continue }
                unsubmitted.append((kind, .raised(cluster), desk.system(at: center, "fusion")))
            }
        }
        try await submit()
        try await pass()
    }

    private func fold(_ kind: MatterKind) async throws {
        while true {
            let version = lines[kind]?.version ?? 0
            let page = try await desk.log.read(stream: Self.stream(of: kind), after: version, limit: CommandDesk.foldPageMax)
            guard !page.isEmpty else { return }
            for recorded in page {
                _ = apply(try coding.event(recorded.event) as DetectionEvent, to: kind, at: recorded.event.at)
                lines[kind]?.version = recorded.version
            }
        }
    }

    /// One step of the fold; the same while running and at a start.
    @discardableResult
    func apply(_ event: DetectionEvent, to kind: MatterKind, at moment: Instant) -> [ClusterChange] {
        guard var fusion = lines[kind]?.fusion else { return [] }
        let changes: [ClusterChange]
        switch event {
        case .taken(let body): changes = fusion.take(body.detection, at: moment, danger: body.danger)
        case .settled(let body):
            fusion.settle(body.cluster, body.verdict, at: moment)
            changes = []
        // What was refused was never written, so a refusal cannot come here.
        case .split(let body): changes = (try? fusion.split(body.cluster, Set(body.detections), at: moment)) ?? []  // swallowed because see above
        case .frameKept(let body):
            shelf.add(body.frame, kind)
            changes = []
        case .frameErased(let body):
            shelf.remove(body.digest)
            changes = []
        case .splitUndone(let body): changes = (try? fusion.undoSplit(of: body.cluster, at: moment)) ?? []  // swallowed because see above
        }
        lines[kind]?.fusion = fusion
        return changes
    }

    /// A part of the city's own that speaks in its name.
    public nonisolated func system(_ name: String) -> Actor { desk.system(at: center, name) }

    nonisolated var center: CenterCode { desk.city.hub?.code ?? "hub" }

    // MARK: Come in

    /// Makes detections durable and answers once everything they mean has been raised. What cannot be a detection is named and the others are
    /// taken. Throws `Refusal` for an unknown kind, `LogFault`.
    ///
    /// - Returns: for each detection, in order, what became of it.
    @discardableResult
    public func take(
        _ detections: [Detection], kind: MatterKind, by actor: Actor, command: CommandID? = nil
    ) async throws -> [DetectionOutcome] {
        guard lines[kind] != nil else {
            throw Refusal("detection.kind", "No installed hazard takes detections of \(kind.rawValue.prefix(64)) together.", field: "kind")
        }
        let outcomes = try await inTurn(kind) { () -> [DetectionOutcome] in
            var refused: [Int: DetectionFault] = [:]
            var taken: [(Int, DetectionEvent)] = []
            var seen: Set<String> = []
            for (index, detection) in detections.enumerated() {
                if let fault = await fault(of: detection) {
                    refused[index] = fault
                } else if seen.insert(detection.id).inserted, !(lines[kind]?.fusion.knows(detection) ?? false) {
                    taken.append((index, .taken(DetectionTaken(detection: detection, danger: await danger(kind, detection.anchor, now())))))
                }
            }
            if !taken.isEmpty { try await record(taken.map(\.1), of: kind, by: actor, command: command) }
            return detections.enumerated().map { index, detection in
                DetectionOutcome(id: detection.id, fault: refused[index], cluster: lines[kind]?.fusion.cluster(holding: detection.id))
            }
        }
        try await submit()
        return outcomes
    }

    /// Writes, then folds: nothing is remembered of what the log did not keep.
    func record(_ events: [DetectionEvent], of kind: MatterKind, by actor: Actor, command: CommandID?) async throws {
        let moment = now()
        let last = try await desk.record(
            events, about: Self.stream(of: kind), after: lines[kind]?.version ?? 0, by: actor, command: command, at: moment)
        guard let last else { return }
        lines[kind]?.version = last
        for event in events {
            for change in apply(event, to: kind, at: moment) { unsubmitted.append((kind, change, actor)) }
        }
    }

    private func fault(of detection: Detection) async -> DetectionFault? {
        if let fault = DetectionFault(detection) { return fault }
        return await desk.isInCity(detection.anchor) ? nil : .outsideCity
    }

    // MARK: Turns

    func inTurn<Value: Sendable>(_ kind: MatterKind, _ body: () async throws -> Value) async throws -> Value {
        guard isStarted else { throw LogFault(.faulted, "Bayu is still reading its log. Try again in a moment.") }
        guard turns.hasRoom(kind) else {
            throw LogFault(.overloaded, "Too many requests wait for the detections of \(kind.rawValue). Wait and send it again.")
        }
        if !turns.takeIfFree(kind) { await withCheckedContinuation { turns.wait(kind, $0) } }
        defer { turns.give(kind) }
        return try await body()
    }
}

/// What became of one detection.
public struct DetectionOutcome: Hashable, Sendable {
    public let id: String
    /// Nil where it was taken, or known already.
    public let fault: DetectionFault?
    public let cluster: ClusterNumber?
}

/// Why something cannot be a detection.
public enum DetectionFault: String, Hashable, Codable, Sendable {
    case id, detector, place, uncertainty, cone, confidence, box, outsideCity

    init?(_ detection: Detection) {
        if detection.id.isEmpty || detection.id.utf8.count > DetectionBounds.nameBytesMax {
            self = .id
        } else if detection.detector.isEmpty || detection.detector.utf8.count > DetectionBounds.nameBytesMax {
            self = .detector
        } else if !(detection.confidence >= 0 && detection.confidence <= 1) {
            self = .confidence
        } else if let box = detection.box, ![box.left, box.top, box.width, box.height].allSatisfy({ $0 >= 0 && $0 <= 1 }) {
            self = .box
        } else {
            switch detection.look {
            case .spot(let spot):
                if !spot.point.isOnEarth {
                    self = .place
                } else if !(spot.uncertaintyMetres > 0 && spot.uncertaintyMetres <= DetectionBounds.uncertaintyMaxMetres) {
                    self = .uncertainty
                } else {
                    return nil
                }
            case .cone(let cone):
                if !cone.from.isOnEarth {
                    self = .place
                } else if !cone.azimuthDegrees.isFinite || abs(cone.azimuthDegrees) > DetectionBounds.azimuthMaxDegrees
                    || !(cone.halfAngleDegrees > 0 && cone.halfAngleDegrees <= 180)
                {
                    self = .cone
                } else {
                    return nil
                }
            }
        }
    }

    /// What is wrong, for whoever sent it.
    public var message: LocalizedText {
        switch self {
        case .id: LocalizedText(zh: "缺少编号或编号过长", en: "the id is missing or longer than \(DetectionBounds.nameBytesMax) bytes")
        case .detector: LocalizedText(zh: "缺少探测器编号或过长", en: "the detector is missing or longer than \(DetectionBounds.nameBytesMax) bytes")
        case .place: LocalizedText(zh: "位置不在地球上", en: "latitude lies within ±90° and longitude within ±180°")
        case .uncertainty: LocalizedText(zh: "不确定半径须大于 0", en: "the uncertainty is above 0 m and at most 100 km")
        case .cone: LocalizedText(zh: "方位角或半角不是数", en: "azimuth and half angle are numbers in degrees, the half angle above 0")
        case .confidence: LocalizedText(zh: "置信度须在 0–1 之间", en: "the confidence lies between 0 and 1")
        case .box: LocalizedText(zh: "框须为画面的 0–1 比例", en: "a box is in parts of the picture, each between 0 and 1")
        case .outsideCity: LocalizedText(zh: "位置在本市之外", en: "it lies outside the city")
        }
    }
}

/// What one detection, and one call with many, may be.
public enum DetectionBounds {
    public static let nameBytesMax = 200
    public static let uncertaintyMaxMetres = 100_000.0
    /// A hundred turns: an azimuth beyond one is taken and doubted, a number without sense is not.
    public static let azimuthMaxDegrees = 36_000.0
    /// One pass of a satellite over a burning province, or an hour of a city's cameras after a line was down.
    public static let batchMax = 1_000
}

extension Detection {
    /// The place it lies at, or was seen from.
    public var anchor: Coordinate {
        switch look {
        case .spot(let spot): spot.point
        case .cone(let cone): cone.from
        }
    }
}
