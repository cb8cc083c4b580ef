import City
import Incidents

/// An outside system is told of notices from now on.
public struct SubscriptionAdded: EventBody {
    public static let type = "SubscriptionAdded"
    public let id: SubscriptionID
    public let name: String
    public let address: String
    public let center: CenterCode
    public let department: DepartmentID?
    public let secret: Sealed
    /// Nil, as in old logs, means no: an exercise is held back.
    public let exercises: Bool?
}

/// It is told of no more. Who and when stand in the event's envelope.
public struct SubscriptionRemoved: EventBody {
    public static let type = "SubscriptionRemoved"
}

/// What happened to a subscription.
public enum SubscriptionEvent: StreamEvent {
    case added(SubscriptionAdded)
    case removed(SubscriptionRemoved)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .added(let body): body
        case .removed(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        switch type {
        case SubscriptionAdded.type: self = .added(try source.decode(SubscriptionAdded.self))
        case SubscriptionRemoved.type: self = .removed(try source.decode(SubscriptionRemoved.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}
