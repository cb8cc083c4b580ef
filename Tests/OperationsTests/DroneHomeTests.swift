import City
import DroneGateway
import Drones
import EventLog
import EventLogContract
import Incidents
import Testing

@testable import Operations

@Suite("A dock and its aircraft report each for itself, and neither is believed against the other")
struct DroneHomeTests {
    private func airborne(_ log: any EventLog = EventLogMemory()) async throws -> DroneScene {
        let scene = try await DroneScene(log: log)
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        return scene
    }

    @Test("a dock that still says \"in\" does not end the flight of a drone that has just taken off")
    func stale() async throws {
        let scene = try await airborne()
        scene.loop.clock.advance(1)
        try await scene.ready(DroneScene.near)
        #expect(try await scene.flight()?.state == .airborne)
        try await scene.tell(.flying)
        try await scene.out()
        try await scene.say(.arrived)
        scene.loop.clock.advance(300)
        try await scene.tell(.returning)
        try await scene.ready(DroneScene.near)
        #expect(try await scene.flight()?.outcome == .returned)
    }

    @Test("a dock that was never heard to say \"out\" is believed once the aircraft has not said for ten seconds that it flies")
    func neverOut() async throws {
        let scene = try await airborne()
        scene.loop.clock.advance(5)
        try await scene.tell(.returning)
        try await scene.ready(DroneScene.near)
        #expect(try await scene.flight()?.state == .returning)
        scene.loop.clock.advance(5)
        try await scene.ready(DroneScene.near)
        #expect(try await scene.flight()?.state == .returning)
        scene.loop.clock.advance(1)
        try await scene.ready(DroneScene.near)
        #expect(try await scene.flight()?.outcome == .returned)
    }

    @Test("after a crash a dock that lags behind the take-off does not end the flight either")
    func staleAfterCrash() async throws {
        let log = EventLogMemory()
        let scene = try await airborne(log)
        scene.loop.clock.advance(1)
        let after = try await DroneScene(log: log, clock: scene.loop.clock, incident: scene.incident)
        try await after.ready(DroneScene.near)
        #expect(try await after.flight()?.state == .airborne)
        after.loop.clock.advance(10)
        try await after.ready(DroneScene.near)
        #expect(try await after.flight()?.outcome == .foundHome)
    }

    @Test("a drone whose way home was cancelled is called again, and hears it again")
    func calledAgain() async throws {
        let scene = try await airborne()
        let id = FlightID(scene.incident, 1)
        let call = FlightCommand.returnHome(ReasonedFlight(reason: "看到了"))
        _ = try await scene.desk.submit(flight: id, call, by: Loop.officer, command: "call-1")
        try await scene.say(.callBackAccepted)
        try await scene.tell(.returning)
        // Its pilot has stopped it on the way: it hovers.
        try await scene.tell(.flying)
        _ = try await scene.desk.submit(flight: id, call, by: Loop.officer, command: "call-2")
        #expect(scene.gateway.calls == ["mission-1", "mission-1"])
        try await scene.say(.callBackAccepted)
        #expect(try await scene.flight()?.callBackAnswered == true)
    }

    @Test("a drone in the air that has had no fix for half a minute is shown where it was last, and as an old place")
    func noFix() async throws {
        let scene = try await airborne()
        var told = DroneTelemetry(.aircraft)
        told.mode = .flying
        told.position = SmallCity.cliff
        told.speedMetresPerSecond = 9
        try await scene.desk.take(DroneReport(drone: DroneScene.near, .telemetry(told)))
        for _ in 0..<2 {
            scene.loop.clock.advance(20)
            try await scene.out()
            try await scene.tell(.flying)
        }
        let row = try #require(await scene.desk.rows().first { $0.id == DroneScene.near })
        #expect(row.position == SmallCity.cliff && row.positionOld && !row.silent)
    }

    @Test("the wind that a dock has not told for half a minute is not shown for the wind of now")
    func oldWind() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near)
        scene.loop.clock.advance(3_600)
        try await scene.desk.take(DroneReport(drone: DroneScene.near, .telemetry(DroneTelemetry(.dock))))
        let row = try #require(await scene.desk.rows().first { $0.id == DroneScene.near })
        #expect(!row.silent && row.windMetresPerSecond == nil && row.batteryPercent == nil && row.inDock == nil)
        let refusal = await #expect(throws: Refusal.self) { try await scene.order(DroneScene.near) }
        #expect(refusal?.code == .droneNotInDock)
    }

    @Test("a drone that turns back while it is to be asked for its picture is not asked: nothing is pushed that is not on record")
    func turnsBackMeanwhile() async throws {
        let log = GatedLog()
        let scene = try await airborne(log)
        await log.hold()
        let back = Task { try await scene.tell(.returning) }
        await log.untilHeld()
        let pass = Task { try await scene.desk.pass() }
        // Enough for the pass to stand behind the other in the flight's turn.
        for _ in 0..<500 { await Task.yield() }
        await log.release()
        try await back.value
        try await pass.value
        #expect(try await scene.flight()?.picture == nil && scene.gateway.pictures.isEmpty)
    }
}

/// A log in memory that takes nothing while it is held.
private actor GatedLog: LogInFront {
    nonisolated let behind = EventLogMemory()
    private var isHeld = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watcher: CheckedContinuation<Void, Never>?

    func hold() { isHeld = true }

    func release() {
        isHeld = false
        for one in waiting { one.resume() }
        waiting = []
    }

    /// Until somebody waits.
    func untilHeld() async {
        guard waiting.isEmpty else { return }
        await withCheckedContinuation { watcher = $0 }
    }

    func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        if isHeld {
            await withCheckedContinuation { one in
                waiting.append(one)
                watcher?.resume()
                watcher = nil
            }
        }
        return try await behind.append(appends)
    }
}
