import City
import HazardKit

/// `silence`: no good reading for as long as the limits say (seconds per grade). The claim is "no data", never "safe", and clears when
/// readings come back.
struct SilenceRule: Sendable {
    static let type = "silence"

    let memory: Seconds
    private let form: ClaimForm
    private let ladder: GradeLadder
    private var newest: Instant?
    /// When the watch began; a series that never spoke is silent from then on.
    private var watchedSince: Instant?
    private var latch = Latch()

    init(_ rule: RuleParameters, city: CityModel, datastream: Datastream) throws(RuleFault) {
        try rule.expectNumbers([])
        guard rule.imminentFrom == nil else { throw rule.fault("imminentFrom does not go with silence: missing data proves no danger") }
        form = try ClaimForm(rule, city: city, datastream: datastream.id)
        ladder = try GradeLadder(rule)
        let shortest = ladder.limit(of: ladder.mildest)
        guard shortest > datastream.interval.value else {
            throw rule.fault(
                "the limit of \(Figure.text(shortest)) s is not longer than the \(Figure.text(datastream.interval.value)) s "
                    + "between two readings of \(datastream.id); the sensor would be called silent while it works")
        }
        let longest = rule.limits.values.max() ?? shortest
        guard longest <= Self.silenceMax.value else { throw rule.fault("a limit is longer than \(Figure.text(Self.silenceMax.value)) seconds") }
        memory = Seconds(longest)
    }

    var sourceKey: String { form.noDataKey }
    /// True while the series is claimed to be silent.
    var isSilent: Bool { latch.grade != nil }

    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard reading.quality != .implausible else { return [] }
        if let newest, reading.phenomenonTime <= newest { return [] }
        newest = reading.phenomenonTime
        return isSilent ? pass(now) : []
    }

    /// Old news of a sensor says since when it has been silent.
    mutating func absorb(_ reading: Reading) {
        guard reading.quality != .implausible else { return }
        newest = max(newest ?? reading.phenomenonTime, reading.phenomenonTime)
    }

    mutating func pass(_ now: Instant) -> [AlertClaim] {
        let start = watchedSince ?? now
        watchedSince = start
        let silentFor = now.since(newest ?? start)
        let silent = ladder.grade(at: silentFor.value, holding: nil)
        // Without a single reading since the watch began, a claim from before a restart stands.
        if silent == nil, newest == nil, isSilent { return [] }
        guard let change = latch.settle(silent) else { return [] }
        switch change {
        case .holds(let grade): return [claim(grade, active: true, silentFor: silentFor, limit: ladder.limit(of: grade), at: now)]
        case .cleared(let grade): return [claim(grade, active: false, silentFor: silentFor, limit: ladder.clearing, at: now)]
        }
    }

    private func claim(_ grade: Grade, active: Bool, silentFor: Seconds, limit: Double, at now: Instant) -> AlertClaim {
        let summary = Phrase.silence(of: form.subject, for: silentFor, over: !active)
        return form.noData(grade, active: active, missing: silentFor, limit: Seconds(limit), at: now, summary: summary)
    }

    mutating func resume(_ active: [String: Grade]) { latch.resume(active[form.noDataKey]) }

    /// Thirty days; a sensor that may be silent for longer watches nothing.
    static let silenceMax: Seconds = 2_592_000
}
