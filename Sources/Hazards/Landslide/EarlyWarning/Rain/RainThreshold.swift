#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A power law of intensity and duration, I = coefficient · D^exponent, I in mm/h and D in hours.
public struct RainThreshold: Hashable, Codable, Sendable {
    public let coefficient: Double
    public let exponent: Double
    /// Durations in hours over which the law was found.
    public let hours: ClosedRange<Double>

    public init(coefficient: Double, exponent: Double, hours: ClosedRange<Double>) {
        self.coefficient = coefficient
        self.exponent = exponent
        self.hours = hours
    }

    /// mm/h.
    public func intensity(hours: Double) -> Double { coefficient * pow(hours, exponent) }

    /// N. Caine, *The rainfall intensity-duration control of shallow landslides and debris flows* (1980).
    public static let caine1980 = RainThreshold(coefficient: 14.82, exponent: -0.39, hours: 0.167...240)
    /// F. Guzzetti, S. Peruccacci, M. Rossi and C. P. Stark, *The rainfall intensity–duration control of shallow landslides and debris
    /// flows: an update* (Landslides 5, 2008): the lower line of the world's record.
    public static let guzzetti2008 = RainThreshold(coefficient: 2.20, exponent: -0.44, hours: 0.1...1000)

    /// A line for one place from the rain that came with its own landslides: the slope of all events in logarithms, lowered until only the
    /// given share of them lies below (the frequentist method of Brunetti and others 2010, with the share taken from the events themselves).
    ///
    /// - Parameters:
    ///   - events: duration in hours and mean intensity in mm/h of each event, all above zero.
    ///   - below: the share of the events that may lie below the line; 0.05 is usual.
    /// - Returns: nil for fewer than `eventsMin` events, or where the durations do not differ.
    public static func fitted(to events: [(hours: Double, intensity: Double)], below: Double = 0.05) -> RainThreshold? {
        let usable = events.filter { $0.hours > 0 && $0.intensity > 0 && $0.hours.isFinite && $0.intensity.isFinite }
        guard usable.count >= eventsMin, (0..<1).contains(below) else { return nil }
        var sums = NormalEquations(count: 2)
        for event in usable { sums.add([1, log(event.hours)], log(event.intensity), weight: 1) }
        guard let line = sums.solved(), let shortest = usable.map(\.hours).min(), let longest = usable.map(\.hours).max() else { return nil }
        let residuals: [Double] = usable.map { event in log(event.intensity) - line[0] - line[1] * log(event.hours) }.sorted()
        let place = below * Double(residuals.count - 1)
        let lower = Int(place)
        let upper = min(lower + 1, residuals.count - 1)
        let shift: Double = residuals[lower] + (residuals[upper] - residuals[lower]) * (place - Double(lower))
        return RainThreshold(coefficient: exp(line[0] + shift), exponent: line[1], hours: shortest...longest)
    }

    /// A line through fewer events is drawn by the accident of which ones were reported.
    static let eventsMin = 10
}
