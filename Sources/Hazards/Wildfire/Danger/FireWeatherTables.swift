/// The component tables of the Chinese fire weather index as a city has entered them, and the index made of them.
///
/// LY/T 1172-95 takes five: the day's highest temperature (A), its lowest humidity (B), the days since rain (C), its strongest wind (D), and a
/// correction for the season (E), which is taken away. Each is a stair: a row says from which value on how many points are given.
public struct FireWeatherTables: Hashable, Sendable {
    public enum Component: String, CaseIterable, Sendable {
        case temperature, humidity, dryDays, wind, season
    }

    /// One stair of a table: from this value on, so many points.
    public struct Step: Hashable, Sendable {
        public let from: Double
        public let points: Double

        public init(from: Double, points: Double) {
            self.from = from
            self.points = points
        }
    }

    /// What the index of a day is made of.
    public struct Day: Hashable, Sendable {
        /// °C, the day's highest.
        public var temperature: Double
        /// Per cent, the day's lowest.
        public var humidity: Double
        /// Days without rain, 0 on a day of rain.
        public var dryDays: Double
        /// Beaufort, the day's strongest.
        public var windForce: Double
        /// 1 to 12.
        public var month: Int

        public init(temperature: Double, humidity: Double, dryDays: Double, windForce: Double, month: Int) {
            self.temperature = temperature
            self.humidity = humidity
            self.dryDays = dryDays
            self.windForce = windForce
            self.month = month
        }
    }

    public enum Fault: Error, Hashable, Sendable {
        /// A component has no row.
        case missing(Component)
        /// The rows of a component do not rise, or hold what is no number.
        case unordered(Component)
    }

    private let steps: [Component: [Step]]

    public init(_ steps: [Component: [Step]]) throws(Fault) {
        for component in Component.allCases {
            guard let rows = steps[component], !rows.isEmpty else { throw .missing(component) }
            let isFinite = rows.allSatisfy { $0.from.isFinite && $0.points.isFinite }
            guard isFinite, zip(rows, rows.dropFirst()).allSatisfy({ $0.from < $1.from }) else { throw .unordered(component) }
        }
        self.steps = steps
    }

    /// HTZ = A + B + C + D − E. Nil when a value of the day is no number.
    public func index(_ day: Day) -> Double? {
        let values: [(Component, Double, Double)] = [
            (.temperature, day.temperature, 1), (.humidity, day.humidity, 1), (.dryDays, day.dryDays, 1), (.wind, day.windForce, 1),
            (.season, Double(day.month), -1),
        ]
        guard values.allSatisfy({ $0.1.isFinite }) else { return nil }
        return values.reduce(0) { $0 + $1.2 * points($1.0, $1.1) }
    }

    /// Below its first row a component has the points of that row.
    private func points(_ component: Component, _ value: Double) -> Double {
        let rows = steps[component] ?? []
        return (rows.last { $0.from <= value } ?? rows.first)?.points ?? 0
    }
}
