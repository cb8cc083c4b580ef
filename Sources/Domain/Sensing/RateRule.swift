import City
import HazardKit

/// `rate`: the change per hour over a window, from the line that fits all its readings, at or beyond a limit.
///
/// Numbers: `windowSeconds`, `minimumReadings` (3), `minimumCoverage` (0.5 of the window), and those of `threshold`. Until the window
/// holds enough, the rule says nothing new: it neither claims nor clears.
struct RateRule: Sendable {
    static let type = "rate"

    let memory: Seconds
    private let form: ClaimForm
    private let ladder: GradeLadder
    private let unit: String
    private let minimumReadings: Int
    private let minimumCovered: Seconds
    private var window: SlopeWindow
    private var latch: Latch

    init(_ rule: RuleParameters, city: CityModel, datastream: Datastream) throws(RuleFault) {
        try rule.expectNumbers([
            "windowSeconds", "minimumReadings", "minimumCoverage", "clearBelow", "clearAbove", "falling", "confirmReadings",
        ])
        form = try ClaimForm(rule, city: city, datastream: datastream.id)
        ladder = try GradeLadder(rule)
        let span = try rule.getSpan("windowSeconds", atMost: Self.windowMax)
        let readings = try rule.getPositive("minimumReadings", standard: 3)
        guard (3...Double(SlopeWindow.readingsMax)).contains(readings) else {
            throw rule.fault("'minimumReadings' must lie between 3 and \(SlopeWindow.readingsMax): a line through two points says nothing")
        }
        let coverage = try rule.getPositive("minimumCoverage", standard: 0.5)
        guard coverage <= 1 else { throw rule.fault("'minimumCoverage' is a part of the window and at most 1") }
        minimumReadings = Int(readings)
        minimumCovered = span * coverage
        latch = Latch(confirmReadings: try rule.getConfirmReadings())
        let expected = span.value / max(datastream.interval.value, 1) + 2
        guard datastream.interval.value <= 0 || expected <= Double(SlopeWindow.readingsMax) else {
            throw rule.fault("a window of \(Figure.text(span.value)) s holds more than \(SlopeWindow.readingsMax) readings of \(datastream.id)")
        }
        window = SlopeWindow(span: span, expectedReadings: Int(min(expected, Double(SlopeWindow.readingsMax))))
        unit = datastream.unit + "/h"
        memory = span
    }

    var sourceKey: String { form.sourceKey }

    mutating func take(_ reading: Reading) -> [AlertClaim] {
        guard reading.quality != .implausible else { return [] }
        absorb(reading)
        guard window.count >= minimumReadings, window.covered >= minimumCovered, let slope = window.slopePerHour,
            let change = latch.take(slope, on: ladder)
        else { return [] }
        return [form.claim(change, on: ladder, value: slope, unit: unit, at: reading.phenomenonTime)]
    }

    /// Fills the window and claims nothing.
    mutating func absorb(_ reading: Reading) {
        if reading.quality != .implausible { window.add(reading.value, at: reading.phenomenonTime) }
    }

    mutating func resume(_ active: [String: Grade]) { latch.resume(active[form.sourceKey]) }

    /// Thirty days: slow creep is judged by the hazards' own fits, not by this rule.
    static let windowMax: Seconds = 2_592_000
}
