import City
import HazardKit
import Incidents
import RainRounds

/// A rain round in one line, as lists and the line of events carry it.
public struct RainRoundSummary: Codable, Sendable {
    public let id: RainRoundID
    public let version: Int64
    public let area: CenterCode
    public let areaName: LocalizedText
    public let name: LocalizedText
    public let begunAt: Instant
    public let begunBy: String
    public let endedAt: Instant?
    public let endedBy: String?
    public let sitesMax: Int
    /// Watched now, and ever in the round.
    public let sitesWatched: Int
    public let sitesEver: Int
    public let patrolsOpen: Int
    public let patrolsDone: Int
    /// Open beyond their time, at `asOf`.
    public let patrolsOverdue: Int
    public let householdsMoved: Int
    /// Households moved × people of a household by the register, over the zones where it says both.
    public let peopleMoved: Int
    /// Households among those moved whose people nobody has counted.
    public let householdsUncounted: Int
    public let openAlerts: Int
    public let exercise: Bool
    public let synthetic: Bool
    public let asOf: Instant
}

/// A rain round with everything that its page shows.
public struct RainRoundView: Codable, Sendable {
    public struct Watch: Codable, Sendable {
        public let site: SiteID
        public let name: LocalizedText
        public let center: CenterCode?
        public let since: Instant
        public let by: String
        public let ranked: Bool
        public let points: Int?
        public let reasons: [WatchReason]
        /// The newest patrol to it; nil where nobody has been sent.
        public let patrol: Patrol?
        /// The newest patrol that was there and reported; nil where nobody has looked yet.
        public let lastLook: Patrol?
        /// Whom the register names for it.
        public let watchers: [Watcher]
        /// Open alerts of the site.
        public let alerts: [AlertID]
        public let incidents: [IncidentID]
        public let synthetic: Bool
    }

    public struct Watcher: Codable, Sendable {
        public let role: String
        public let name: LocalizedText
    }

    public struct Patrol: Codable, Sendable {
        public let number: Int
        public let site: SiteID
        public let siteName: LocalizedText
        public let roleName: LocalizedText?
        public let role: String?
        public let team: TeamID?
        public let teamName: LocalizedText?
        public let state: RainRound.Patrol.State
        public let overdue: Bool
        public let assignedAt: Instant
        public let dueAt: Instant
        public let changedAt: Instant
        public let changedBy: String
        /// What was seen, or why a person called it off; nil where the ranking did.
        public let finding: String?
        /// The graver site for which it was called off.
        public let displacedByName: LocalizedText?
        /// How many desks have been told that it is overdue.
        public let overdueLevel: Int
    }

    public let round: RainRoundSummary
    public let patrolMinutes: Int
    public let forecast: RainRound.ForecastSheet?
    public let forecastValid: Bool
    public let rankedAt: Instant?
    public let tally: WatchRanking.Tally?
    public let watches: [Watch]
    /// The newest first, at most `patrolsShownMax`.
    public let patrols: [Patrol]
    public let closingWords: String?

    /// A page of a desk; the log has the others.
    static let patrolsShownMax = 500
}
