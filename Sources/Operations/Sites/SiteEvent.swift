import City
import HazardKit
import Incidents

/// A person has set the grade of a site; it stands above what is measured until it ends.
public struct SiteGradeSet: EventBody {
    public static let type = "SiteGradeSet"
    public let word: GradeOverride
}

/// The measured grade counts again, before the word's own end.
public struct SiteGradeWithdrawn: EventBody {
    public static let type = "SiteGradeWithdrawn"
    public let reason: String
}

/// What people have said of a site.
public enum SiteEvent: StreamEvent {
    case gradeSet(SiteGradeSet)
    case gradeWithdrawn(SiteGradeWithdrawn)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .gradeSet(let body): body
        case .gradeWithdrawn(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        switch type {
        case SiteGradeSet.type: self = .gradeSet(try source.decode(SiteGradeSet.self))
        case SiteGradeWithdrawn.type: self = .gradeWithdrawn(try source.decode(SiteGradeWithdrawn.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}

/// What was last said of a site, and the version of its stream.
public struct SiteWord: Codable, Sendable {
    /// Nil after it was withdrawn.
    public var word: GradeOverride?
    public var version: Int64
}
