import Attachments
import City
import EventLog
import HazardKit
import Incidents
import Keys
import Testing

@testable import Operations

/// Makes a cluster of each detector that is sure enough; what is not waits until it is seen again.
private struct OneEach: DetectionFusion {
    struct Memory: Codable, Sendable {
        var clusters: [String: ClusterNumber] = [:]
        var detections: [String: String] = [:]
    }
    var memory = Memory()

    mutating func take(_ detection: Detection, at now: Instant, danger: Int?) -> [ClusterChange] {
        let isSecond = memory.detections.values.contains(detection.detector)
        memory.detections[detection.id] = detection.detector
        guard memory.clusters[detection.detector] == nil, detection.confidence >= 0.5 || isSecond else { return [] }
        memory.clusters[detection.detector] = ClusterNumber(memory.clusters.count + 1)
        return cluster(memory.clusters[detection.detector] ?? 0).map { [.raised($0)] } ?? []
    }

    mutating func pass(_ now: Instant) {}
    mutating func settle(_ cluster: ClusterNumber, _ verdict: ClusterVerdict, at now: Instant) {}
    mutating func split(_ cluster: ClusterNumber, _ detections: Set<String>, at now: Instant) throws(SplitRefusal) -> [ClusterChange] {
        throw .unknownDetections
    }
    mutating func undoSplit(of cluster: ClusterNumber, at now: Instant) throws(SplitRefusal) -> [ClusterChange] { throw .notSplit }
    func knows(_ detection: Detection) -> Bool { memory.detections[detection.id] != nil }
    func kin(of cluster: ClusterNumber, among others: [ClusterNumber]) -> ClusterKin? { nil }
    func cluster(holding detection: String) -> ClusterNumber? { memory.detections[detection].flatMap { memory.clusters[$0] } }
    var settleable: [(number: ClusterNumber, verdict: ClusterVerdict?)] { memory.clusters.values.sorted().map { ($0, nil) } }
    var clusters: [DetectionCluster] { memory.clusters.values.sorted().compactMap { cluster($0) } }

    func cluster(_ number: ClusterNumber) -> DetectionCluster? {
        let moment = Instant(millisecondsSince1970: 1_780_000_000_000)
        return DetectionCluster(
            number: number, place: SmallCity.cliff, semiMajorMetres: 100, semiMinorMetres: 100, majorAzimuthDegrees: 0, isLocated: true, grade: .iii,
            priority: 0.7, first: moment, last: moment, members: [], summary: SmallCity.words("seen"), synthetic: true, isSplitOff: false)
    }
}

/// A desk of detections over stores in memory.
private struct Scene {
    let loop: Loop
    let attachments: AttachmentsMemory
    let detections: DetectionDesk

    init(log: any EventLog = EventLogMemory(), after: Scene? = nil) async throws {
        if let after { loop = try await after.loop.restarted() } else { loop = try await Loop(log: log) }
        attachments = after?.attachments ?? AttachmentsMemory(sha256: { SHA256Digest.hash($0) })
        let clock = loop.clock
        detections = DetectionDesk(
            fusions: ["landslide": OneEach()], desk: loop.desk, attachments: attachments, now: { clock.now })
        try await detections.start()
    }

    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array("synthetic picture".utf8) + [0xFF, 0xD9]
    static let watch = Actor(kind: .system, name: "camera-watch", role: "system", center: SmallCity.hub)

    func see(_ id: String, by detector: String = "cam-1", confidence: Double = 0.9) async throws {
        let spot = Detection.Spot(point: SmallCity.cliff, uncertaintyMetres: 100)
        let detection = Detection(
            id: id, detector: detector, source: .camera, time: loop.clock.now, confidence: confidence, label: "smoke", look: .spot(spot),
            synthetic: true)
        try await detections.take([detection], kind: "landslide", by: Self.watch)
    }

    @discardableResult
    func keep(_ id: String, by detector: String = "cam-1", _ jpeg: [UInt8] = Scene.jpeg) async throws -> Bool {
        let draft = FrameDraft(jpeg: jpeg, detection: id, detector: detector, at: loop.clock.now, box: nil, synthetic: true)
        return try await detections.keep(draft, kind: "landslide", by: Self.watch)
    }

    func alert(of id: String) async throws -> AlertID {
        let found = await detections.alert(holding: id, kind: "landslide")
        return try #require(found)
    }
}

@Suite("Pictures of detections are kept with an alert, and with an alert only")
struct DetectionFrameTests {
    @Test("what speaks for an alert keeps its picture: sealed, once, and opened with the look on record before it")
    func kept() async throws {
        let scene = try await Scene()
        try await scene.see("a")
        #expect(try await scene.keep("a"))
        #expect(try await !scene.keep("a"))
        let alert = try await scene.alert(of: "a")
        let first = try await scene.detections.frames(of: alert).first
        let frame = try #require(first)
        #expect(try await scene.detections.frames(of: alert).count == 1 && frame.detector == "cam-1" && frame.synthetic)
        #expect(try await scene.attachments.find(frame.digest) != Scene.jpeg)
        let opened = try await scene.detections.look(at: frame.digest, of: alert, because: "verification", by: Loop.officer)
        #expect(opened == Scene.jpeg)
        let looks = try await scene.loop.log.read(stream: StreamName("person/\(frame.key)"), after: 0, limit: 10)
        #expect(looks.map(\.event.type) == ["PersonLookedAt"])
        #expect(looks.allSatisfy { $0.event.actor.name == "officer" && String(decoding: $0.event.payload, as: UTF8.self).contains("verification") })
    }

    @Test("one that waits for a second opinion is stored nowhere until it has it")
    func waits() async throws {
        let scene = try await Scene()
        try await scene.see("a", confidence: 0.2)
        #expect(try await !scene.keep("a"))
        try await scene.detections.pass()
        let types = try await scene.loop.log.read(stream: "detection/landslide", after: 0, limit: 10).map(\.event.type)
        #expect(types == ["DetectionTaken"])
        try await scene.see("b")
        try await scene.detections.pass()
        #expect(try await scene.detections.frames(of: try await scene.alert(of: "a")).map(\.detection) == ["a"])
    }

    @Test("one whose second opinion never comes is let go")
    func letGo() async throws {
        let scene = try await Scene()
        try await scene.see("a", confidence: 0.2)
        try await scene.keep("a")
        scene.loop.clock.advance(FrameBounds.waitSpan + 1)
        try await scene.detections.pass()
        try await scene.see("b")
        try await scene.detections.pass()
        #expect(try await scene.detections.frames(of: try await scene.alert(of: "a")).isEmpty)
    }

    @Test("a restart knows the pictures, and a detection told again keeps no second one")
    func restart() async throws {
        let before = try await Scene()
        try await before.see("a")
        try await before.keep("a")
        let after = try await Scene(after: before)
        try await after.see("a")
        #expect(try await !after.keep("a"))
        let alert = try await after.alert(of: "a")
        let first = try await after.detections.frames(of: alert).first
        let frame = try #require(first)
        #expect(try await after.detections.look(at: frame.digest, of: alert, because: "verification", by: Loop.officer) == Scene.jpeg)
    }

    @Test("after thirty days a picture is gone with its key; one of an alert that was called nothing after three")
    func retention() async throws {
        let scene = try await Scene()
        try await scene.see("a")
        try await scene.keep("a")
        try await scene.see("b", by: "cam-2")
        try await scene.keep("b", by: "cam-2")
        let (good, bad) = (try await scene.alert(of: "a"), try await scene.alert(of: "b"))
        let digests = try await [good, bad].asyncMap { try await scene.detections.frames(of: $0)[0].digest }
        try await scene.loop.desk.submit(
            alert: bad, .reject(RejectAlert(label: "sensor-fault", reason: "a lamp")), by: Loop.officer, command: nil)
        try await scene.loop.desk.submit(alert: good, .confirm(ConfirmAlert()), by: Loop.officer, command: nil)
        scene.loop.clock.advance(FrameBounds.rejectedKeptFor)
        try await scene.detections.pass()
        #expect(try await scene.detections.frames(of: bad).isEmpty)
        #expect(try await scene.attachments.find(digests[1]) == nil)
        #expect(try await scene.detections.frames(of: good).count == 1)
        scene.loop.clock.advance(FrameBounds.keptFor - FrameBounds.rejectedKeptFor)
        try await scene.detections.pass()
        #expect(try await scene.detections.frames(of: good).isEmpty)
        #expect(try await scene.attachments.find(digests[0]) == nil)
        let after = try await Scene(after: scene)
        #expect(try await after.detections.frames(of: good).isEmpty)
    }

    @Test("a camera that goes on telling keeps no more than its share")
    func bounded() async throws {
        let scene = try await Scene()
        for number in 0..<FrameBounds.perDetectorMax + 3 {
            try await scene.see("a\(number)")
            #expect(try await scene.keep("a\(number)") == (number < FrameBounds.perDetectorMax))
        }
    }

    @Test("what is no whole JPEG, or too large, is refused")
    func refused() async throws {
        let scene = try await Scene()
        try await scene.see("a")
        for bytes in [
            Array("no picture".utf8), [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], Scene.jpeg + [UInt8](repeating: 0xD9, count: FrameBounds.bytesMax),
        ] {
            await #expect(throws: Refusal.self) { try await scene.keep("a", bytes) }
        }
    }

    @Test("a recogniser that fails is a matter of its own that says why, and clears when it works again")
    func trouble() async throws {
        let scene = try await Scene()
        func note(_ isWorking: Bool) async throws {
            try await scene.detections.note(
                recogniser: "camera-watch/cam-1", of: "landslide", isWorking: isWorking,
                because: isWorking ? nil : SmallCity.words("its picture stands still"),
                at: SmallCity.cliff, by: Scene.watch)
        }
        try await note(true)
        #expect(await scene.loop.desk.alert(ofSource: "recogniser:camera-watch/cam-1") == nil)
        try await note(false)
        let found = await scene.loop.desk.alert(ofSource: "recogniser:camera-watch/cam-1")
        let alert = try #require(found)
        let held = try await scene.loop.desk.alertState(alert)
        let state = try #require(held)
        #expect(state.condition == .active && state.evidence[0].summary.en.contains("stands still"))
        try await note(true)
        #expect(try await scene.loop.desk.alertState(alert)?.condition == .cleared)
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
