import City

/// Names one rain round, and its stream `rain-round/…`: `RR-000001`.
public struct RainRoundID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One spell of heavy rain over an area, from its beginning to its end: which sites are watched closely and why, and who looks after each.
///
/// - Decide: `decide(_:_:_:)`
/// - Fold: `apply(_:to:at:by:)`
/// - Ask: `isOpen`, `watch(of:)`, `openPatrols(of:)`, `due()`
///
/// How many people were moved is no field of a round: it is counted where households are counted.
public struct RainRound: Codable, Hashable, Sendable {
    /// Rain that somebody expects over one center's area within the next 24 hours.
    public struct Forecast: Codable, Hashable, Sendable {
        public let center: CenterCode
        public let millimetresPer24Hours: Double
        public init(center: CenterCode, millimetresPer24Hours: Double) {
            self.center = center
            self.millimetresPer24Hours = millimetresPer24Hours
        }
    }

    /// What was last forecast, by whom, and when it was issued.
    public struct ForecastSheet: Codable, Hashable, Sendable {
        public let source: String
        public let issuedAt: Instant
        public let rain: [Forecast]
    }

    /// A site that is watched closely.
    public struct Watch: Codable, Hashable, Sendable {
        public let site: SiteID
        public let since: Instant
        public let by: String
        /// True for a site that the ranking chose; only such a one is let go by the ranking.
        public let ranked: Bool
        public let points: Int?
        public let reasons: [WatchReason]
    }

    /// Somebody goes and looks at one watched site.
    public struct Patrol: Codable, Hashable, Sendable {
        public enum State: String, Codable, Sendable, CaseIterable { case assigned, acknowledged, done, calledOff }

        /// 1, 2, 3 … within the round.
        public let number: Int
        public let site: SiteID
        /// A role of the register, such as a lay observer; nil where a team goes.
        public let role: String?
        public let team: TeamID?
        public let assignedAt: Instant
        public let dueAt: Instant
        public internal(set) var state: State
        public internal(set) var changedAt: Instant
        public internal(set) var changedBy: String
        /// What was seen, or why a person called it off; nil where the ranking did.
        public internal(set) var finding: String?
        /// The graver site for which it was called off.
        public internal(set) var displacedBy: SiteID?
        /// How many desks have been told that it is overdue.
        public internal(set) var overdueLevel: Int

        public var isOpen: Bool { state == .assigned || state == .acknowledged }
    }

    /// Once that a desk was to be told of patrols that are not back.
    public struct OverdueCall: Codable, Hashable, Sendable {
        /// 1, 2, 3 … within the round.
        public let number: Int
        public let level: Int
        public let at: Instant
        public let patrols: [Int]
    }

    public let id: RainRoundID
    public let area: CenterCode
    public let name: LocalizedText
    /// The most sites that people there can watch at a time.
    public let sitesMax: Int
    public let patrolMinutes: Int
    public let exercise: Bool
    public let synthetic: Bool
    public let begunAt: Instant
    public let begunBy: String
    public internal(set) var forecast: ForecastSheet?
    public internal(set) var rankedAt: Instant?
    public internal(set) var tally: WatchRanking.Tally?
    /// In the order in which they were taken up.
    public internal(set) var watches: [Watch]
    /// How many different sites have ever been watched in the round.
    public internal(set) var sitesEver: Set<SiteID>
    public internal(set) var patrols: [Patrol]
    /// The newest last, at most `overdueCallsHeldMax`.
    public internal(set) var overdueCalls: [OverdueCall]
    public internal(set) var endedAt: Instant?
    public internal(set) var endedBy: String?
    public internal(set) var closingWords: String?

    public var isOpen: Bool { endedAt == nil }

    public func watch(of site: SiteID) -> Watch? { watches.first { $0.site == site } }
    public func openPatrols(of site: SiteID) -> [Patrol] { patrols.filter { $0.site == site && $0.isOpen } }

    /// A district of the size of Beibei has some fifty people who can watch a slope each; the city as a whole reports no more than it reads.
    public static let sitesMaxMax = 200
    public static let sitesMaxStandard = 60
    /// Two hours: a slope looked at less often than that is not watched closely.
    public static let patrolMinutesStandard = 120
    /// A patrol that takes longer than a day is not one.
    public static let patrolMinutesMax = 1_440
    /// Sites of the most at once, looked at every two hours for three days, and some; a round of that length is ended and another begun.
    public static let patrolsMax = 8_000
    /// The desk of the township, then the one above it: a third would be told of people that it cannot reach.
    public static let overdueLevelsMax = 2
    /// So long the first desk has to find those who are not back, before the next one is told.
    public static let overdueAgainAfter = Seconds.minutes(30)
    /// A call is looked at again only until its notices are out, which is at once.
    public static let overdueCallsHeldMax = 64
    /// Rows of a forecast: more centers than a city's districts are a mistake.
    public static let forecastRowsMax = 200
    /// The most that has ever fallen on one place within 24 hours is 1,825 mm (WMO, Foc-Foc, 1966).
    public static let forecastMillimetresMax = 1_825.0
    /// A forecast that is older than this says nothing of the next 24 hours.
    public static let forecastValidFor = Seconds.hours(24)
}
