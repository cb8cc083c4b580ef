import City
import HazardKit
import Incidents

@testable import Drones

/// A drone, a dock that reports well, and an incident three kilometres away. Synthetic.
enum Fixture {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    static let home = Coordinate(latitude: 29.80, longitude: 106.40)
    /// 3.0 km north of the dock.
    static let cliff = Coordinate(latitude: 29.827, longitude: 106.40)
    static let words = LocalizedText(zh: "合成", en: "Synthetic")
    static let officer = Actor(kind: .person, name: "officer", role: "duty-officer", center: "5001")

    static func drone(_ id: DroneID = "d1", home: Coordinate = home, synthetic: Bool = true) -> Drone {
        Drone(
            id: id, name: words, center: "5001", dock: "DOCK-\(id)", aircraft: "AIR-\(id)", home: home, homeHeightMetres: 200,
            heightMetres: 100...400, rangeMetres: 6_000, maxWindMetresPerSecond: 12, speedMetresPerSecond: 10, synthetic: synthetic)
    }

    /// What a dock that is ready says.
    static var ready: DroneTelemetry {
        var told = DroneTelemetry(.dock)
        told.dockMode = .idle
        told.isInDock = true
        told.batteryPercent = 95
        told.windMetresPerSecond = 4
        told.rain = 1
        told.isStopped = false
        return told
    }

    static func state(_ change: (inout DroneTelemetry) -> Void = { _ in }) -> DroneState {
        var told = ready
        change(&told)
        var state = DroneState()
        state.take(told, at: start)
        return state
    }

    static func known(
        _ state: DroneState?, after seconds: Seconds = .zero, linked: Bool = true, flight: FlightID? = nil, synthetic: Bool = true
    ) -> FlightCheck.Circumstances {
        FlightCheck.Circumstances(now: start.advanced(by: seconds), linked: linked, state: state, flight: flight, synthetic: synthetic)
    }

    static func incident(exercise: Bool = false) throws -> Incident {
        var incident: Incident?
        let opening = OpenIncident(
            id: "i1", kind: "landslide", title: words, point: cliff, township: "500101", district: "5001", owner: "5001", grade: .i, alert: nil,
            exercise: exercise, synthetic: true, approximate: false, site: nil)
        let context = DecisionContext(
            now: start, actor: officer, codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
            clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.75), levels: [], heldTask: { _ in nil })
        for event in try Incident.decide(nil, .open(opening), context) { Incident.apply(event, to: &incident, at: start, by: officer) }
        guard let incident else { throw Missing() }
        return incident
    }

    struct Missing: Error {}
}

/// A flight told what to do step by step; its events by name.
struct Story {
    var flight: Flight?
    var told: [String] = []
    private let incident: Incident

    init(exercise: Bool = false) throws { incident = try Fixture.incident(exercise: exercise) }

    mutating func order(
        _ drone: Drone = Fixture.drone(), state: DroneState? = Fixture.state(), height: Double = 120, reason: String = "去看",
        at seconds: Seconds = .zero
    ) throws {
        try give(
            .order(OrderFlight(drone: drone, mission: "m-1", target: Fixture.cliff, heightMetres: height, reason: reason)), at: seconds,
            known: Fixture.known(state))
    }

    mutating func give(
        _ command: FlightCommand, at seconds: Seconds, known: FlightCheck.Circumstances? = nil,
        onward: (order: String, known: FlightCheck.Circumstances)? = nil
    ) throws {
        let moment = Fixture.start.advanced(by: seconds)
        let context = FlightContext(
            now: moment, id: "i1.1", number: 1, incident: incident, circumstances: known,
            onward: onward.map { Flight.OnwardContext(drone: Fixture.drone(), order: $0.order, circumstances: $0.known) })
        for event in try Flight.decide(flight, command, context) {
            told.append(event.type)
            Flight.apply(event, to: &flight, at: moment, by: Fixture.officer)
        }
    }

    /// What the clock commands by itself at a moment.
    mutating func tick(at seconds: Seconds) throws {
        for due in flight?.due() ?? [] where due.at <= Fixture.start.advanced(by: seconds) { try give(due.command, at: seconds) }
    }
}
