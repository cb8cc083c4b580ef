import City
import Drones
import EventLog
import Incidents

extension CommandDesk {
    /// Orders a flight for an incident. `choose` is asked once it is the order's turn, with the flights that are out then: two orders never take
    /// one drone. Throws `Refusal`, `LogFault`.
    func orderFlight(
        for incident: IncidentID, by actor: Actor, command: CommandID?,
        choose: @Sendable (Incident, [DroneID: FlightID]) throws(Refusal) -> (OrderFlight, FlightCheck.Circumstances)
    ) async throws -> (FlightID, Receipt) {
        try await requireReady()
        // The incident first, then all orders: it must not end while a drone is sent, and no drone is sent twice.
        let receipt = try await inTurn(StreamName(category: Picture.Category.incident, id: incident.rawValue)) {
            try await inTurn(StreamName(category: Picture.Category.flight, id: "order")) {
                if let earlier = try await earlierOutcome(of: command) { return earlier }
                guard let state = try await heldIncident(incident)?.state else { throw Refusal.unknown("incident", incident.rawValue) }
                var (order, circumstances) = try choose(state, dronesOut)
                order.task = waitingLook(of: state)
                let number = try await flightIDs(of: incident).count + 1
                return try await decide(
                    flight: FlightID(incident, number), .order(order), in: state, number: number, circumstances, nil, actor, command)
            }
        }
        let id = FlightID(try receipt.id(in: Picture.Category.flight))
        guard id.rawValue.hasPrefix(FlightID.prefix(of: incident)) else { throw Refusal.usedElsewhere(receipt) }
        schedule(flight: id)
        return (id, receipt)
    }

    /// Gives a flight a command. Throws `Refusal`, `LogFault`.
    @discardableResult
    func submit(
        flight id: FlightID, _ command: FlightCommand, onward: Flight.OnwardContext? = nil, expectedVersion: Int64? = nil, by actor: Actor,
        command commandID: CommandID?
    ) async throws -> Receipt {
        try await requireReady()
        let receipt = try await inTurn(Self.stream(id)) {
            guard let held = try await heldFlight(id), let incident = try await heldIncident(held.state.incident)?.state else {
                throw Refusal.unknown("flight", String(id.rawValue.prefix(64)))
            }
            return try await decide(
                flight: id, command, in: incident, number: held.state.number, nil, expectedVersion, actor, commandID, onward: onward)
        }
        schedule(flight: id)
        return receipt
    }

    private func decide(
        flight id: FlightID, _ command: FlightCommand, in incident: Incident, number: Int, _ circumstances: FlightCheck.Circumstances?,
        _ expectedVersion: Int64?, _ actor: Actor, _ commandID: CommandID?, onward: Flight.OnwardContext? = nil
    ) async throws -> Receipt {
        let held = try await heldFlight(id)
        return try await carryOut(
            Self.stream(id), at: held?.version ?? 0, expecting: expectedVersion, by: actor, command: commandID,
            decide: { moment throws(Refusal) in
                try Flight.decide(
                    held?.state, command,
                    FlightContext(now: moment, id: id, number: number, incident: incident, circumstances: circumstances, onward: onward))
            },
            fold: { event, version, moment in picture.apply(event, to: id, version, moment, actor) },
            changes: { changes(of: incident.id, at: $0) })
    }

    static func stream(_ id: FlightID) -> StreamName { StreamName(category: Picture.Category.flight, id: id.rawValue) }

    /// The state from the picture, or folded from the log when its incident has left the picture.
    func heldFlight(_ id: FlightID) async throws -> Picture.Held<Flight>? {
        if let held = picture.flights[id] { return held }
        return try await folded(Self.stream(id)) { (event: FlightEvent, state, at, actor) in
            Flight.apply(event, to: &state, at: at, by: actor)
        }
    }

    /// The names of an incident's flights, in the order in which they were ordered. Throws `LogFault`.
    func flightIDs(of incident: IncidentID) async throws -> [FlightID] {
        try await log.streams(of: Picture.Category.flight, beginning: FlightID.prefix(of: incident)).map { FlightID(String($0.id)) }
            .sorted { ($0.rawValue.utf8.count, $0) < ($1.rawValue.utf8.count, $1) }
    }

    /// The flights of an incident, the newest last. Throws `LogFault`.
    func flights(of incident: IncidentID) async throws -> [Picture.Held<Flight>] {
        var held: [Picture.Held<Flight>] = []
        for id in try await flightIDs(of: incident) {
            if let one = try await heldFlight(id) { held.append(one) }
        }
        return held
    }

    /// Flights that are out or ordered.
    var openFlights: [Flight] { picture.flights.values.map(\.state).filter(\.isOpen).sorted { $0.id < $1.id } }

    /// Flights whose drone is to be asked to push its picture, or to push it no more.
    func flightsOwingPicture(at moment: Instant) -> [Flight] {
        picture.flights.values.map(\.state).filter { $0.wantsPicture(at: moment) || $0.owesPictureStop(at: moment) }.sorted { $0.id < $1.id }
    }

    private var dronesOut: [DroneID: FlightID] {
        Dictionary(openFlights.map { ($0.drone, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    /// The flight that a drone speaks of under this name; nil where it means nothing of now.
    func flight(of drone: DroneID, hearing said: FlightReport, under name: String) -> Flight? {
        picture.flights.values.first { $0.state.drone == drone && $0.state.hears(said, under: name) }?.state
    }

    // MARK: The clock

    func schedule(flight id: FlightID) {
        guard let flight = picture.flights[id]?.state else { return }
        if owedLook(of: flight) != nil { look(at: Self.stream(id)) }
        guard let at = flight.due().map(\.at).min() else { return }
        dues.add(Self.stream(id), at: at)
    }

    func follow(flight id: FlightID, _ stream: StreamName) async {
        for _ in 0..<Self.stepsPerLookMax {
            guard let flight = picture.flights[id]?.state, await followLook(of: flight, stream), let due = next(flight.due(), on: stream) else {
                return
            }
            let owner = picture.incidents[flight.incident]?.state.owner ?? city.hub?.code ?? ""
            let done = await attempt(stream, due.key) {
                try await self.submit(
                    flight: id, due.command, by: self.system(at: owner, "clock"), command: CommandID("due/\(stream)/\(due.key)"))
            }
            guard done else { return }
        }
    }
}
