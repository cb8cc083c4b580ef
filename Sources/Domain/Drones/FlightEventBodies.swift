import City
import Incidents

/// A person sends a drone to look. It is on disk before the drone hears of it.
public struct FlightOrdered: EventBody {
    public static let type = "FlightOrdered"
    public let incident: IncidentID
    public let number: Int
    public let drone: DroneID
    public let droneName: LocalizedText
    public let mission: String
    public let target: Coordinate
    public let heightMetres: Double
    public let distanceMetres: Double
    public let expectedAt: Instant
    public let reason: String
    public let synthetic: Bool
    /// The look of the plan that it carries out; nil where none asked for it, and in old logs.
    public let task: TaskID?
}

/// The order could not be handed to the line; no drone heard of it.
public struct FlightNotSent: EventBody {
    public static let type = "FlightNotSent"
    public let droneName: LocalizedText
}

/// No answer came in time. Whether the drone heard the order is not known.
public struct FlightUnanswered: EventBody {
    public static let type = "FlightUnanswered"
    public let droneName: LocalizedText
}

/// The drone takes the order on.
public struct FlightAccepted: EventBody {
    public static let type = "FlightAccepted"
    public let droneName: LocalizedText
}

/// The drone does not fly, with the number of its reason.
public struct FlightRefused: EventBody {
    public static let type = "FlightRefused"
    public let droneName: LocalizedText
    public let resultCode: Int
}

/// The drone has left its dock.
public struct FlightDeparted: EventBody {
    public static let type = "FlightDeparted"
    public let droneName: LocalizedText
}

/// The drone stands above its target.
public struct FlightArrived: EventBody {
    public static let type = "FlightArrived"
    public let droneName: LocalizedText
}

/// The drone could not carry the order out, with the number of its reason.
public struct FlightFailed: EventBody {
    public static let type = "FlightFailed"
    public let droneName: LocalizedText
    public let resultCode: Int
}

/// A person sends a drone that is out on to another place. It is on disk before the drone hears of it.
public struct FlightSentOn: EventBody {
    public static let type = "FlightSentOn"
    public let droneName: LocalizedText
    /// What the drone calls this order.
    public let order: String
    public let target: Coordinate
    public let heightMetres: Double
    public let distanceMetres: Double
    public let expectedAt: Instant
    public let reason: String
    /// True where it was on such a way already, which is changed.
    public let changesWay: Bool
}

/// The order to go on could not be handed to the line; the drone heard nothing of it.
public struct FlightOnwardNotSent: EventBody {
    public static let type = "FlightOnwardNotSent"
    public let droneName: LocalizedText
}

/// The drone goes on.
public struct FlightOnwardAccepted: EventBody {
    public static let type = "FlightOnwardAccepted"
    public let droneName: LocalizedText
}

/// The drone does not go on, with the number of its reason.
public struct FlightOnwardRefused: EventBody {
    public static let type = "FlightOnwardRefused"
    public let droneName: LocalizedText
    public let resultCode: Int
}

/// No answer came in time. Whether the drone goes on is not known.
public struct FlightOnwardUnanswered: EventBody {
    public static let type = "FlightOnwardUnanswered"
    public let droneName: LocalizedText
}

/// The drone could not get to the other place and hovers where it is, with the number of its reason.
public struct FlightOnwardFailed: EventBody {
    public static let type = "FlightOnwardFailed"
    public let droneName: LocalizedText
    public let resultCode: Int
}

/// The drone is asked to push its picture, for it is out for the incident.
public struct FlightPictureAsked: EventBody {
    public static let type = "FlightPictureAsked"
    public let droneName: LocalizedText
}

/// The drone pushes its picture.
public struct FlightPictureStarted: EventBody {
    public static let type = "FlightPictureStarted"
    public let droneName: LocalizedText
}

/// The drone does not push its picture, with the number of its reason; nil where it did not answer.
public struct FlightPictureFailed: EventBody {
    public static let type = "FlightPictureFailed"
    public let droneName: LocalizedText
    public let resultCode: Int?
}

/// The drone is asked to push its picture no more, for it is out no longer.
public struct FlightPictureStopAsked: EventBody {
    public static let type = "FlightPictureStopAsked"
    public let droneName: LocalizedText
}

/// The drone pushes its picture no more.
public struct FlightPictureStopped: EventBody {
    public static let type = "FlightPictureStopped"
    public let droneName: LocalizedText
}

/// The drone may still push its picture: it said no to ending it, with the number of its reason, or nothing.
public struct FlightPictureNotStopped: EventBody {
    public static let type = "FlightPictureNotStopped"
    public let droneName: LocalizedText
    public let resultCode: Int?
}

/// A person wants it home.
public struct FlightCalledBack: EventBody {
    public static let type = "FlightCalledBack"
    public let droneName: LocalizedText
    public let reason: String
}

/// The drone has said that it comes home as it was told.
public struct FlightCallBackAccepted: EventBody {
    public static let type = "FlightCallBackAccepted"
    public let droneName: LocalizedText
}

/// The drone has said no to coming home, with the number of its reason.
public struct FlightCallBackRefused: EventBody {
    public static let type = "FlightCallBackRefused"
    public let droneName: LocalizedText
    public let resultCode: Int
}

/// The call home was not answered in time; the drone may stay where it is until its battery calls.
public struct FlightCallBackUnanswered: EventBody {
    public static let type = "FlightCallBackUnanswered"
    public let droneName: LocalizedText
}

/// It is on its way home.
public struct FlightTurnedBack: EventBody {
    public static let type = "FlightTurnedBack"
    public let droneName: LocalizedText
}

/// In the air and not heard for longer than drones are silent.
public struct FlightSilent: EventBody {
    public static let type = "FlightSilent"
    public let droneName: LocalizedText
    public let since: Instant
}

/// Heard again.
public struct FlightHeardAgain: EventBody {
    public static let type = "FlightHeardAgain"
    public let droneName: LocalizedText
}

/// Longer away than any battery lasts.
public struct FlightOverdue: EventBody {
    public static let type = "FlightOverdue"
    public let droneName: LocalizedText
}

/// It lies in its dock again.
public struct FlightReturned: EventBody {
    public static let type = "FlightReturned"
    public let droneName: LocalizedText
}

/// It lies in its dock again; what happened since it was last heard was not.
public struct FlightFoundHome: EventBody {
    public static let type = "FlightFoundHome"
    public let droneName: LocalizedText
    public let unheardSince: Instant
}

/// A person gives it up: it is lost, or somebody has carried it home.
public struct FlightGivenUp: EventBody {
    public static let type = "FlightGivenUp"
    public let droneName: LocalizedText
    public let reason: String
}
