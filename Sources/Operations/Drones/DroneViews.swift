import Cameras
import City
import DroneGateway
import Drones
import EventLog
import Incidents

/// One drone as lists and maps show it.
public struct DroneRow: Encodable, Sendable {
    /// The flight that it is on.
    public struct OnFlight: Encodable, Sendable {
        public let id: FlightID
        public let incident: IncidentID
        public let number: Int
        public let state: Flight.State
        public let target: Coordinate
    }

    /// Why it cannot fly there, in the code of the rule and its words.
    public struct Obstacle: Encodable, Sendable {
        public let code: String
        public let message: String
    }

    /// What it would take to fly it to the place that was asked about.
    public struct Choice: Encodable, Sendable {
        public let able: Bool
        public let distanceMetres: Double
        public let minutes: Double
        public let obstacles: [Obstacle]
    }

    public let id: DroneID
    public let name: LocalizedText
    public let center: CenterCode
    public let home: Coordinate
    public let heightMetresMin: Double
    public let heightMetresMax: Double
    public let rangeMetres: Double
    public let maxWindMetresPerSecond: Double
    public let camera: CameraID?
    public let synthetic: Bool
    /// True when its dock has said nothing for too long, or never.
    public let silent: Bool
    /// True when the aircraft is in flight and not heard, or does not tell where it is: its position is an old one.
    public let positionOld: Bool
    public let dockHeardAt: Instant?
    public let aircraftHeardAt: Instant?
    /// Where it is as far as known: in its dock, at the dock.
    public let position: Coordinate
    public let heightMetres: Double?
    public let headingDegrees: Double?
    public let speedMetresPerSecond: Double?
    public let batteryPercent: Int?
    public let mode: DroneState.Mode?
    public let dockMode: DroneState.DockMode?
    public let inDock: Bool?
    public let windMetresPerSecond: Double?
    public let flight: OnFlight?
    public let choice: Choice?
}

/// The line to the drones as a list shows it.
public struct DroneLinkView: Encodable, Sendable {
    public let state: String
    public let since: Instant
    public let received: Int
    public let unknownSerials: Int
    public let malformed: Int
    public let tooLong: Int
    public let dropped: Int

    public init(_ link: DroneLink) {
        state = link.state.rawValue
        since = link.since
        received = link.counts.received
        unknownSerials = link.counts.unknownSerials
        malformed = link.counts.malformed
        tooLong = link.counts.tooLong
        dropped = link.counts.dropped
    }
}

/// One flight of an incident as its page shows it.
public struct FlightView: Encodable, Sendable {
    public struct Pushed: Encodable, Sendable {
        public let state: PushedPicture.State
        public let since: Instant
        public let resultCode: Int?
    }

    public struct Onward: Encodable, Sendable {
        public let target: Coordinate
        public let heightMetres: Double
        public let orderedAt: Instant
        public let expectedAt: Instant
        public let unanswered: Bool
    }

    public let id: FlightID
    public let number: Int
    public let version: Int64
    public let drone: DroneID
    public let droneName: LocalizedText
    public let camera: CameraID?
    public let target: Coordinate
    public let heightMetres: Double
    public let reason: String
    public let state: Flight.State
    public let stateSince: Instant
    public let outcome: Flight.Outcome?
    public let resultCode: Int?
    public let orderedAt: Instant
    public let orderedBy: String
    public let expectedAt: Instant
    public let calledBackAt: Instant?
    public let callBackAnswered: Bool
    public let callBackUnanswered: Bool
    public let silentSince: Instant?
    public let overdue: Bool
    /// The order to go on to another place that the drone has not taken on.
    public let onward: Onward?
    /// How it stands with the picture that the drone pushes; nil where it was never asked to.
    public let picture: Pushed?
    /// True where it could not get to another place and hovers on the way.
    public let stopped: Bool
    /// True while it may be sent on to another place.
    public let canGoOn: Bool
    public let synthetic: Bool
    /// The look of the plan that it carries out.
    public let task: TaskID?

    init(_ held: Picture.Held<Flight>, camera: CameraID?) {
        let flight = held.state
        id = flight.id
        number = flight.number
        version = held.version
        drone = flight.drone
        droneName = flight.droneName
        self.camera = camera
        target = flight.target
        heightMetres = flight.heightMetres
        reason = flight.reason
        state = flight.state
        stateSince = flight.stateSince
        outcome = flight.outcome
        resultCode = flight.resultCode
        orderedAt = flight.orderedAt
        orderedBy = flight.orderedBy
        expectedAt = flight.expectedAt
        calledBackAt = flight.calledBackAt
        callBackAnswered = flight.callBackAnswered
        callBackUnanswered = flight.callBackUnanswered
        silentSince = flight.silentSince
        overdue = flight.overdue
        onward = flight.onward.map {
            Onward(
                target: $0.target, heightMetres: $0.heightMetres, orderedAt: $0.orderedAt, expectedAt: $0.expectedAt, unanswered: $0.unanswered)
        }
        picture = flight.picture.map { Pushed(state: $0.state, since: $0.since, resultCode: $0.resultCode) }
        stopped = flight.isStopped
        canGoOn = flight.canGoOn
        synthetic = flight.synthetic
        task = flight.task
    }
}

extension DroneDesk {
    /// Every drone with what it last said.
    public func rows() async -> [DroneRow] {
        let out = await flightsByDrone()
        return drones.map { row(of: $0, flight: out[$0.id], choice: nil) }
    }

    /// Every drone with what it would take to fly it to an incident, those that can first. Throws `Refusal`, `LogFault`.
    public func rows(for id: IncidentID, position: Coordinate? = nil, heightMetres: Double? = nil) async throws -> [DroneRow] {
        guard let incident = try await desk.incidentState(id) else { throw Refusal.unknown("incident", String(id.rawValue.prefix(64))) }
        let out = await flightsByDrone()
        let moment = now()
        let choices = DroneChoice.rank(drones, for: position ?? incident.point, heightMetres: heightMetres) { drone in
            FlightCheck.Circumstances(
                now: moment, linked: link.state == .up, state: states[drone.id], flight: out[drone.id]?.id, synthetic: incident.synthetic)
        }
        return choices.map { row(of: $0.drone, flight: out[$0.drone.id], choice: $0) }
    }

    /// The flights of an incident, the newest first. Throws `LogFault`.
    public func flights(of id: IncidentID) async throws -> [FlightView] {
        try await desk.flights(of: id).reversed().map { FlightView($0, camera: drone($0.state.drone)?.camera) }
    }

    /// The cameras that drones now carry over an incident.
    public func camerasOut(for id: IncidentID) async -> Set<CameraID> {
        Set(await desk.openFlights.filter { $0.incident == id && $0.isWatched }.compactMap { drone($0.drone)?.camera })
    }

    func row(of drone: Drone, flight: Flight?, choice: DroneChoice?) -> DroneRow {
        let state = states[drone.id]
        let moment = now()
        let silent = state?.isDockSilent(at: moment) ?? true
        let positionOld = (flight?.isAirborne ?? false) && (state.map { $0.isAircraftSilent(at: moment) || $0.isPositionOld(at: moment) } ?? true)
        // Of one that is marked as silent or old the last is shown, of another only what is true now.
        let shown = silent || positionOld ? state : state?.current(at: moment)
        return DroneRow(
            id: drone.id, name: drone.name, center: drone.center, home: drone.home, heightMetresMin: drone.heightMetres.lowerBound,
            heightMetresMax: drone.heightMetres.upperBound, rangeMetres: drone.rangeMetres, maxWindMetresPerSecond: drone.maxWindMetresPerSecond,
            camera: drone.camera, synthetic: drone.synthetic, silent: silent, positionOld: positionOld, dockHeardAt: state?.dockHeardAt,
            aircraftHeardAt: state?.aircraftHeardAt, position: state?.position ?? drone.home, heightMetres: state?.heightMetres,
            headingDegrees: state?.headingDegrees, speedMetresPerSecond: state?.speedMetresPerSecond, batteryPercent: shown?.batteryPercent,
            mode: state?.mode, dockMode: shown?.dockMode, inDock: shown?.isInDock, windMetresPerSecond: shown?.windMetresPerSecond,
            flight: flight.map {
                DroneRow.OnFlight(id: $0.id, incident: $0.incident, number: $0.number, state: $0.state, target: $0.target)
            },
            choice: choice.map { choice in
                DroneRow.Choice(
                    able: choice.isAble, distanceMetres: choice.distanceMetres.rounded(),
                    minutes: (choice.flightTime.value / 6).rounded() / 10,
                    obstacles: choice.obstacles.map { DroneRow.Obstacle(code: $0.code.rawValue, message: $0.message(of: drone)) })
            })
    }
}
