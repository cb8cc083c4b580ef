import City
import HazardKit
import Sensing

/// `landslide.rain-p3-p15`: rain of the last three days against rain of the fifteen days before them.
///
/// Claims when P3 ≥ intercept − slope · P15 (Chleborad 2000, 2003, for Seattle: 3.5 in − 0.67 · P15). The limits give, per grade, how far
/// above that line P3 must lie. Missing hours make both sums too small: what lies above the line all the same is claimed, but nothing is
/// cleared, and beyond the bounds the rule claims "no data".
struct RecentAntecedentRule: HazardRule {
    static let type = "landslide.rain-p3-p15"

    let id: String
    let datastreams: [DatastreamID]
    let memory: Seconds
    private let form: ClaimForm
    private let ladder: GradeLadder
    private let unit: String
    private let intercept: Double
    private let slope: Double
    private let recentHours: Int
    private let antecedentHours: Int
    private let recentMissingMax: Double
    private let antecedentMissingMax: Double
    private var window: HourlyWindow
    private var latch: Latch
    private var dataWatch: DataWatch

    init(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        try rule.expectNumbers([
            "intercept", "slope", "recentHours", "antecedentHours", "recentMissingHoursMax", "antecedentMissingHoursMax", "noDataGrade",
            "clearBelow", "confirmReadings",
        ])
        let gauge = try Gauge(rule, city: city)
        id = rule.versioned
        datastreams = [gauge.datastream.id]
        form = try ClaimForm(rule, city: city, datastream: gauge.datastream.id)
        ladder = try GradeLadder(rule)
        unit = gauge.datastream.unit
        intercept = try rule.getPositive("intercept")
        slope = try rule.getPositive("slope")
        recentHours = try Gauge.hours("recentHours", standard: 72, in: rule)
        antecedentHours = try Gauge.hours("antecedentHours", standard: 360, in: rule)
        recentMissingMax = try rule.getPositive("recentMissingHoursMax", standard: 6)
        antecedentMissingMax = try rule.getPositive("antecedentMissingHoursMax", standard: 36)
        let hours = recentHours + antecedentHours
        window = HourlyWindow(hours: hours, interval: gauge.datastream.interval)
        latch = Latch(confirmReadings: try rule.getConfirmReadings())
        dataWatch = try DataWatch(rule, form: form)
        memory = .hours(Double(hours))
    }

    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard remember(reading) else { return [] }
        var claims = dataWatch.isClaimed ? pass(now) : []
        if let sums, let claim = judge(sums, at: reading.phenomenonTime) { claims.append(claim) }
        return claims
    }

    mutating func absorb(_ reading: Reading) { _ = remember(reading) }

    /// False when the reading added nothing to the window.
    private mutating func remember(_ reading: Reading) -> Bool {
        reading.quality != .implausible && reading.value >= 0 && window.add(reading.value, at: reading.phenomenonTime)
    }

    mutating func pass(_ now: Instant) -> [AlertClaim] { dataWatch.settle(missing(at: now), at: now) }

    mutating func resume(_ active: [String: Grade]) {
        latch.resume(active[form.sourceKey])
        dataWatch.resume(active)
    }

    /// Recent and antecedent rain up to the newest reading.
    var sums: (recent: HourlyWindow.Total, antecedent: HourlyWindow.Total)? {
        guard let newest = window.newestHour else { return nil }
        return (
            window.total(of: recentHours, endingWith: newest),
            window.total(of: antecedentHours, endingWith: newest - Int64(recentHours))
        )
    }

    private mutating func judge(_ sums: (recent: HourlyWindow.Total, antecedent: HourlyWindow.Total), at moment: Instant) -> AlertClaim? {
        let line = intercept - slope * sums.antecedent.amount
        // Sums of hundredths are not exact in binary; a sum on the line must not miss it by the last digit.
        let above = sums.recent.amount > 0 ? sums.recent.amount - line + Self.tolerance : -.infinity
        let target = ladder.grade(at: above, holding: latch.grade)
        let isWhole = sums.recent.missingHours <= recentMissingMax && sums.antecedent.missingHours <= antecedentMissingMax
        guard isWhole || !Latch.isBelow(target, latch.grade), let change = latch.settle(target) else { return nil }
        let (grade, active, margin) =
            switch change {
            case .holds(let grade): (grade, true, ladder.limit(of: grade))
            case .cleared(let grade): (grade, false, ladder.clearing)
            }
        let measure = ClaimForm.Measure(value: sums.recent.amount, unit: unit, limit: line + margin)
        let summary = RainPhrase.recent(
            form.subject, measure, antecedent: sums.antecedent.amount, recentHours: recentHours, antecedentHours: antecedentHours,
            active: active)
        return form.claim(grade, active: active, measure: measure, at: moment, summary: summary)
    }

    /// The hours missing now beyond a bound, with the bound; zero while the gauge is younger than the window and has kept its word.
    private func missing(at now: Instant) -> DataWatch.Missing {
        guard let first = window.firstHour else { return .nothing }
        let last = HourlyWindow.hour(of: now) - 1
        let recent = window.missing(of: recentHours, endingWith: last, since: first)
        let antecedent = window.missing(of: antecedentHours, endingWith: last - Int64(recentHours), since: first)
        if recent > recentMissingMax { return .init(hours: recent, of: recentHours, bound: recentMissingMax) }
        if antecedent > antecedentMissingMax { return .init(hours: antecedent, of: antecedentHours, bound: antecedentMissingMax) }
        return .nothing
    }

    private static let tolerance = 1e-9
}
