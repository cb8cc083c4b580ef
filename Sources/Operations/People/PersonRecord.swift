import City
import Incidents

/// What the log says about a person whose fields are sealed: who looked and why, and whether the key is to be destroyed.
public struct PersonRecord: Codable, Hashable, Sendable {
    public let id: PersonID
    public var looks: Int
    public var erasureProposedBy: String?
    public var erasedAt: Instant?
    public var version: Int64
}

/// Somebody opened a person's fields.
public struct PersonLookedAt: EventBody {
    public static let type = "PersonLookedAt"
    /// Why, as one of the purposes of the access table.
    public let purpose: String
    public let incident: String?
}

/// One of the two people that an erasure needs has asked for it.
public struct ErasureProposed: EventBody {
    public static let type = "ErasureProposed"
    public let reason: String
}

/// The second person agreed; the key is destroyed.
public struct PersonErased: EventBody {
    public static let type = "PersonErased"
    public let proposedBy: String
}

/// What happened to a person's sealed fields.
public enum PersonEvent: StreamEvent {
    case lookedAt(PersonLookedAt)
    case erasureProposed(ErasureProposed)
    case erased(PersonErased)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .lookedAt(let body): body
        case .erasureProposed(let body): body
        case .erased(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        switch type {
        case PersonLookedAt.type: self = .lookedAt(try source.decode(PersonLookedAt.self))
        case ErasureProposed.type: self = .erasureProposed(try source.decode(ErasureProposed.self))
        case PersonErased.type: self = .erased(try source.decode(PersonErased.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}
