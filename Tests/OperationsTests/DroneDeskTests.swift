import Cameras
import City
import DroneGateway
import Drones
import EventLog
import HazardKit
import Incidents
import Testing

@testable import Operations

/// Two drones near the cliff, a dock each that says that it is ready, over stores in memory. Synthetic.
private struct Scene {
    let loop: Loop
    let gateway: DroneGatewayMemory
    let desk: DroneDesk
    let incident: IncidentID

    static let near: DroneID = "near"
    static let far: DroneID = "far"

    init(log: any EventLog = EventLogMemory(), clock: FixedClock? = nil, incident: IncidentID? = nil) async throws {
        let loop =
            if let clock { try await Loop(log: log, clock: clock) } else { try await Loop(log: log) }
        self.loop = loop
        gateway = DroneGatewayMemory(drones: [Self.near, Self.far], link: DroneLink(.up, since: loop.clock.now))
        let missions = Counter()
        desk = DroneDesk(
            drones: [Self.drone(Self.far, latitude: 29.77), Self.drone(Self.near, latitude: 29.79)], gateway: gateway, desk: loop.desk,
            newMission: { "mission-\(missions.next())" }, now: { loop.clock.now })
        if let incident {
            self.incident = incident
        } else {
            let draft = IncidentDraft(kind: "other", grade: .iv, title: SmallCity.words("synthetic"), point: SmallCity.cliff)
            self.incident = try await loop.desk.open(draft, by: Loop.officer, command: "open-1").0
        }
    }

    private static func drone(_ id: DroneID, latitude: Double) -> Drone {
        Drone(
            id: id, name: SmallCity.words(id.rawValue), center: SmallCity.north, dock: "DOCK-\(id)", aircraft: "AIR-\(id)",
            home: Coordinate(latitude: latitude, longitude: 106.40), homeHeightMetres: 200, heightMetres: 100...400, rangeMetres: 6_000,
            maxWindMetresPerSecond: 12, speedMetresPerSecond: 10, camera: CameraID("cam-\(id)"), synthetic: true)
    }

    func ready(_ drones: DroneID...) async throws {
        for drone in drones {
            var told = DroneTelemetry(.dock)
            told.isInDock = true
            told.dockMode = .idle
            told.batteryPercent = 95
            told.windMetresPerSecond = 3
            try await desk.take(DroneReport(drone: drone, .telemetry(told)))
        }
    }

    func order(_ drone: DroneID? = nil, command: CommandID = "order-1") async throws -> (FlightID, Receipt) {
        try await desk.order(FlightDraft(drone: drone, reason: "去看"), for: incident, by: Loop.officer, command: command)
    }

    func say(_ said: FlightReport, mission: String = "mission-1", drone: DroneID = near) async throws {
        try await desk.take(DroneReport(drone: drone, .flight(mission: mission, said)))
    }

    func tell(_ mode: DroneState.Mode, inDock: Bool? = nil) async throws {
        var told = DroneTelemetry(.aircraft)
        told.mode = mode
        told.isInDock = inDock
        try await desk.take(DroneReport(drone: Self.near, .telemetry(told)))
    }

    func events() async throws -> [String] {
        try await loop.log.read(stream: StreamName(category: "flight", id: "\(incident).1"), after: 0, limit: 100).map(\.event.type)
    }

    func flight() async throws -> FlightView? { try await desk.flights(of: incident).first }
}

/// Names that are never given twice.
private final class Counter: Sendable {
    private let held = FixedClock(Instant(millisecondsSince1970: 0))
    func next() -> Int64 {
        held.advance(1)
        return held.now.millisecondsSince1970 / 1_000
    }
}

@Suite("Drones are sent to look, on record, and followed until they are home")
struct DroneDeskTests {
    @Test("the able drone that is there soonest is sent, and the flight goes on record from the order until it is home")
    func whole() async throws {
        let scene = try await Scene()
        try await scene.ready(Scene.near, Scene.far)
        let (id, _) = try await scene.order()
        #expect(id == FlightID(scene.incident, 1))
        #expect(scene.gateway.orders.map(\.drone) == [Scene.near] && scene.gateway.orders[0].heightMetres == 100)
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        #expect(await scene.desk.camerasOut(for: scene.incident) == ["cam-near"])
        try await scene.say(.arrived)
        let call = FlightCommand.returnHome(ReasonedFlight(reason: "看到了"))
        _ = try await scene.desk.submit(flight: id, call, by: Loop.officer, command: "call-1")
        #expect(scene.gateway.calls == ["mission-1"])
        try await scene.say(.callBackAccepted)
        try await scene.tell(.returning)
        #expect(await scene.desk.camerasOut(for: scene.incident).isEmpty)
        try await scene.ready(Scene.near)
        #expect(
            try await scene.events() == [
                "FlightOrdered", "FlightAccepted", "FlightDeparted", "FlightArrived", "FlightCalledBack", "FlightCallBackAccepted",
                "FlightTurnedBack", "FlightReturned",
            ])
        let told = try await scene.loop.desk.timeline(of: scene.incident).map(\.type)
        #expect(told.contains("FlightOrdered") && told.contains("FlightReturned"))
    }

    @Test("an order that is sent twice flies once")
    func idempotent() async throws {
        let scene = try await Scene()
        try await scene.ready(Scene.near)
        let first = try await scene.order()
        let second = try await scene.order()
        #expect(first.0 == second.0 && second.1.repeated && scene.gateway.orders.count == 1)
    }

    @Test("a drone that is out is not sent again, and the next one goes instead")
    func busy() async throws {
        let scene = try await Scene()
        try await scene.ready(Scene.near, Scene.far)
        _ = try await scene.order()
        let (second, _) = try await scene.order(command: "order-2")
        #expect(second == FlightID(scene.incident, 2) && scene.gateway.orders.map(\.drone) == [Scene.near, Scene.far])
        let refusal = await #expect(throws: Refusal.self) { try await scene.order(Scene.near, command: "order-3") }
        #expect(refusal?.code == .droneFlying)
        let none = await #expect(throws: Refusal.self) { try await scene.order(command: "order-4") }
        #expect(none?.code == .flightNoDrone)
    }

    @Test("a silent drone is not sent, and of a line that is down the order says so")
    func silent() async throws {
        let scene = try await Scene()
        let silent = await #expect(throws: Refusal.self) { try await scene.order(Scene.near) }
        #expect(silent?.code == .droneSilent)
        try await scene.ready(Scene.near)
        scene.gateway.set(.down, at: scene.loop.clock.now)
        let down = await #expect(throws: Refusal.self) { try await scene.order(Scene.near) }
        #expect(down?.code == .droneNoLink)
        #expect(try await scene.events().isEmpty)
    }

    @Test("what nobody answers says so by the clock, also after a crash, and nothing is sent a second time")
    func crash() async throws {
        let log = EventLogMemory()
        let scene = try await Scene(log: log)
        try await scene.ready(Scene.near)
        _ = try await scene.order()
        scene.loop.clock.advance(31)
        let after = try await Scene(log: log, clock: scene.loop.clock, incident: scene.incident)
        #expect(try await after.events() == ["FlightOrdered", "FlightUnanswered"])
        #expect(after.gateway.orders.isEmpty)
    }

    @Test("a flight in the air goes on after a crash: its silence is counted from the start, and it comes home on record")
    func midFlight() async throws {
        let log = EventLogMemory()
        let scene = try await Scene(log: log)
        try await scene.ready(Scene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        scene.loop.clock.advance(600)
        let after = try await Scene(log: log, clock: scene.loop.clock, incident: scene.incident)
        try await after.desk.pass()
        #expect(try await after.flight()?.silentSince == nil)
        scene.loop.clock.advance(31)
        try await after.desk.pass()
        #expect(try await after.flight()?.silentSince != nil)
        try await after.tell(.flying)
        let heard = try await after.flight()
        #expect(heard?.silentSince == nil && heard?.state == .airborne)
        try await after.ready(Scene.near)
        #expect(try await after.flight()?.outcome == .returned)
    }

    @Test("a drone that hovers above its target has arrived, also where its word of it was lost; one that flies past has not")
    func hovers() async throws {
        let scene = try await Scene()
        try await scene.ready(Scene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        var told = DroneTelemetry(.aircraft)
        told.mode = .flying
        told.position = SmallCity.cliff
        told.speedMetresPerSecond = 9
        try await scene.desk.take(DroneReport(drone: Scene.near, .telemetry(told)))
        #expect(try await scene.flight()?.state == .airborne)
        told.speedMetresPerSecond = 0.3
        told.position = Coordinate(latitude: SmallCity.cliff.latitude + 0.001, longitude: SmallCity.cliff.longitude)
        try await scene.desk.take(DroneReport(drone: Scene.near, .telemetry(told)))
        #expect(try await scene.flight()?.state == .airborne)
        told.position = SmallCity.cliff
        try await scene.desk.take(DroneReport(drone: Scene.near, .telemetry(told)))
        #expect(try await scene.flight()?.state == .onStation)
    }

    @Test("another drone cannot speak for a flight")
    func stranger() async throws {
        let scene = try await Scene()
        try await scene.ready(Scene.near)
        _ = try await scene.order()
        try await scene.say(.accepted, drone: Scene.far)
        #expect(try await scene.flight()?.state == .ordered)
    }

    @Test("boards are told of drones that have said something, and of no others")
    func boards() async throws {
        let scene = try await Scene()
        let changes = scene.desk.changes()
        try await scene.ready(Scene.near)
        try await scene.desk.pass()
        for await batch in changes {
            #expect(batch.map(\.topic) == [.drone])
            #expect(String(decoding: batch[0].json, as: UTF8.self).contains(#""batteryPercent":95"#))
            break
        }
    }
}
