import Attachments
import CameraGateway
import Cameras
import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

/// A desk for two cameras at the cliff and one elsewhere, over stores in memory.
private struct Scene {
    let loop: Loop
    let gateway: CameraGatewayMemory
    let cameras: CameraDesk
    let incident: IncidentID

    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x02, 0xFF, 0xD9]

    init(log: any EventLog = EventLogMemory()) async throws {
        let loop = try await Loop(log: log)
        self.loop = loop
        let cameras = [Self.camera("cliff-1"), Self.camera("cliff-2"), Self.camera("elsewhere", latitude: 29.40)]
        let now: @Sendable () -> Instant = { loop.clock.now }
        gateway = CameraGatewayMemory(cameras: cameras, now: now)
        let photos = PhotoDesk(desk: loop.desk, attachments: AttachmentsMemory(sha256: { SHA256Digest.hash($0) }))
        self.cameras = CameraDesk(cameras: cameras, gateway: gateway, desk: loop.desk, photos: photos, now: now)
        for camera in cameras { await gateway.show(Self.jpeg, at: camera.id) }
        let draft = IncidentDraft(kind: "other", grade: .iv, title: SmallCity.words("synthetic"), point: SmallCity.cliff)
        incident = try await loop.desk.open(draft, by: Loop.officer, command: "open-1").0
    }

    private static func camera(_ id: CameraID, latitude: Double = 29.7973) -> Camera {
        Camera(
            id: id, name: SmallCity.words(id.rawValue), site: nil, point: Coordinate(latitude: latitude, longitude: 106.40), heightMetres: 10,
            bearingDegrees: 0, tiltDegrees: 0, horizontalFieldDegrees: 60, verticalFieldDegrees: 40, rangeMetres: 1_000)
    }

    func looks(_ camera: CameraID = "cliff-1") async throws -> [NewEvent] {
        try await loop.log.read(stream: StreamName(category: "camera", id: camera.rawValue), after: 0, limit: 100).map(\.event)
    }

    func begin(_ camera: CameraID = "cliff-1") async throws -> CameraView {
        try await cameras.begin(camera, for: .purpose(.patrol), by: Loop.officer)
    }

    /// The next picture of a view.
    static func next(_ view: CameraView) async throws -> CameraPicture? {
        for try await picture in view.pictures { return picture }
        return nil
    }
}

@Suite("Cameras are looked at on record, and shared by whoever watches")
struct CameraDeskTests {
    @Test("however many watch a camera, it sends once, and stops with the last of them")
    func shared() async throws {
        let scene = try await Scene()
        let views = [try await scene.begin(), try await scene.begin(), try await scene.begin()]
        for view in views { #expect(try await Scene.next(view)?.jpeg == Scene.jpeg) }
        #expect(await scene.gateway.watchCount == 1)
        #expect(await scene.cameras.viewerCount == 3)
        for view in views.dropLast() { await scene.cameras.end(view, after: 1, because: .left) }
        #expect(await scene.gateway.watcherCount == 1)
        await scene.cameras.end(views[2], after: 1, because: .left)
        #expect(await scene.gateway.watcherCount == 0)
        #expect(await scene.cameras.viewerCount == 0)
        let view = try await scene.begin()
        #expect(try await Scene.next(view) != nil)
        #expect(await scene.gateway.watchCount == 2)
        await scene.cameras.end(view, after: 1, because: .left)
    }

    @Test("beginning and end of a view are on record with who, why and how many pictures")
    func record() async throws {
        let scene = try await Scene()
        let view = try await scene.cameras.begin("cliff-1", for: .incident(scene.incident), by: Loop.officer)
        _ = try await Scene.next(view)
        await scene.cameras.end(view, after: 7, because: .over)
        let looks = try await scene.looks()
        #expect(looks.map(\.type) == ["CameraViewBegan", "CameraViewEnded"] && looks.allSatisfy { $0.actor.name == Loop.officer.name })
        let payloads = looks.map { String(decoding: $0.payload, as: UTF8.self) }
        #expect(payloads[0].contains(scene.incident.rawValue))
        #expect(payloads[1].contains("\"pictures\":7") && payloads[1].contains("\"began\":1") && payloads[1].contains("over"))
    }

    @Test("when the camera stops everybody who watches is told, and the next one makes it send again")
    func stopped() async throws {
        let scene = try await Scene()
        let views = [try await scene.begin(), try await scene.begin()]
        for view in views { _ = try await Scene.next(view) }
        let stopped = CameraFault(.stopped, "the camera has stopped, as the test wants it")
        await scene.gateway.fail("cliff-1", with: stopped)
        for view in views {
            let fault = await #expect(throws: CameraFault.self) { while try await Scene.next(view) != nil {} }
            #expect(fault == stopped)
            await scene.cameras.end(view, after: 1, because: .stopped)
        }
        await scene.gateway.show(Scene.jpeg, at: "cliff-1")
        let view = try await scene.begin()
        #expect(try await Scene.next(view) != nil)
        await scene.cameras.end(view, after: 1, because: .left)
    }

    @Test("a single picture is that of those who watch while it is fresh, and asked for anew when it is not")
    func fresh() async throws {
        let scene = try await Scene()
        let view = try await scene.begin()
        _ = try await Scene.next(view)
        _ = try await scene.cameras.look(at: "cliff-1", for: .purpose(.patrol), by: Loop.officer)
        #expect(await scene.gateway.pictureCount == 0)
        scene.loop.clock.advance(5)
        #expect(try await scene.cameras.look(at: "cliff-1", for: .purpose(.patrol), by: Loop.officer).takenAt == scene.loop.clock.now)
        #expect(await scene.gateway.pictureCount == 1)
        await scene.cameras.end(view, after: 1, because: .left)
        #expect(try await scene.looks().map(\.type) == ["CameraViewBegan", "CameraLookedAt", "CameraLookedAt", "CameraViewEnded"])
    }

    @Test("no more people watch than may, and one who leaves makes room")
    func bound() async throws {
        let scene = try await Scene()
        var views: [CameraView] = []
        for _ in 0..<CameraDesk.viewersMax { views.append(try await scene.begin()) }
        let fault = await #expect(throws: CameraFault.self) { try await scene.begin("cliff-2") }
        #expect(fault?.kind == .busy)
        await scene.cameras.end(views[0], after: 0, because: .left)
        views[0] = try await scene.begin("cliff-2")
        for view in views { await scene.cameras.end(view, after: 0, because: .left) }
    }

    @Test("a look that cannot be put on record is no look")
    func faultyLog() async throws {
        let log = FaultyLog()
        let scene = try await Scene(log: log)
        await log.fail(with: LogFault(.diskFull, "the disk is full"))
        await #expect(throws: LogFault.self) { try await scene.cameras.look(at: "cliff-1", for: .purpose(.patrol), by: Loop.officer) }
        await #expect(throws: LogFault.self) { try await scene.begin() }
        #expect(await scene.gateway.pictureCount == 0)
        #expect(await scene.gateway.watchCount == 0)
    }

    @Test("after a restart looks go on in the same stream, also where a snapshot has left them out")
    func restart() async throws {
        let scene = try await Scene()
        for _ in 0..<3 { _ = try await scene.cameras.look(at: "cliff-1", for: .purpose(.patrol), by: Loop.officer) }
        try await scene.loop.desk.snapshot(force: true)
        let again = try await Scene(log: scene.loop.log)
        _ = try await again.cameras.look(at: "cliff-1", for: .purpose(.patrol), by: Loop.officer)
        _ = try await again.cameras.look(at: "cliff-1", for: .purpose(.patrol), by: Loop.officer)
        #expect(try await again.looks().count == 5)
    }

    @Test("an incident opens the cameras that see it and no others")
    func related() async throws {
        let scene = try await Scene()
        _ = try await scene.cameras.look(at: "cliff-2", for: .incident(scene.incident), by: Loop.officer)
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.cameras.look(at: "elsewhere", for: .incident(scene.incident), by: Loop.officer)
        }
        #expect(refusal?.code == "camera.not-of-incident")
        await #expect(throws: Refusal.self) { try await scene.cameras.look(at: "cliff-1", for: .incident("none"), by: Loop.officer) }
        await #expect(throws: Refusal.self) { try await scene.cameras.look(at: "none", for: .purpose(.patrol), by: Loop.officer) }
    }
}
