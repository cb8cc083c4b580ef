/// Why a site is watched closely: one line of the published rule with its number.
public struct WatchReason: Codable, Hashable, Sendable {
    public enum Rule: String, Codable, Sendable, CaseIterable {
        /// Effective rain so far, by the site's own gauge, in mm.
        case gauge
        /// Rain forecast for the next 24 hours, in mm.
        case forecast
        /// No gauge of the site reports: what fell there is not known, and only the forecast speaks.
        case noGauge
        /// Neither gauge nor forecast: heavy rain is assumed, in mm.
        case noRainKnown
        /// How stable the register holds the slope to be, 0 the most stable class and 1 the least.
        case stability
        case stabilityUnknown
        /// People whom the site threatens.
        case people
        case peopleUnknown
        /// An open alert of the site; the value is its grade, 1 red to 4 blue.
        case alert
        /// A person asked for it.
        case word
    }

    public let rule: Rule
    public let value: Double?
    /// What it counts in the sum.
    public let points: Int
    /// What a person said, or the source of a forecast.
    public let note: String?

    public init(_ rule: Rule, _ value: Double? = nil, points: Int, note: String? = nil) {
        self.rule = rule
        self.value = value
        self.points = points
        self.note = note
    }
}
