import City
import HazardKit

/// Which sites of an area are to be watched closely, by a published rule: rain that fell and rain that is forecast, stability, people, alerts.
///
/// Points are a sum of at most 100 for rain (50), stability (25) and people (25), and of the grade of an open alert on top. What is not known
/// counts as grave: a silent gauge is never a dry one.
public enum WatchRanking {
    /// What is known of one site.
    public struct Standing: Hashable, Sendable {
        public let site: SiteID
        /// Effective rain in mm, Σ Kⁱ rᵢ; nil where no gauge of the site reports.
        public let effectiveMillimetres: Double?
        /// Rain forecast in mm for the next 24 hours; nil where nobody has said.
        public let forecastMillimetres: Double?
        public let forecastSource: String?
        /// 0 for the most stable class of the register, 1 for the least; nil where it says nothing.
        public let stability: Double?
        public let people: Int?
        /// The gravest open alert there.
        public let alert: Grade?
        /// The role of the register that looks after it; nil where it names none.
        public let watcher: String?

        public init(
            site: SiteID, effectiveMillimetres: Double?, forecastMillimetres: Double?, forecastSource: String? = nil, stability: Double?,
            people: Int?, alert: Grade?, watcher: String?
        ) {
            self.site = site
            self.effectiveMillimetres = effectiveMillimetres
            self.forecastMillimetres = forecastMillimetres
            self.forecastSource = forecastSource
            self.stability = stability
            self.people = people
            self.alert = alert
            self.watcher = watcher
        }
    }

    /// A site with its points and what they are made of.
    public struct Row: Codable, Hashable, Sendable {
        public let site: SiteID
        public let points: Int
        /// Rain, or an alert, gives cause to watch at all: a crowded slope in the dry is no matter of a rain round.
        public let hasCause: Bool
        public let reasons: [WatchReason]
        public let watcher: String?
    }

    /// How many sites were weighed, how many have cause for a close watch, and of how many no gauge reports.
    public struct Tally: Codable, Hashable, Sendable {
        public let sites: Int
        public let due: Int
        public let withoutGauge: Int
    }

    /// From here on a site is watched closely.
    public static let watchFrom = 50
    /// Below this a site that the ranking chose is let go again; the gap keeps one from coming and going with each shower.
    public static let letGoBelow = 40
    /// 大暴雨 begins at 100 mm in 24 h (GB/T 28592-2012): from there on rain counts in full.
    static let fullRainMillimetres = 100.0
    /// 大雨 begins at 25 mm in 24 h (GB/T 28592-2012): below it a round has no cause to watch a slope.
    static let causeMillimetres = 25.0
    /// 暴雨 begins at 50 mm in 24 h (GB/T 28592-2012): it is assumed where neither gauge nor forecast speaks.
    static let assumedMillimetres = 50.0
    static let rainPointsMax = 50.0
    static let stabilityPointsMax = 25.0

    /// All sites, the gravest first; of two alike the one whose name comes first, so that the same knowledge gives the same list.
    public static func rank(_ standings: [Standing]) -> [Row] {
        standings.map(row).sorted { ($1.points, $0.site) < ($0.points, $1.site) }
    }

    public static func tally(_ standings: [Standing], _ rows: [Row]) -> Tally {
        Tally(
            sites: rows.count, due: rows.count { $0.hasCause && $0.points >= watchFrom },
            withoutGauge: standings.count { $0.effectiveMillimetres == nil })
    }

    static func row(_ standing: Standing) -> Row {
        let rain = rainReasons(standing)
        let millimetres = rain.compactMap(\.value).reduce(0, +)
        var reasons = rain + [stabilityReason(standing.stability), peopleReason(standing.people)]
        if let grade = standing.alert { reasons.append(alertReason(grade)) }
        return Row(
            site: standing.site, points: reasons.map(\.points).reduce(0, +),
            hasCause: millimetres >= causeMillimetres || standing.alert != nil, reasons: reasons, watcher: standing.watcher)
    }

    private static func rainReasons(_ standing: Standing) -> [WatchReason] {
        let fell = standing.effectiveMillimetres, expected = standing.forecastMillimetres
        guard fell != nil || expected != nil else {
            return [WatchReason(.noGauge, points: 0), WatchReason(.noRainKnown, assumedMillimetres, points: rainPoints(assumedMillimetres))]
        }
        let whole = rainPoints((fell ?? 0) + (expected ?? 0))
        let first = rainPoints(fell ?? 0)
        var reasons: [WatchReason] = []
        if let fell { reasons.append(WatchReason(.gauge, fell, points: first)) } else { reasons.append(WatchReason(.noGauge, points: 0)) }
        if let expected {
            reasons.append(WatchReason(.forecast, expected, points: whole - first, note: standing.forecastSource))
        }
        return reasons
    }

    private static func rainPoints(_ millimetres: Double) -> Int {
        Int((min(max(millimetres, 0) / fullRainMillimetres, 1) * rainPointsMax).rounded())
    }

    private static func stabilityReason(_ stability: Double?) -> WatchReason {
        guard let stability else { return WatchReason(.stabilityUnknown, points: Int(stabilityPointsMax)) }
        let share = min(max(stability, 0), 1)
        return WatchReason(.stability, share, points: Int((5 + share * (stabilityPointsMax - 5)).rounded()))
    }

    /// Nobody has counted whom it threatens: counted as a hamlet, not as nobody.
    private static func peopleReason(_ people: Int?) -> WatchReason {
        guard let people else { return WatchReason(.peopleUnknown, points: 15) }
        let points =
            switch people {
            case ..<1: 0
            case ..<10: 5
            case ..<30: 10
            case ..<100: 15
            case ..<300: 20
            default: 25
            }
        return WatchReason(.people, Double(people), points: points)
    }

    private static func alertReason(_ grade: Grade) -> WatchReason {
        switch grade {
        case .i: WatchReason(.alert, 1, points: 100)
        case .ii: WatchReason(.alert, 2, points: 75)
        case .iii: WatchReason(.alert, 3, points: 50)
        case .iv: WatchReason(.alert, 4, points: 25)
        }
    }
}
