import City
import Incidents

/// What is asked of a rain round. `RainRoundCommand(from:)` reads only what people may ask through the API.
public enum RainRoundCommand: Hashable, Sendable {
    case begin(BeginRainRound)
    case setForecast(SetRainForecast)
    case watch(WatchSite)
    case unwatch(UnwatchSite)
    case assignPatrol(AssignPatrol)
    case acknowledgePatrol(PatrolNumber)
    case finishPatrol(ReportPatrol)
    case callOffPatrol(ReportPatrol)
    case end(EndRainRound)
    case followRanking(FollowRanking)
    case callOverdue(CallOverdue)
}

/// Heavy rain is expected, or falls: the area of a center goes over to storm mode.
public struct BeginRainRound: Hashable, Sendable {
    public let area: CenterCode
    public let name: LocalizedText
    public let sitesMax: Int
    public let patrolMinutes: Int
    public let exercise: Bool
    public let synthetic: Bool

    public init(
        area: CenterCode, name: LocalizedText, sitesMax: Int = RainRound.sitesMaxStandard, patrolMinutes: Int = RainRound.patrolMinutesStandard,
        exercise: Bool = false, synthetic: Bool = false
    ) {
        self.area = area
        self.name = name
        self.sitesMax = sitesMax
        self.patrolMinutes = patrolMinutes
        self.exercise = exercise
        self.synthetic = synthetic
    }
}

/// What a weather service says of the next 24 hours; it takes the place of what was forecast before.
public struct SetRainForecast: Codable, Hashable, Sendable {
    public let source: String
    public let issuedAt: Instant
    public let rain: [RainRound.Forecast]
    public init(source: String, issuedAt: Instant, rain: [RainRound.Forecast]) {
        self.source = source
        self.issuedAt = issuedAt
        self.rain = rain
    }
}

/// A person wants a site watched closely, whatever the ranking says.
public struct WatchSite: Codable, Hashable, Sendable {
    public let site: SiteID
    public let reason: String
    public init(site: SiteID, reason: String) {
        self.site = site
        self.reason = reason
    }
}

/// A site is no longer watched closely.
public struct UnwatchSite: Codable, Hashable, Sendable {
    public let site: SiteID
    public let reason: String
    public init(site: SiteID, reason: String) {
        self.site = site
        self.reason = reason
    }
}

/// A role of the register or a team goes and looks.
public struct AssignPatrol: Codable, Hashable, Sendable {
    public let site: SiteID
    public let role: String?
    public let team: TeamID?
    public init(site: SiteID, role: String? = nil, team: TeamID? = nil) {
        self.site = site
        self.role = role
        self.team = team
    }
}

/// The patrol of that number.
public struct PatrolNumber: Codable, Hashable, Sendable {
    public let patrol: Int
    public init(patrol: Int) { self.patrol = patrol }
}

/// What a patrol saw, or why it is called off.
public struct ReportPatrol: Codable, Hashable, Sendable {
    public let patrol: Int
    public let finding: String
    public init(patrol: Int, finding: String) {
        self.patrol = patrol
        self.finding = finding
    }
}

/// The rain is over.
public struct EndRainRound: Codable, Hashable, Sendable {
    public let summary: String
    /// True to call off the patrols that nobody has taken on; without it they hold the round open, as those on the way always do.
    public let callOffUntaken: Bool?
    public init(summary: String, callOffUntaken: Bool? = nil) {
        self.summary = summary
        self.callOffUntaken = callOffUntaken
    }
}

/// Patrols that should be back by now are told of to the desk of that level.
public struct CallOverdue: Hashable, Sendable {
    public let level: Int
    public init(level: Int) { self.level = level }
}

/// The sites in their order, as rain, register and alerts have them now.
public struct FollowRanking: Hashable, Sendable {
    public let rows: [WatchRanking.Row]
    public let tally: WatchRanking.Tally
    public init(rows: [WatchRanking.Row], tally: WatchRanking.Tally) {
        self.rows = rows
        self.tally = tally
    }
}

extension RainRoundCommand: Decodable {
    /// Reads `{"type": …, fields}`; only what people may ask.
    public init(from decoder: any Decoder) throws {
        switch try commandType(decoder) {
        case "setForecast": self = .setForecast(try SetRainForecast(from: decoder))
        case "watch": self = .watch(try WatchSite(from: decoder))
        case "unwatch": self = .unwatch(try UnwatchSite(from: decoder))
        case "assignPatrol": self = .assignPatrol(try AssignPatrol(from: decoder))
        case "acknowledgePatrol": self = .acknowledgePatrol(try PatrolNumber(from: decoder))
        case "finishPatrol": self = .finishPatrol(try ReportPatrol(from: decoder))
        case "callOffPatrol": self = .callOffPatrol(try ReportPatrol(from: decoder))
        case "end": self = .end(try EndRainRound(from: decoder))
        case let type: throw unknownCommand(type, for: "a rain round", in: decoder)
        }
    }

    /// The names that `init(from:)` reads, in the order of the document.
    public static let types = [
        "setForecast", "watch", "unwatch", "assignPatrol", "acknowledgePatrol", "finishPatrol", "callOffPatrol", "end",
    ]
}
