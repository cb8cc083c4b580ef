import City
import HazardKit
import Sensing

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// `landslide.rain-intensity-duration`: the mean intensity of a storm against a power law of its duration, I = coefficient · D^exponent
/// (Caine 1980; Godt and others 2006, for Seattle: 3.257 · D^−1.13 in/h).
///
/// A storm ends with `dryHours` known dry hours in a row; missing hours never clear a claim. The limits give, per grade, how many times the
/// law's intensity must be reached. One storm makes one claim: it may grow graver and is cleared when the storm is over.
struct IntensityDurationRule: HazardRule {
    static let type = "landslide.rain-intensity-duration"

    /// The storm that is going on.
    struct Storm: Hashable, Sendable {
        /// From the first wet hour to the last.
        var hours = 0
        var amount = 0.0
    }

    let id: String
    let datastreams: [DatastreamID]
    let memory: Seconds
    private let form: ClaimForm
    private let ladder: GradeLadder
    private let unit: String
    private let coefficient: Double
    private let exponent: Double
    private let dryHours: Int
    private let durationMax: Int
    private let missingMax: Double
    private var window: HourlyWindow
    private var latch = Latch()
    private var dataWatch: DataWatch

    init(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        try rule.expectNumbers(["coefficient", "exponent", "dryHours", "durationHoursMax", "missingHoursMax", "noDataGrade"])
        let gauge = try Gauge(rule, city: city)
        id = rule.versioned
        datastreams = [gauge.datastream.id]
        form = try ClaimForm(rule, city: city, datastream: gauge.datastream.id)
        ladder = try GradeLadder(rule)
        unit = gauge.datastream.unit + "/h"
        coefficient = try rule.getPositive("coefficient")
        guard let exponent = rule.numbers["exponent"], exponent < 0 else { throw rule.fault("'exponent' must be given and below zero") }
        self.exponent = exponent
        dryHours = try Gauge.hours("dryHours", standard: 3, in: rule)
        durationMax = try Gauge.hours("durationHoursMax", standard: 60, in: rule)
        missingMax = try rule.getPositive("missingHoursMax", standard: 6)
        let hours = durationMax + 2 * dryHours
        window = HourlyWindow(hours: hours, interval: gauge.datastream.interval)
        dataWatch = try DataWatch(rule, form: form)
        memory = .hours(Double(hours))
    }

    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard remember(reading) else { return [] }
        var claims = dataWatch.isClaimed ? pass(now) : []
        if let claim = judge(at: reading.phenomenonTime) { claims.append(claim) }
        return claims
    }

    mutating func absorb(_ reading: Reading) { _ = remember(reading) }

    /// False when the reading added nothing to the window.
    private mutating func remember(_ reading: Reading) -> Bool {
        reading.quality != .implausible && reading.value >= 0 && window.add(reading.value, at: reading.phenomenonTime)
    }

    mutating func pass(_ now: Instant) -> [AlertClaim] {
        guard let first = window.firstHour else { return [] }
        let hours = durationMax + dryHours
        let missing = window.missing(of: hours, endingWith: HourlyWindow.hour(of: now) - 1, since: first)
        return dataWatch.settle(.init(hours: missing, of: hours, bound: missingMax), at: now)
    }

    mutating func resume(_ active: [String: Grade]) {
        latch.resume(active[form.sourceKey])
        dataWatch.resume(active)
    }

    /// The storm up to the newest reading; nil where none is known. Walks back to the dry hours that came before it, or to a gap as long:
    /// reckoning a storm across a gap would thin its intensity.
    var storm: Storm? {
        guard let newest = window.newestHour else { return nil }
        var found = Storm()
        var lastWet: Int64?
        var quiet = 0
        for hour in stride(from: newest, to: newest - Int64(durationMax + dryHours), by: -1) {
            let amount = window.amount(hour)
            guard amount > 0 else {
                quiet += 1
                if quiet >= dryHours { break }
                continue
            }
            let last = lastWet ?? hour
            lastWet = last
            found.hours = Int(last - hour) + 1
            found.amount += amount
            quiet = 0
        }
        return lastWet == nil ? nil : found
    }

    /// True when the newest hours are all known and dry.
    private var isOver: Bool {
        guard let newest = window.newestHour else { return false }
        return (0..<Int64(dryHours)).allSatisfy { window.known(newest - $0) >= 1 && window.amount(newest - $0) == 0 }
    }

    private mutating func judge(at moment: Instant) -> AlertClaim? {
        if isOver {
            guard case .cleared(let grade) = latch.settle(nil) else { return nil }
            let summary = RainPhrase.stormOver(form.subject, dryHours: dryHours)
            return form.claim(grade, active: false, measure: nil, at: moment, summary: summary)
        }
        guard let storm, storm.hours > 0, storm.hours <= durationMax else { return nil }
        let law = coefficient * pow(Double(storm.hours), exponent)
        let intensity = storm.amount / Double(storm.hours)
        let reached = ladder.grade(at: intensity / law, holding: nil)
        guard Latch.isBelow(latch.grade, reached), case .holds(let grade) = latch.settle(reached) else { return nil }
        let measure = ClaimForm.Measure(value: intensity, unit: unit, limit: law * ladder.limit(of: grade))
        return form.claim(
            grade, active: true, measure: measure, at: moment, summary: RainPhrase.storm(form.subject, measure, hours: storm.hours))
    }
}
