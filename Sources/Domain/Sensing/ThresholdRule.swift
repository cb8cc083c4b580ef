import City
import HazardKit

/// `threshold`: the value of one series at or beyond a limit. Numbers: `clearBelow` or `clearAbove`, `falling`, `confirmReadings`.
struct ThresholdRule: Sendable {
    static let type = "threshold"

    let memory: Seconds
    private let form: ClaimForm
    private let ladder: GradeLadder
    private let unit: String
    private var latch: Latch

    init(_ rule: RuleParameters, city: CityModel, datastream: Datastream) throws(RuleFault) {
        try rule.expectNumbers(["clearBelow", "clearAbove", "falling", "confirmReadings"])
        form = try ClaimForm(rule, city: city, datastream: datastream.id)
        ladder = try GradeLadder(rule)
        let confirmReadings = try rule.getConfirmReadings()
        latch = Latch(confirmReadings: confirmReadings)
        unit = datastream.unit
        memory = datastream.interval * Double(confirmReadings + 1)
    }

    var sourceKey: String { form.sourceKey }

    mutating func take(_ reading: Reading) -> [AlertClaim] {
        guard reading.quality == .good, let change = latch.take(reading.value, on: ladder) else { return [] }
        return [form.claim(change, on: ladder, value: reading.value, unit: unit, at: reading.phenomenonTime)]
    }

    mutating func resume(_ active: [String: Grade]) { latch.resume(active[form.sourceKey]) }
}
