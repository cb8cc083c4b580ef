import City
import Geo
import Incidents

/// What a decision on a flight may know beside its state.
public struct FlightContext: Sendable {
    public let now: Instant
    public let id: FlightID
    public let number: Int
    public let incident: Incident
    /// What is known of the drone that an order names.
    public let circumstances: FlightCheck.Circumstances?
    /// What is known where a drone is sent on.
    public let onward: Flight.OnwardContext?

    public init(
        now: Instant, id: FlightID, number: Int, incident: Incident, circumstances: FlightCheck.Circumstances? = nil,
        onward: Flight.OnwardContext? = nil
    ) {
        self.now = now
        self.id = id
        self.number = number
        self.incident = incident
        self.circumstances = circumstances
        self.onward = onward
    }
}

extension Flight {
    /// What a command does to a flight, or why not. What a drone says that tells nothing new gives no event: it says everything many times.
    public static func decide(_ state: Flight?, _ command: FlightCommand, _ context: FlightContext) throws(Refusal) -> [FlightEvent] {
        guard let flight = state else {
            guard case .order(let order) = command else {
                throw Refusal(.flightUnknown, "There is no flight \(context.id). Reload the incident.")
            }
            return [try Self.order(order, context)]
        }
        switch command {
        case .order: throw Refusal(.flightWrongState, "Flight \(flight.id) is ordered already. Order another one.")
        case .returnHome(let call): return try flight.callBack(call)
        case .sendOn(let body): return try flight.sendOn(body, context)
        case .giveUp(let word): return try flight.giveUp(word)
        case .take(let report): return flight.take(report)
        case .askPicture: return flight.wantsPicture(at: context.now) ? [.pictureAsked(FlightPictureAsked(droneName: flight.droneName))] : []
        case .stopPicture:
            return flight.owesPictureStop(at: context.now) ? [.pictureStopAsked(FlightPictureStopAsked(droneName: flight.droneName))] : []
        case .notePictureUnanswered: return flight.notePictureUnanswered(at: context.now)
        case .noteNotSent: return flight.state == .ordered ? [.notSent(FlightNotSent(droneName: flight.droneName))] : []
        case .noteOnwardNotSent: return flight.onward == nil ? [] : [.onwardNotSent(FlightOnwardNotSent(droneName: flight.droneName))]
        case .noteUnanswered, .noteCallBackUnanswered, .noteOnwardUnanswered, .noteOverdue: return flight.note(command, at: context.now)
        case .noteSilence(let since):
            guard flight.isAirborne, flight.silentSince == nil else { return [] }
            return [.silent(FlightSilent(droneName: flight.droneName, since: since))]
        }
    }

    private static func order(_ order: OrderFlight, _ context: FlightContext) throws(Refusal) -> FlightEvent {
        let incident = context.incident
        guard incident.state.isOpen else {
            throw Refusal(.flightIncidentEnded, "Incident \(incident.id) is \(incident.state.rawValue). Reopen it before a drone is sent.")
        }
        guard !incident.exercise else {
            throw Refusal(.flightExercise, "Incident \(incident.id) is an exercise, and no drone flies in one. Write down what it would be told.")
        }
        guard context.number <= flightsPerIncidentMax else {
            throw Refusal(
                .flightFull,
                "Incident \(incident.id) has \(flightsPerIncidentMax) flights, the most it keeps. Open part incidents and link them (partOf).")
        }
        try Wording.check(order.reason, "reason")
        let drone = order.drone
        if let circumstances = context.circumstances,
            let obstacle = FlightCheck.obstacles(of: drone, to: order.target, heightMetres: order.heightMetres, circumstances).first
        {
            throw Refusal(obstacle.code, obstacle.message(of: drone), field: obstacle.field)
        }
        return .ordered(
            FlightOrdered(
                incident: incident.id, number: context.number, drone: drone.id, droneName: drone.name, mission: order.mission, target: order.target,
                heightMetres: order.heightMetres, distanceMetres: drone.home.distanceMetres(to: order.target).rounded(),
                expectedAt: context.now.advanced(by: drone.flightTime(to: order.target, heightMetres: order.heightMetres)), reason: order.reason,
                synthetic: incident.synthetic || drone.synthetic, task: order.task))
    }

    private func callBack(_ call: ReasonedFlight) throws(Refusal) -> [FlightEvent] {
        try Wording.check(call.reason, "reason")
        // Nothing is lost by calling twice: an answer may be lost, and a way home be cancelled on the spot without a word. Only a call that is
        // just going out is not repeated.
        guard isOpen, !awaitsCallBack || callBackUnanswered else {
            let next = isOpen ? " and has been called back. Wait half a minute for the answer." : ". Reload the incident."
            throw Refusal(.flightWrongState, "Flight \(id) is \(state.rawValue)\(next)")
        }
        return [.calledBack(FlightCalledBack(droneName: droneName, reason: call.reason))]
    }

    private func giveUp(_ word: ReasonedFlight) throws(Refusal) -> [FlightEvent] {
        try Wording.check(word.reason, "reason")
        guard isOpen else { throw Refusal(.flightWrongState, "Flight \(id) has ended. Reload the incident.") }
        guard silentSince != nil || overdue || callBackUnanswered else {
            throw Refusal(
                .flightStillHeard, "The drone of flight \(id) is still heard. Call it back; it can be given up once it is silent or overdue.")
        }
        return [.givenUp(FlightGivenUp(droneName: droneName, reason: word.reason))]
    }

    private func note(_ command: FlightCommand, at moment: Instant) -> [FlightEvent] {
        guard due().contains(where: { $0.command == command && $0.at <= moment }) else { return [] }
        return switch command {
        case .noteUnanswered: [.unanswered(FlightUnanswered(droneName: droneName))]
        case .noteCallBackUnanswered: [.callBackUnanswered(FlightCallBackUnanswered(droneName: droneName))]
        case .noteOnwardUnanswered: [.onwardUnanswered(FlightOnwardUnanswered(droneName: droneName))]
        case .noteOverdue: [.overdue(FlightOverdue(droneName: droneName))]
        default: []
        }
    }
}

extension RefusalCode {
    public static let flightUnknown: RefusalCode = "flight.unknown"
    public static let flightWrongState: RefusalCode = "flight.wrong-state"
    public static let flightIncidentEnded: RefusalCode = "flight.incident-ended"
    public static let flightExercise: RefusalCode = "flight.exercise"
    public static let flightFull: RefusalCode = "flight.full"
    public static let flightStillHeard: RefusalCode = "flight.still-heard"
    public static let flightNoDrone: RefusalCode = "flight.no-drone"
}
