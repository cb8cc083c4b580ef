import City

/// Rain that still counts at a moment: Σ Kⁱ rᵢ over the days before it, i = 0 for the last 24 hours.
public enum EffectiveRain {
    /// What fell in the span that ends at `until`.
    public struct Fall: Hashable, Sendable {
        public let until: Instant
        public let millimetres: Double
        public init(until: Instant, millimetres: Double) {
            self.until = until
            self.millimetres = millimetres
        }
    }

    /// A day's rain counts with 0.84 of it a day later (Bruce and Clark 1966, used for slopes since Crozier and Eyles 1980); at the Three Gorges
    /// 0.80 to 0.86 are usual.
    public static let keptADay = 0.84
    /// After five days less than half of it is left; older rain is a matter of the site's own rules.
    public static let days = 5

    /// - Parameters:
    ///   - daily: mm of each day, the newest last.
    ///   - decay: what is left of it after one day, between 0 and 1.
    public static func millimetres(daily: [Double], decay: Double) -> Double { daily.reduce(0) { $0 * decay + $1 } }

    /// Falls later than `moment`, or more than `days` before it, count for nothing.
    ///
    /// - Returns: in mm.
    public static func sum(_ falls: [Fall], at moment: Instant) -> Double {
        falls.reduce(0) { sum, fall in
            let age = moment.since(fall.until).value
            guard age >= 0, age < Double(days) * dayInSeconds else { return sum }
            return sum + fall.millimetres * factor(Int(age / dayInSeconds))
        }
    }

    private static func factor(_ day: Int) -> Double { (0..<day).reduce(1.0) { product, _ in product * keptADay } }

    private static let dayInSeconds = 86_400.0
}
