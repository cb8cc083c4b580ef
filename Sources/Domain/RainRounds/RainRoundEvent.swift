import City
import Incidents

/// What happened in a rain round.
public enum RainRoundEvent: StreamEvent {
    case begun(RainRoundBegun)
    case forecastSet(RainForecastSet)
    case ranked(RainSitesRanked)
    case siteWatched(RainSiteWatched)
    case siteUnwatched(RainSiteUnwatched)
    case patrolAssigned(RainPatrolAssigned)
    case patrolAcknowledged(RainPatrolAcknowledged)
    case patrolFinished(RainPatrolFinished)
    case patrolCalledOff(RainPatrolCalledOff)
    case patrolsOverdue(RainPatrolsOverdue)
    case ended(RainRoundEnded)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .begun(let body): body
        case .forecastSet(let body): body
        case .ranked(let body): body
        case .siteWatched(let body): body
        case .siteUnwatched(let body): body
        case .patrolAssigned(let body): body
        case .patrolAcknowledged(let body): body
        case .patrolFinished(let body): body
        case .patrolCalledOff(let body): body
        case .patrolsOverdue(let body): body
        case .ended(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        guard schema == Self.schema else { throw UnknownEvent(type: type, schema: schema) }
        switch type {
        case RainRoundBegun.type: self = .begun(try source.decode(RainRoundBegun.self))
        case RainForecastSet.type: self = .forecastSet(try source.decode(RainForecastSet.self))
        case RainSitesRanked.type: self = .ranked(try source.decode(RainSitesRanked.self))
        case RainSiteWatched.type: self = .siteWatched(try source.decode(RainSiteWatched.self))
        case RainSiteUnwatched.type: self = .siteUnwatched(try source.decode(RainSiteUnwatched.self))
        case RainPatrolAssigned.type: self = .patrolAssigned(try source.decode(RainPatrolAssigned.self))
        case RainPatrolAcknowledged.type: self = .patrolAcknowledged(try source.decode(RainPatrolAcknowledged.self))
        case RainPatrolFinished.type: self = .patrolFinished(try source.decode(RainPatrolFinished.self))
        case RainPatrolCalledOff.type: self = .patrolCalledOff(try source.decode(RainPatrolCalledOff.self))
        case RainPatrolsOverdue.type: self = .patrolsOverdue(try source.decode(RainPatrolsOverdue.self))
        case RainRoundEnded.type: self = .ended(try source.decode(RainRoundEnded.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}

/// An area went over to storm mode.
public struct RainRoundBegun: EventBody {
    public static let type = "RainRoundBegun"
    public let id: RainRoundID
    public let area: CenterCode
    public let name: LocalizedText
    public let sitesMax: Int
    public let patrolMinutes: Int
    public let exercise: Bool
    public let synthetic: Bool
}

/// A forecast took the place of the one before.
public struct RainForecastSet: EventBody {
    public static let type = "RainForecastSet"
    public let forecast: RainRound.ForecastSheet
}

/// The sites of the area were weighed.
public struct RainSitesRanked: EventBody {
    public static let type = "RainSitesRanked"
    public let tally: WatchRanking.Tally
}

/// A site is watched closely from now on.
public struct RainSiteWatched: EventBody {
    public static let type = "RainSiteWatched"
    public let site: SiteID
    public let ranked: Bool
    public let points: Int?
    public let reasons: [WatchReason]
}

/// A site is no longer watched closely.
public struct RainSiteUnwatched: EventBody {
    public static let type = "RainSiteUnwatched"
    public let site: SiteID
    public let ranked: Bool
    public let points: Int?
    public let reason: String?
    /// The graver site that took its place; nil where none did.
    public let displacedBy: SiteID?
}

/// Somebody is to go and look.
public struct RainPatrolAssigned: EventBody {
    public static let type = "RainPatrolAssigned"
    public let patrol: Int
    public let site: SiteID
    public let role: String?
    public let team: TeamID?
    public let dueAt: Instant
}

/// They have taken it on.
public struct RainPatrolAcknowledged: EventBody {
    public static let type = "RainPatrolAcknowledged"
    public let patrol: Int
}

/// They have looked, and say what they saw.
public struct RainPatrolFinished: EventBody {
    public static let type = "RainPatrolFinished"
    public let patrol: Int
    public let finding: String
}

/// Nobody goes after all.
public struct RainPatrolCalledOff: EventBody {
    public static let type = "RainPatrolCalledOff"
    public let patrol: Int
    /// What a person said; nil where the ranking let go of the site before anybody had taken the patrol on.
    public let reason: String?
    /// The graver site that took the place of this one; nil where none did.
    public let displacedBy: SiteID?
}

/// Nobody has reported back in time, and the next desk is told.
public struct RainPatrolsOverdue: EventBody {
    public static let type = "RainPatrolsOverdue"
    /// 1 for the first desk up the chain from the site, 2 for the one above it.
    public let level: Int
    public let patrols: [Int]
}

/// The rain is over and nobody is on patrol any more.
public struct RainRoundEnded: EventBody {
    public static let type = "RainRoundEnded"
    public let summary: String
}
