import Cameras
import City
import DroneGateway
import Drones
import EventLog
import HazardKit
import Incidents

@testable import Operations

/// Two drones near the cliff, a dock each that says that it is ready, over stores in memory. Synthetic.
struct DroneScene {
    let loop: Loop
    let gateway: DroneGatewayMemory
    let desk: DroneDesk
    let incident: IncidentID

    static let near: DroneID = "near"
    static let far: DroneID = "far"

    init(
        log: any EventLog = EventLogMemory(), clock: FixedClock? = nil, incident: IncidentID? = nil, kind: MatterKind = "other", grade: Grade = .iv,
        exercise: Bool = false
    ) async throws {
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
            let draft = IncidentDraft(
                kind: kind, grade: grade, title: SmallCity.words("synthetic"), point: SmallCity.cliff, exercise: exercise)
            self.incident = try await loop.desk.open(draft, by: Loop.officer, command: "open-1").0
        }
    }

    private static func drone(_ id: DroneID, latitude: Double) -> Drone {
        Drone(
            id: id, name: SmallCity.words(id.rawValue), center: SmallCity.north, dock: "DOCK-\(id)", aircraft: "AIR-\(id)",
            home: Coordinate(latitude: latitude, longitude: 106.40), homeHeightMetres: 200, heightMetres: 100...400, rangeMetres: 6_000,
            maxWindMetresPerSecond: 12, speedMetresPerSecond: 10, camera: CameraID("cam-\(id)"),
            live: id == near ? Drone.LivePush(address: "rtmp://media.city/live/near", video: "AIR-near/39-0-7/normal-0") : nil, synthetic: true)
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

    /// The dock of the near one says that its drone is out.
    func out() async throws {
        var told = DroneTelemetry(.dock)
        told.isInDock = false
        told.dockMode = .working
        told.windMetresPerSecond = 3
        try await desk.take(DroneReport(drone: Self.near, .telemetry(told)))
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
