import City
import DroneGateway
import Drones
import EventLog
import HazardKit
import Incidents
import Testing

@testable import Operations

@Suite("A look from the air that a plan asks for is ordered by a person and carried out by the flight")
struct LookTests {
    /// An incident whose plan asks for a look, with two drones near it. Synthetic.
    private static func proposed() async throws -> DroneScene {
        try await DroneScene(kind: "cave-in", grade: .iii)
    }

    private static func look(_ scene: DroneScene) async throws -> IncidentTask {
        try #require(try await scene.loop.incident(scene.incident).tasks.first)
    }

    @Test("when the plan starts the look is proposed, and nothing flies by itself")
    func proposed() async throws {
        let scene = try await Self.proposed()
        try await scene.ready(DroneScene.near)
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).isLookProposed && scene.gateway.orders.isEmpty)
        let line = try #require(await scene.loop.desk.board(for: Loop.officer).incidents.first)
        #expect(line.lookProposed == "t1" && line.state == .open)
    }

    @Test("the order answers it, and the look follows the flight to its end; the timeline tells both")
    func ordered() async throws {
        let scene = try await Self.proposed()
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).state == .accepted)
        #expect(try await scene.flight()?.task == "t1")
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        try await scene.out()
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).state == .enRoute)
        try await scene.say(.arrived)
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).state == .onScene)
        try await scene.tell(.returning)
        try await scene.ready(DroneScene.near)
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).state == .done)
        let told = try await scene.loop.desk.timeline(of: scene.incident).map(\.type)
        for type in ["TaskCreated", "FlightOrdered", "TaskAccepted", "TaskArrived", "FlightReturned", "TaskFinished"] { #expect(told.contains(type)) }
    }

    @Test("nobody orders or declines: it climbs, and whoever is next is told by a notice")
    func climbs() async throws {
        let scene = try await Self.proposed()
        scene.loop.clock.advance(301)
        await scene.loop.desk.tick()
        let notices = await scene.loop.desk.notices(for: Loop.officer).filter { $0.reason == .escalation }
        #expect(notices.contains { $0.incident == scene.incident && $0.title.en.contains("look from the air") })
    }

    @Test("a drone that refuses gives the look back to the desk, which orders another one for it")
    func refused() async throws {
        let scene = try await Self.proposed()
        try await scene.ready(DroneScene.near, DroneScene.far)
        _ = try await scene.order()
        await scene.loop.desk.tick()
        try await scene.say(.refused(code: 316_013))
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).state == .sent)
        scene.loop.clock.advance(10)
        _ = try await scene.order(DroneScene.far, command: "order-2")
        await scene.loop.desk.tick()
        #expect(try await Self.look(scene).state == .accepted)
    }

    @Test("a crash between the order and its look is made good at the next start")
    func crash() async throws {
        let log = EventLogMemory()
        let scene = try await DroneScene(log: log, kind: "cave-in", grade: .iii)
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        // Nobody ticks before the crash.
        let after = try await DroneScene(log: log, clock: scene.loop.clock, incident: scene.incident)
        #expect(await after.loop.desk.lastFault == nil)
        #expect(try await Self.look(after).state == .accepted)
    }

    @Test("a second order while the drone is out for the look answers nothing")
    func second() async throws {
        let scene = try await Self.proposed()
        try await scene.ready(DroneScene.near, DroneScene.far)
        _ = try await scene.order()
        _ = try await scene.order(command: "order-2")
        let flights = try await scene.desk.flights(of: scene.incident)
        #expect(flights.map(\.task) == [nil, "t1"])
    }

    @Test("in an exercise the look is proposed and nothing flies: a person takes it on and writes down what a drone would be told")
    func exercise() async throws {
        let scene = try await DroneScene(kind: "cave-in", grade: .iii, exercise: true)
        try await scene.ready(DroneScene.near)
        let refusal = await #expect(throws: Refusal.self) { try await scene.order() }
        #expect(refusal?.code == .flightExercise && scene.gateway.orders.isEmpty)
        for command in [TaskCommand.accept, .finish(FinishTask(evidence: "演练：口述派飞"))] {
            try await scene.loop.desk.submit(incident: scene.incident, .task("t1", command), by: Loop.officer, command: nil)
        }
        #expect(try await Self.look(scene).state == .done)
    }
}
