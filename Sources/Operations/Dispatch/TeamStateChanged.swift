import City
import Incidents

/// A team's own state beside its tasks, such as `resting`.
public struct TeamStateChanged: EventBody {
    public static let type = "TeamStateChanged"
    public let state: String
}

/// What happened to a team.
public enum TeamEvent: StreamEvent {
    case stateChanged(TeamStateChanged)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .stateChanged(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        guard type == TeamStateChanged.type else { throw UnknownEvent(type: type, schema: schema) }
        self = .stateChanged(try source.decode(TeamStateChanged.self))
    }
}
