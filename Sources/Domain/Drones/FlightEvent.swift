import Incidents

/// What happened on one flight of a drone.
public enum FlightEvent: StreamEvent {
    case ordered(FlightOrdered)
    case notSent(FlightNotSent)
    case unanswered(FlightUnanswered)
    case accepted(FlightAccepted)
    case refused(FlightRefused)
    case departed(FlightDeparted)
    case arrived(FlightArrived)
    case failed(FlightFailed)
    case sentOn(FlightSentOn)
    case onwardNotSent(FlightOnwardNotSent)
    case onwardAccepted(FlightOnwardAccepted)
    case onwardRefused(FlightOnwardRefused)
    case onwardUnanswered(FlightOnwardUnanswered)
    case onwardFailed(FlightOnwardFailed)
    case pictureAsked(FlightPictureAsked)
    case pictureStarted(FlightPictureStarted)
    case pictureFailed(FlightPictureFailed)
    case pictureStopAsked(FlightPictureStopAsked)
    case pictureStopped(FlightPictureStopped)
    case pictureNotStopped(FlightPictureNotStopped)
    case calledBack(FlightCalledBack)
    case callBackAccepted(FlightCallBackAccepted)
    case callBackRefused(FlightCallBackRefused)
    case callBackUnanswered(FlightCallBackUnanswered)
    case turnedBack(FlightTurnedBack)
    case silent(FlightSilent)
    case heardAgain(FlightHeardAgain)
    case overdue(FlightOverdue)
    case returned(FlightReturned)
    case foundHome(FlightFoundHome)
    case givenUp(FlightGivenUp)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .ordered(let body): body
        case .notSent(let body): body
        case .unanswered(let body): body
        case .accepted(let body): body
        case .refused(let body): body
        case .departed(let body): body
        case .arrived(let body): body
        case .failed(let body): body
        case .sentOn(let body): body
        case .onwardNotSent(let body): body
        case .onwardAccepted(let body): body
        case .onwardRefused(let body): body
        case .onwardUnanswered(let body): body
        case .onwardFailed(let body): body
        case .pictureAsked(let body): body
        case .pictureStarted(let body): body
        case .pictureFailed(let body): body
        case .pictureStopAsked(let body): body
        case .pictureStopped(let body): body
        case .pictureNotStopped(let body): body
        case .calledBack(let body): body
        case .callBackAccepted(let body): body
        case .callBackRefused(let body): body
        case .callBackUnanswered(let body): body
        case .turnedBack(let body): body
        case .silent(let body): body
        case .heardAgain(let body): body
        case .overdue(let body): body
        case .returned(let body): body
        case .foundHome(let body): body
        case .givenUp(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        guard schema == Self.schema, let event = try Self.read(type, source) else { throw UnknownEvent(type: type, schema: schema) }
        self = event
    }

    private static func read(_ type: String, _ source: some PayloadSource) throws -> FlightEvent? {
        switch type {
        case FlightOrdered.type: .ordered(try source.decode(FlightOrdered.self))
        case FlightNotSent.type: .notSent(try source.decode(FlightNotSent.self))
        case FlightUnanswered.type: .unanswered(try source.decode(FlightUnanswered.self))
        case FlightAccepted.type: .accepted(try source.decode(FlightAccepted.self))
        case FlightRefused.type: .refused(try source.decode(FlightRefused.self))
        case FlightDeparted.type: .departed(try source.decode(FlightDeparted.self))
        case FlightArrived.type: .arrived(try source.decode(FlightArrived.self))
        case FlightFailed.type: .failed(try source.decode(FlightFailed.self))
        case FlightSentOn.type: .sentOn(try source.decode(FlightSentOn.self))
        case FlightOnwardNotSent.type: .onwardNotSent(try source.decode(FlightOnwardNotSent.self))
        case FlightOnwardAccepted.type: .onwardAccepted(try source.decode(FlightOnwardAccepted.self))
        case FlightOnwardRefused.type: .onwardRefused(try source.decode(FlightOnwardRefused.self))
        case FlightOnwardUnanswered.type: .onwardUnanswered(try source.decode(FlightOnwardUnanswered.self))
        case FlightOnwardFailed.type: .onwardFailed(try source.decode(FlightOnwardFailed.self))
        case FlightPictureAsked.type: .pictureAsked(try source.decode(FlightPictureAsked.self))
        case FlightPictureStarted.type: .pictureStarted(try source.decode(FlightPictureStarted.self))
        case FlightPictureFailed.type: .pictureFailed(try source.decode(FlightPictureFailed.self))
        case FlightPictureStopAsked.type: .pictureStopAsked(try source.decode(FlightPictureStopAsked.self))
        case FlightPictureStopped.type: .pictureStopped(try source.decode(FlightPictureStopped.self))
        case FlightPictureNotStopped.type: .pictureNotStopped(try source.decode(FlightPictureNotStopped.self))
        case FlightCalledBack.type: .calledBack(try source.decode(FlightCalledBack.self))
        case FlightCallBackAccepted.type: .callBackAccepted(try source.decode(FlightCallBackAccepted.self))
        case FlightCallBackRefused.type: .callBackRefused(try source.decode(FlightCallBackRefused.self))
        case FlightCallBackUnanswered.type: .callBackUnanswered(try source.decode(FlightCallBackUnanswered.self))
        case FlightTurnedBack.type: .turnedBack(try source.decode(FlightTurnedBack.self))
        case FlightSilent.type: .silent(try source.decode(FlightSilent.self))
        case FlightHeardAgain.type: .heardAgain(try source.decode(FlightHeardAgain.self))
        case FlightOverdue.type: .overdue(try source.decode(FlightOverdue.self))
        case FlightReturned.type: .returned(try source.decode(FlightReturned.self))
        case FlightFoundHome.type: .foundHome(try source.decode(FlightFoundHome.self))
        case FlightGivenUp.type: .givenUp(try source.decode(FlightGivenUp.self))
        default: nil
        }
    }
}
