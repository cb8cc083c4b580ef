import City
import HazardKit

/// What the early warning of simulated site-years raised, and what it found.
public struct SiteScore: Hashable, Codable, Sendable {
    public private(set) var siteYears = 0.0
    public private(set) var readings = 0
    public private(set) var falseRed = 0
    public private(set) var falseOrange = 0
    public private(set) var failures = 0
    /// Failures before which orange or red stood at least `leadHours` earlier.
    public private(set) var found = 0
    /// Readings beyond three standard deviations of their own first month: the alarms of a naive rule.
    public private(set) var naiveAlarms = 0
    public private(set) var leadsHours: [Double] = []
    /// The hours before failure from which yellow or more stood, for each failure before which it did.
    public private(set) var yellowLeadsHours: [Double] = []

    public init() {}

    public var falseRedPerSiteYear: Double { Double(falseRed) / siteYears }
    public var falseOrangePerSiteYear: Double { Double(falseOrange) / siteYears }
    public var recall: Double { failures > 0 ? Double(found) / Double(failures) : 1 }

    /// Half a day: enough to clear the slope's foot.
    public static let leadHours = 12.0

    public mutating func add(_ other: SiteScore) {
        siteYears += other.siteYears
        readings += other.readings
        falseRed += other.falseRed
        falseOrange += other.falseOrange
        failures += other.failures
        found += other.found
        naiveAlarms += other.naiveAlarms
        leadsHours += other.leadsHours
        yellowLeadsHours += other.yellowLeadsHours
    }

    /// A year of one site, hour by hour, as `SiteSimulation` writes it.
    ///
    /// - Parameters:
    ///   - values: one row of all sensors for each hour; NaN is silence.
    ///   - acceleration: the hours of the injected acceleration.
    ///   - type: what the register says of the site, rightly or not.
    public static func year(
        _ values: [Float], sensors: [SensorKind], acceleration: ClosedRange<Double>?, type: FailureType = .creepSlide
    ) -> SiteScore {
        var score = SiteScore()
        var watch = SiteWatch(sensors: sensors, type: type)
        var before: Grade?
        var firstOrange: Double?
        var firstYellow: Double?
        let rows = values.count / sensors.count
        var hour = 0
        while hour < rows, Double(hour) < acceleration?.upperBound ?? .infinity {
            let moment = Instant(millisecondsSince1970: Int64(hour) * 3_600_000)
            for sensor in sensors.indices {
                let value = values[hour * sensors.count + sensor]
                guard !value.isNaN else { continue }
                score.readings += 1
                watch.take(Double(value), of: sensor, at: moment)
            }
            let grade = watch.state.grade
            if grade != before {
                let isTrue = acceleration.map { Double(hour) >= $0.lowerBound } ?? false
                if !isTrue { score.count(before, grade) }
                if isTrue, firstOrange == nil, (grade ?? .iv) >= .ii { firstOrange = Double(hour) }
                before = grade
            }
            if firstYellow == nil, (grade ?? .iv) >= .iii, acceleration.map({ Double(hour) >= $0.lowerBound }) ?? false { firstYellow = Double(hour) }
            hour += 1
        }
        score.siteYears = Double(hour) / Double(SiteSimulation.hoursPerYear)
        if let end = acceleration?.upperBound {
            score.failures = 1
            score.yellowLeadsHours = firstYellow.map { [end - $0] } ?? []
            if let firstOrange {
                score.leadsHours = [end - firstOrange]
                score.found = end - firstOrange >= leadHours ? 1 : 0
            }
        }
        return score
    }

    /// A rise to orange or red is one false alarm; what falls again is none.
    private mutating func count(_ before: Grade?, _ now: Grade?) {
        guard let now, before.map({ $0 < now }) ?? true else { return }
        if now >= .ii, (before ?? .iv) < .ii { falseOrange += 1 }
        if now == .i { falseRed += 1 }
    }

    /// Counts what three standard deviations of the first thirty days would have raised.
    public mutating func addNaive(_ values: [Float], sensors: [SensorKind]) {
        let rows = values.count / sensors.count
        for sensor in sensors.indices where sensors[sensor] != .rain {
            let column = (0..<rows).map { Double(values[$0 * sensors.count + sensor]) }
            let first = column.prefix(720).filter { !$0.isNaN }
            guard first.count > 1 else { continue }
            let mean = first.reduce(0, +) / Double(first.count)
            let squares: Double = first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let bound = 3 * (squares / Double(first.count - 1)).squareRoot()
            for value in column.dropFirst(720) where abs(value - mean) > bound { naiveAlarms += 1 }
        }
    }
}
