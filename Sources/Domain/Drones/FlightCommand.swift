import City
import Incidents

/// What is asked of a flight. `FlightCommand(from:)` reads only what people may ask through the API.
public enum FlightCommand: Hashable, Sendable {
    case order(OrderFlight)
    case returnHome(ReasonedFlight)
    /// The drone shall look at another place.
    case sendOn(SendOn)
    /// The drone is lost, or somebody has carried it home.
    case giveUp(ReasonedFlight)
    case take(FlightReport)
    /// The drone shall push its picture, or push it no more.
    case askPicture
    case stopPicture
    case notePictureUnanswered
    case noteNotSent
    case noteUnanswered
    case noteCallBackUnanswered
    case noteOnwardNotSent
    case noteOnwardUnanswered
    case noteOverdue
    /// The aircraft has not been heard since then.
    case noteSilence(since: Instant)
}

/// Everything that was decided with an order.
public struct OrderFlight: Hashable, Sendable {
    public let drone: Drone
    public let mission: String
    public let target: Coordinate
    public let heightMetres: Double
    public let reason: String
    /// The look of the plan that it carries out.
    public var task: TaskID?

    public init(drone: Drone, mission: String, target: Coordinate, heightMetres: Double, reason: String) {
        self.drone = drone
        self.mission = mission
        self.target = target
        self.heightMetres = heightMetres
        self.reason = reason
    }
}

/// Another place for a drone that is out.
public struct SendOn: Codable, Hashable, Sendable {
    public let position: Coordinate
    /// Above the dock; nil for the height that it flies at.
    public let heightMetres: Double?
    public let reason: String

    public init(position: Coordinate, heightMetres: Double? = nil, reason: String) {
        self.position = position
        self.heightMetres = heightMetres
        self.reason = reason
    }
}

/// A command with its reason.
public struct ReasonedFlight: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// What a drone says of a flight.
public enum FlightReport: Hashable, Sendable {
    /// It takes the order on.
    case accepted
    /// It does not, with the number of its reason.
    case refused(code: Int)
    /// It is in the air.
    case departed
    case arrived
    /// It cannot carry the order out, with the number of its reason.
    case failed(code: Int)
    /// It is coming home, called or by itself.
    case returning
    /// It goes on to another place.
    case onwardAccepted
    case onwardRefused(code: Int)
    /// It cannot get to the other place, and hovers where it is.
    case onwardFailed(code: Int)
    case callBackAccepted
    case callBackRefused(code: Int)
    /// It pushes its picture, or does not, with the number of its reason.
    case pictureStarted
    case pictureRefused(code: Int)
    case pictureStopped
    case pictureStopRefused(code: Int)
    /// It lies in its dock.
    case landed
    /// It lies in its dock, and what it has done since that moment was not heard.
    case foundAtHome(since: Instant)
    /// The aircraft is heard again.
    case heard
}

extension FlightCommand: Decodable {
    /// Reads `{"type": …, fields}`; only what people may ask.
    public init(from decoder: any Decoder) throws {
        switch try commandType(decoder) {
        case "returnHome": self = .returnHome(try ReasonedFlight(from: decoder))
        case "sendOn": self = .sendOn(try SendOn(from: decoder))
        case "giveUp": self = .giveUp(try ReasonedFlight(from: decoder))
        case let type: throw unknownCommand(type, for: "a flight", in: decoder)
        }
    }

    /// The names that `init(from:)` reads, in the order of the document.
    public static let types = ["returnHome", "sendOn", "giveUp"]
}
