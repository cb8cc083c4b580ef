import Cameras
import City
import DroneGateway
import Drones
import EventLog
import Incidents

/// Sends drones to look, and follows them. What a drone says of itself stays in memory here; what it does for an incident goes on record.
///
/// - Ask: `drones`, `link`, `rows(for:)`, `flights(of:)`
/// - Send: `order(_:for:by:command:)`, `submit(flight:_:…)`
/// - Follow: `run()`, `pass()`, `changes()`
public actor DroneDesk {
    /// In the order of their ids.
    public nonisolated let drones: [Drone]
    public nonisolated let gateway: any DroneGateway
    let desk: CommandDesk
    let now: @Sendable () -> Instant
    /// Names a flight for the drone, never the same twice.
    private let newMission: @Sendable () -> String
    private(set) var states: [DroneID: DroneState] = [:]
    /// When this desk began to listen: before that, silence says nothing.
    private let since: Instant
    /// The drones of which something has been told since boards last heard.
    var news: Set<DroneID> = []
    let boards = Broadcast()
    /// How the line was when boards last heard of it.
    var linkTold: DroneLink?

    public init(
        drones: [Drone], gateway: any DroneGateway, desk: CommandDesk, newMission: @escaping @Sendable () -> String,
        now: @escaping @Sendable () -> Instant
    ) {
        self.drones = drones.sorted { $0.id < $1.id }
        self.gateway = gateway
        self.desk = desk
        self.newMission = newMission
        self.now = now
        since = now()
    }

    public nonisolated var link: DroneLink { gateway.link }

    nonisolated func drone(_ id: DroneID) -> Drone? { drones.first { $0.id == id } }

    public func state(of drone: DroneID) -> DroneState? { states[drone] }

    // MARK: Sending

    /// Sends a drone to look: the one that is named, or the one that is there soonest. The order is on disk before the drone hears of it, and
    /// is told at most once: after a crash in between nobody takes off minutes later, and the flight says that nobody answered. Throws
    /// `Refusal`, `LogFault`.
    public func order(_ draft: FlightDraft, for incident: IncidentID, by actor: Actor, command: CommandID) async throws -> (FlightID, Receipt) {
        let states = states
        let linked = link.state == .up
        let moment = now()
        let mission = newMission()
        let drones = drones
        let (id, receipt) = try await desk.orderFlight(for: incident, by: actor, command: command) { matter, out throws(Refusal) in
            let target = draft.position ?? matter.point
            let choices = DroneChoice.rank(drones, for: target, heightMetres: draft.heightMetres) { drone in
                FlightCheck.Circumstances(
                    now: moment, linked: linked, state: states[drone.id], flight: out[drone.id], synthetic: matter.synthetic)
            }
            let drone = try Self.choose(draft.drone, among: choices).drone
            let order = OrderFlight(
                drone: drone, mission: mission, target: target, heightMetres: draft.heightMetres ?? drone.heightMetres.lowerBound,
                reason: draft.reason)
            let known = FlightCheck.Circumstances(
                now: moment, linked: linked, state: states[drone.id], flight: out[drone.id], synthetic: matter.synthetic)
            return (order, known)
        }
        if !receipt.repeated { try await send(id) }
        return (id, receipt)
    }

    private static func choose(_ named: DroneID?, among choices: [DroneChoice]) throws(Refusal) -> DroneChoice {
        if let named {
            guard let choice = choices.first(where: { $0.drone.id == named }) else {
                throw Refusal(.droneUnknown, "There is no drone \(named.rawValue.prefix(64)). GET /api/drones lists them.", field: "drone")
            }
            return choice
        }
        guard let best = choices.first, best.isAble else {
            let reasons = choices.prefix(reasonsToldMax).compactMap { choice in choice.obstacles.first?.message(of: choice.drone) }
            throw Refusal(.flightNoDrone, "No drone can fly there now. " + (reasons.isEmpty ? "The city has none." : reasons.joined(separator: " ")))
        }
        return best
    }

    /// Somebody in a hurry reads no more of why none can fly.
    private static let reasonsToldMax = 3

    private func send(_ id: FlightID) async throws {
        guard let flight = try await desk.heldFlight(id)?.state, flight.state == .ordered else { return }
        do {
            try await gateway.takeOff(
                TakeOffOrder(drone: flight.drone, mission: flight.mission, target: flight.target, heightMetres: flight.heightMetres))
        } catch let fault as DroneFault {
            await desk.noteFault("Flight \(id) could not be handed to the line: \(fault.message)")
            try await desk.submit(flight: id, .noteNotSent, by: system(flight), command: nil)
        }
    }

    /// Calls a drone back, sends it on, or gives it up. Each is told at most once; who gets no answer says it again. Throws `Refusal`, `DroneFault`, `LogFault`.
    public func submit(
        flight id: FlightID, _ command: FlightCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID
    ) async throws -> Receipt {
        if case .returnHome = command, link.state != .up {
            throw DroneFault("There is no line to the drones, so the call cannot reach it. It comes home by itself when its battery calls.")
        }
        let onward = if case .sendOn = command { try await onwardContext(of: id) } else { nil as Flight.OnwardContext? }
        let receipt = try await desk.submit(
            flight: id, command, onward: onward, expectedVersion: expectedVersion, by: actor, command: commandID)
        if case .returnHome = command, !receipt.repeated, let flight = try await desk.heldFlight(id)?.state {
            try await gateway.returnHome(flight.drone, mission: flight.mission)
        }
        if case .sendOn = command, !receipt.repeated { try await tellOnward(id) }
        return receipt
    }

    private func onwardContext(of id: FlightID) async throws -> Flight.OnwardContext? {
        guard let flight = try await desk.heldFlight(id)?.state, let drone = drone(flight.drone) else { return nil }
        let known = FlightCheck.Circumstances(
            now: now(), linked: link.state == .up, state: states[drone.id], flight: id, synthetic: flight.synthetic)
        return Flight.OnwardContext(drone: drone, order: newMission(), circumstances: known)
    }

    private func tellOnward(_ id: FlightID) async throws {
        guard let flight = try await desk.heldFlight(id)?.state, let onward = flight.onward else { return }
        do {
            try await gateway.sendOn(
                OnwardOrder(
                    drone: flight.drone, order: onward.order, target: onward.target, heightMetres: onward.heightMetres, changesWay: onward.changesWay)
            )
        } catch let fault as DroneFault {
            await desk.noteFault("The order to go on of flight \(id) could not be handed to the line: \(fault.message)")
            try await desk.submit(flight: id, .noteOnwardNotSent, by: system(flight), command: nil)
        }
    }

    func system(_ flight: Flight) -> Actor {
        Actor(kind: .system, name: "drones", role: "system", center: drone(flight.drone)?.center ?? "")
    }

    // MARK: Following

    /// Takes in what drones say, until the task is cancelled.
    public func run() async {
        for await report in gateway.reports() {
            do {
                try await take(report)
            } catch {
                await desk.noteFault("What drone \(report.drone) said could not be taken in: \(error)")
            }
        }
    }

    func take(_ report: DroneReport) async throws {
        guard let drone = drone(report.drone) else { return }
        switch report.content {
        case .telemetry(let told):
            states[drone.id, default: DroneState()].take(told, at: now())
            news.insert(drone.id)
            for said in implied(by: told, for: await openFlight(of: drone.id)) {
                try await take(said, of: drone, flight: await openFlight(of: drone.id))
            }
        case .flight(let mission, let said):
            try await take(said, of: drone, flight: await desk.flight(of: drone.id, hearing: said, under: mission), inItsOwnWords: true)
        }
    }

    /// What telemetry says of the flight that the drone is on, beside what the drone says in so many words.
    private func implied(by told: DroneTelemetry, for flight: Flight?) -> [FlightReport] {
        var reports: [FlightReport] = []
        if told.source == .aircraft { reports.append(.heard) }
        if told.mode == .flying { reports.append(.departed) }
        // The word itself may be lost while the server or the broker is away.
        if let flight { reports += flight.reached(by: told) }
        if told.mode == .returning { reports.append(.returning) }
        if told.isInDock == true, let flight, flight.isAirborne, isBelievedHome(flight) { reports.append(atHome(flight)) }
        return reports
    }

    /// A dock reports for itself every two seconds, and may still say "in" of a drone that has just told that it flies. It is believed once it
    /// has said "out" since the order, or when the aircraft does not say any more that it flies.
    private func isBelievedHome(_ flight: Flight) -> Bool {
        let state = states[flight.drone]
        if let out = state?.dockOutAt, out >= flight.orderedAt { return true }
        // After a start the log alone knows that it flew.
        guard let flew = state?.flyingHeardAt ?? (flight.state == .returning ? nil : flight.stateSince) else { return true }
        return now().since(flew) > Self.dockLagMax
    }

    /// Five reports of a dock.
    static let dockLagMax: Seconds = 10

    /// That it lies in its dock: it was heard on its way, or it is only found there.
    private func atHome(_ flight: Flight) -> FlightReport {
        let heard = states[flight.drone]?.aircraftHeardAt
        if flight.silentSince == nil, let heard, now().since(heard) <= Self.landingWithin { return .landed }
        return .foundAtHome(since: max(flight.stateSince, heard ?? flight.stateSince))
    }

    /// From the aircraft's last word until the dock has closed over it.
    static let landingWithin: Seconds = 120

    private func take(_ said: FlightReport, of drone: Drone, flight: Flight?, inItsOwnWords: Bool = false) async throws {
        guard let flight else { return }
        // Telemetry alone does not say whether the order was heard: somebody else may be flying it.
        if said == .departed || said == .arrived, flight.state == .ordered, !inItsOwnWords { return }
        let actor = Actor(kind: .device, name: drone.id.rawValue, role: "device", center: drone.center)
        try await desk.submit(flight: flight.id, .take(said), by: actor, command: nil)
    }

    private func openFlight(of drone: DroneID) async -> Flight? { await desk.openFlights.last { $0.drone == drone } }

    /// Looks who is silent in flight, and tells boards what drones have said. Called every second or two.
    public func pass() async throws {
        let moment = now()
        for flight in await desk.openFlights where flight.isAirborne && flight.silentSince == nil {
            let heard = states[flight.drone]?.aircraftHeardAt ?? since
            guard moment.since(heard) > DroneState.staleAfter else { continue }
            try await desk.submit(flight: flight.id, .noteSilence(since: heard), by: system(flight), command: nil)
            news.insert(flight.drone)
        }
        try await settleAtHome(at: moment)
        try await followPictures(at: moment)
        await tellLink(at: moment)
        try await tellBoards()
    }

    /// What boards are told of drones, from now on: the row of each drone that has said something.
    public nonisolated func changes() -> AsyncStream<[Change]> { boards.follow() }

    private func tellBoards() async throws {
        let told = news
        news = []
        guard !told.isEmpty, !boards.isSilent else { return }
        let out = await flightsByDrone()
        boards.publish(
            drones.filter { told.contains($0.id) }.map { drone in
                let row = row(of: drone, flight: out[drone.id], choice: nil)
                return Change(position: 0, topic: .drone, centers: [drone.center]) { ViewCoding.bytes(row) }
            })
    }

    func flightsByDrone() async -> [DroneID: Flight] {
        Dictionary(await desk.openFlights.map { ($0.drone, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A flight as a desk orders it.
public struct FlightDraft: Hashable, Sendable {
    /// Nil for the one that is there soonest.
    public let drone: DroneID?
    /// Nil for the place of the incident.
    public let position: Coordinate?
    /// Above the dock; nil for the lowest height at which the drone is clear of everything.
    public let heightMetres: Double?
    public let reason: String

    public init(drone: DroneID? = nil, position: Coordinate? = nil, heightMetres: Double? = nil, reason: String) {
        self.drone = drone
        self.position = position
        self.heightMetres = heightMetres
        self.reason = reason
    }
}
