import City
import Geo
import Incidents

extension Flight {
    /// An order to go on to another place, which the drone has not taken on yet.
    public struct Onward: Codable, Hashable, Sendable {
        /// What the drone calls it.
        public let order: String
        public let target: Coordinate
        /// Above the dock.
        public let heightMetres: Double
        public let expectedAt: Instant
        public let orderedAt: Instant
        /// True where a way that it is on is changed.
        public let changesWay: Bool
        public internal(set) var unanswered: Bool
    }

    /// What a decision to send a drone on may know beside the flight.
    public struct OnwardContext: Sendable {
        public let drone: Drone
        /// What the drone shall call the order; unique over all installations.
        public let order: String
        public let circumstances: FlightCheck.Circumstances

        public init(drone: Drone, order: String, circumstances: FlightCheck.Circumstances) {
            self.drone = drone
            self.order = order
            self.circumstances = circumstances
        }
    }

    /// Only from where it hovers, or from a way on which it was sent before: what a drone makes of a new place during its first way, its maker does
    /// not say.
    func sendOn(_ body: SendOn, _ context: FlightContext) throws(Refusal) -> [FlightEvent] {
        try Wording.check(body.reason, "reason")
        guard let known = context.onward else {
            throw Refusal(.droneUnknown, "The drone \(drone) of flight \(id) is not in the city package any more. Call it back.", field: "drone")
        }
        try requireFreeToGoOn(context.incident)
        let height = body.heightMetres ?? heightMetres
        let position = known.circumstances.state?.current(at: known.circumstances.now).position
        let check = FlightCheck.onwardObstacles(of: known.drone, from: position, to: body.position, heightMetres: height, known.circumstances)
        if let obstacle = check.first { throw Refusal(obstacle.code, obstacle.message(of: known.drone), field: obstacle.field) }
        let distance = position?.distanceMetres(to: body.position) ?? 0
        let climb = abs(height - (known.circumstances.state?.heightMetres ?? height))
        let span = Seconds(distance / known.drone.speedMetresPerSecond) + Seconds(climb / Drone.climbMetresPerSecond)
        return [
            .sentOn(
                FlightSentOn(
                    droneName: droneName, order: known.order, target: body.position, heightMetres: height, distanceMetres: distance.rounded(),
                    expectedAt: context.now.advanced(by: span), reason: body.reason, changesWay: state == .airborne && !isStopped))
        ]
    }

    private var isWhereItCanGoOn: Bool { (state == .onStation || state == .airborne && !isOnFirstWay) && calledBackAt == nil }

    /// True while it may be asked to look at another place.
    public var canGoOn: Bool { isWhereItCanGoOn && onward?.unanswered ?? true && sentOnCount < Self.sentOnMax }

    private func requireFreeToGoOn(_ incident: Incident) throws(Refusal) {
        guard incident.state.isOpen else {
            throw Refusal(.flightIncidentEnded, "Incident \(incident.id) is \(incident.state.rawValue). Call the drone back.")
        }
        guard isWhereItCanGoOn else {
            throw Refusal(
                .flightNotOnStation,
                "Flight \(id) is \(state.rawValue)\(calledBackAt == nil ? "" : " and called back"). It can be sent on once it has stood above its "
                    + "first place and until it is called back.")
        }
        guard onward?.unanswered ?? true else {
            throw Refusal(.flightWrongState, "Flight \(id) has been sent on and has not answered yet. Wait half a minute.")
        }
        guard sentOnCount < Self.sentOnMax else {
            throw Refusal(
                .flightFull, "Flight \(id) has been sent on \(Self.sentOnMax) times, the most it keeps. Call it back and order another one.")
        }
    }

    /// True where the flight listens to what the drone says under this name: of a way that is over it may still speak, and means nothing of now.
    public func hears(_ report: FlightReport, under name: String) -> Bool {
        switch report {
        case .callBackAccepted, .callBackRefused, .pictureStarted, .pictureRefused, .pictureStopped, .pictureStopRefused: return name == mission
        case .onwardAccepted, .onwardRefused: return name == onward?.order
        // A way that is changed keeps its name: until the change is answered, nobody knows which end of it is meant. Where it stands tells.
        case .arrived where onward?.changesWay == true: return false
        default: return name == way
        }
    }

    mutating func takeOnward(_ event: FlightEvent, at moment: Instant) {
        switch event {
        case .sentOn(let body):
            onward = Onward(
                order: body.order, target: body.target, heightMetres: body.heightMetres, expectedAt: body.expectedAt, orderedAt: moment,
                changesWay: body.changesWay, unanswered: false)
            sentOnCount += 1
        case .onwardAccepted:
            guard let onward else { return }
            target = onward.target
            heightMetres = onward.heightMetres
            expectedAt = onward.expectedAt
            // A way that is changed keeps its name.
            if !onward.changesWay { way = onward.order }
            isStopped = false
            self.onward = nil
            enter(.airborne, at: moment)
        case .onwardRefused(let body):
            resultCode = body.resultCode
            onward = nil
        case .onwardNotSent: onward = nil
        case .onwardUnanswered: onward?.unanswered = true
        case .onwardFailed(let body):
            resultCode = body.resultCode
            isStopped = true
        default: break
        }
    }
}

extension RefusalCode {
    public static let flightNotOnStation: RefusalCode = "flight.not-on-station"
}
