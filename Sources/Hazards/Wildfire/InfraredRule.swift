import City
import HazardKit
import Sensing

/// `wildfire.infrared`: the hottest surface temperature of each watched sector.
///
/// A sector is claimed when it reaches an absolute limit (per grade), or when it is at least `floor` and stands out by `contrast` from the
/// median of its neighbours in the same step; the second gives the mildest grade. Without enough neighbours in the step the second test
/// says nothing, and then nothing is cleared either.
struct InfraredRule: HazardRule {
    static let type = "wildfire.infrared"

    private struct Sector: Sendable {
        let form: ClaimForm
        var latch: Latch
        var step = Int64.min
        var value = 0.0
    }

    let id: String
    let datastreams: [DatastreamID]
    let memory: Seconds
    private let ladder: GradeLadder
    private let unit: String
    private let floor: Double
    private let contrast: Double
    private let minimumNeighbours: Int
    private let step: Seconds
    private let places: [DatastreamID: Int]
    private var sectors: [Sector]
    private var sorted: [Double] = []

    init(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        try rule.expectNumbers(["floor", "contrast", "minimumNeighbours", "stepSeconds", "clearBelow", "confirmReadings"])
        guard (2...Self.sectorsMax).contains(rule.datastreams.count), Set(rule.datastreams).count == rule.datastreams.count else {
            throw rule.fault("an infrared rule compares 2 to \(Self.sectorsMax) different sectors; it names \(rule.datastreams.count)")
        }
        let neighbours = try rule.getPositive("minimumNeighbours", standard: 2)
        guard neighbours == neighbours.rounded(), neighbours < Double(rule.datastreams.count) else {
            throw rule.fault("'minimumNeighbours' must be a whole number below the number of sectors")
        }
        let confirmReadings = try rule.getConfirmReadings()
        var sectors: [Sector] = []
        for datastream in rule.datastreams {
            let form = try ClaimForm(rule, city: city, datastream: datastream)
            sectors.append(Sector(form: form, latch: Latch(confirmReadings: confirmReadings)))
        }
        self.sectors = sectors
        id = rule.versioned
        datastreams = rule.datastreams
        ladder = try GradeLadder(rule)
        floor = try rule.getPositive("floor")
        contrast = try rule.getPositive("contrast")
        minimumNeighbours = Int(neighbours)
        step = try rule.getSpan("stepSeconds", atMost: Self.stepMax)
        guard step >= 1 else { throw rule.fault("'stepSeconds' must be at least 1") }
        unit = city.datastream(rule.datastreams[0])?.unit ?? ""
        places = Dictionary(uniqueKeysWithValues: rule.datastreams.enumerated().map { ($1, $0) })
        memory = step * Double(confirmReadings + 1)
    }

    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard reading.quality == .good, let place = places[reading.datastream] else { return [] }
        let current = reading.phenomenonTime.millisecondsSince1970 / step.milliseconds
        sectors[place].step = current
        sectors[place].value = reading.value
        let median = medianOfNeighbours(of: place, step: current)
        let absolute = ladder.grade(at: reading.value, holding: sectors[place].latch.grade)
        var target = absolute
        if let median, reading.value >= floor, reading.value - median >= contrast { target = max(absolute ?? ladder.mildest, ladder.mildest) }
        if median == nil, Latch.isBelow(target, sectors[place].latch.grade) { return [] }
        guard let change = sectors[place].latch.settle(target) else { return [] }
        return [claim(change, sectors[place].form, reading, median: median)]
    }

    /// Silence is the matter of a `silence` rule over the same series.
    mutating func pass(_ now: Instant) -> [AlertClaim] { [] }

    mutating func resume(_ active: [String: Grade]) {
        for index in sectors.indices { sectors[index].latch.resume(active[sectors[index].form.sourceKey]) }
    }

    /// The median of the other sectors in this step or the one before, since sectors report one after another.
    private mutating func medianOfNeighbours(of place: Int, step current: Int64) -> Double? {
        sorted.removeAll(keepingCapacity: true)
        for (index, sector) in sectors.enumerated() where index != place && sector.step >= current - 1 && sector.step <= current {
            sorted.append(sector.value)
        }
        guard sorted.count >= minimumNeighbours else { return nil }
        sorted.sort()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private func claim(_ change: Latch.Change, _ form: ClaimForm, _ reading: Reading, median: Double?) -> AlertClaim {
        guard case .holds(let grade) = change, let median, reading.value < ladder.limit(of: ladder.mildest) else {
            return form.claim(change, on: ladder, value: reading.value, unit: unit, at: reading.phenomenonTime)
        }
        let measure = ClaimForm.Measure(value: reading.value, unit: unit, limit: max(floor, median + contrast))
        let above = Figure.text(reading.value - median)
        let value = Figure.text(reading.value)
        let summary = LocalizedText(
            zh: "\(form.subject.zh)：地表温度 \(value) °C，比相邻区域中值高 \(above) °C",
            en: "\(form.subject.en): surface temperature \(value) °C, \(above) °C above the median of its neighbours")
        return form.claim(grade, active: true, measure: measure, at: reading.phenomenonTime, summary: summary)
    }

    /// One camera's sectors on one ridge.
    static let sectorsMax = 64
    /// An hour: neighbours further apart in time do not see the same sun.
    static let stepMax: Seconds = 3600
}
