import City
import HazardKit

/// `duration`: the value at or beyond a limit without interruption for `holdSeconds`.
///
/// Only readings count, never the passing of time. A gap between two readings that are both beyond the limit does not interrupt, since
/// the safe belief is that it stayed there; a gap longer than the hold itself does, since then the two readings say nothing about it.
struct DurationRule: Sendable {
    static let type = "duration"

    let memory: Seconds
    private let form: ClaimForm
    private let rungs: [GradeLadder.Rung]
    private let ladder: GradeLadder
    private let hold: Seconds
    private let unit: String
    /// For each grade, since when the value has been beyond its limit.
    private var since: [Instant?]
    private var newest: Instant?
    private var latch = Latch()

    init(_ rule: RuleParameters, city: CityModel, datastream: Datastream) throws(RuleFault) {
        try rule.expectNumbers(["holdSeconds", "clearBelow", "clearAbove", "falling"])
        form = try ClaimForm(rule, city: city, datastream: datastream.id)
        ladder = try GradeLadder(rule)
        rungs = ladder.signedRungs
        hold = try rule.getSpan("holdSeconds", atMost: Self.holdMax)
        guard datastream.interval <= hold else {
            throw rule.fault("'holdSeconds' is shorter than the \(Figure.text(datastream.interval.value)) s between two readings of \(datastream.id)")
        }
        since = Array(repeating: nil, count: rungs.count)
        unit = datastream.unit
        memory = hold + datastream.interval
    }

    var sourceKey: String { form.sourceKey }

    mutating func take(_ reading: Reading) -> [AlertClaim] {
        guard reading.quality != .implausible else { return [] }
        if reading.quality == .late {
            takeLate(reading)
            return []
        }
        let moment = reading.phenomenonTime
        if let newest, moment.since(newest) > hold { forget() }
        newest = moment
        var reached: Grade?
        for (index, rung) in rungs.enumerated() {
            guard ladder.signed(reading.value) >= rung.limit else {
                since[index] = nil
                continue
            }
            let start = since[index] ?? moment
            since[index] = start
            if moment.since(start) >= hold { reached = rung.grade }
        }
        // A grade in force is held by the value alone; only a new or graver one must wait for its time.
        let held = latch.grade.flatMap { held in ladder.grade(at: reading.value, holding: held).map { min($0, held) } }
        let target = [held, reached].compactMap { $0 }.max()
        guard let change = latch.settle(target) else { return [] }
        return [form.claim(change, on: ladder, value: reading.value, unit: unit, at: moment)]
    }

    /// Old news never makes a count; below a limit it ends one.
    mutating func absorb(_ reading: Reading) {
        guard reading.quality != .implausible else { return }
        if let newest, reading.phenomenonTime <= newest { return takeLate(reading) }
        for (index, rung) in rungs.enumerated() where ladder.signed(reading.value) < rung.limit { since[index] = nil }
    }

    /// A late reading below a limit proves that the value was not beyond it all the time, so the count starts after it.
    private mutating func takeLate(_ reading: Reading) {
        for (index, rung) in rungs.enumerated() where ladder.signed(reading.value) < rung.limit {
            if let start = since[index], start <= reading.phenomenonTime { since[index] = newest }
        }
    }

    private mutating func forget() {
        for index in since.indices { since[index] = nil }
    }

    mutating func resume(_ active: [String: Grade]) { latch.resume(active[form.sourceKey]) }

    /// Thirty days; what must hold longer is a season and not an alert.
    static let holdMax: Seconds = 2_592_000
}
