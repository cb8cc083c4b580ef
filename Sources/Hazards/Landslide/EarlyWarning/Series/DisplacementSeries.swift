/// One displacement series of one sensor: hours and millimetres, in rising order of time.
///
/// - Making one: `init(hours:millimetres:)`, or `SeriesFile.parse` from a file
/// - Looking: `count`, `now`, `spanHours`, `medianIntervalHours`
/// - Cutting: `prefix(_:)`
public struct DisplacementSeries: Hashable, Sendable {
    public let hours: [Double]
    public let millimetres: [Double]

    /// - Precondition: as many hours as millimetres, all finite, times rising. Whoever reads a file checks that first.
    public init(hours: [Double], millimetres: [Double]) {
        precondition(hours.count == millimetres.count, "a series needs one displacement for each time")
        precondition(zip(hours, hours.dropFirst()).allSatisfy { $0 < $1 }, "the times of a series must rise")
        self.hours = hours
        self.millimetres = millimetres
    }

    public var count: Int { hours.count }
    /// The time of the newest reading, in hours.
    public var now: Double { hours.last ?? 0 }
    /// From the first reading to the last, in hours.
    public var spanHours: Double { count > 1 ? hours[count - 1] - hours[0] : 0 }
    /// Half of the readings follow each other within this many hours.
    public var medianIntervalHours: Double { Middle.median(zip(hours.dropFirst(), hours).map { $0 - $1 }) ?? 0 }

    /// The first `length` readings, as the series stood then.
    public func prefix(_ length: Int) -> DisplacementSeries {
        DisplacementSeries(hours: Array(hours.prefix(length)), millimetres: Array(millimetres.prefix(length)))
    }
}

/// Medians, which one wild value cannot move.
enum Middle {
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The standard deviation that a normal distribution with this median absolute deviation has.
    static func spread(_ values: [Double]) -> Double? {
        guard let center = median(values), let deviation = median(values.map { abs($0 - center) }) else { return nil }
        return deviation * perMedianDeviation
    }

    /// 1 / Φ⁻¹(3/4).
    static let perMedianDeviation = 1.4826
}
