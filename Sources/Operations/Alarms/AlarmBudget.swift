import City
import Incidents

/// How many alerts each rule raises at each site, how many of them were true, and how much of what a desk can bear that takes.
public struct AlarmBudget: Codable, Sendable {
    public struct LabelCount: Codable, Hashable, Sendable {
        public let label: String
        public let name: LocalizedText?
        public let count: Int
    }

    /// One rule at one site.
    public struct Row: Codable, Hashable, Sendable {
        /// The rule with its version.
        public let rule: String
        public let site: SiteID?
        public let siteName: LocalizedText?
        /// True for the alerts in which the rule said that data was missing.
        public let noData: Bool
        public let raised: Int
        public let confirmed: Int
        public let rejected: Int
        /// The rejected ones by label; what was closed as a false alarm stands under that disposition.
        public let rejectedBy: [LabelCount]
        public let expired: Int
        public let merged: Int
        public let undecided: Int
        /// Confirmed ones among the decided; nil while none is decided.
        public let precision: Double?
        /// Confirmed and rejected together: what `precision` divides by.
        public let decided: Int
        public let alertsPerDay: Double
        /// The part of the bound that this rule uses up at this site.
        public let share: Double
        /// For rules on a threshold.
        public let proposal: ThresholdProposal?
        /// True when any of the alerts is made up.
        public let synthetic: Bool
    }

    public let from: Instant
    public let until: Instant
    public let alertsPerDayMax: Double
    /// Each alert once, however many rules spoke for it.
    public let raised: Int
    public let alertsPerDay: Double
    public let share: Double
    public let rows: [Row]

    /// What one desk can look at with care in a day: about one in ten minutes, the figure that alarm management in process plants works with
    /// (EEMUA 191).
    public static let alertsPerDayStandard: Double = 144
    /// How many days are counted unless somebody asks for others.
    public static let daysStandard = 30
    public static let daysMax = 366

    /// A threshold rule of the city, as far as a proposal needs it.
    struct Threshold: Hashable {
        let limit: Double
        let isFalling: Bool
    }

    /// - Parameter thresholds: by the rule's versioned name.
    init(
        _ records: [AlarmRecord], city: CityModel, thresholds: [String: Threshold], from: Instant, until: Instant,
        alertsPerDayMax: Double = AlarmBudget.alertsPerDayStandard
    ) {
        let counted = records.filter { $0.raisedAt >= from && $0.raisedAt <= until }
        let days = max(until.since(from).value / 86_400, 1)
        self.from = from
        self.until = until
        self.alertsPerDayMax = alertsPerDayMax
        raised = counted.count
        alertsPerDay = Double(counted.count) / days
        share = Double(counted.count) / days / alertsPerDayMax
        let count = AlarmCount(city: city, thresholds: thresholds, days: days, alertsPerDayMax: alertsPerDayMax)
        rows = count.rows(of: counted)
    }
}
