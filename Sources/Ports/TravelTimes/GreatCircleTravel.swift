import City
import Geo

/// Travel by the straight line: ranks teams sensibly where no road graph is loaded, and says what it is.
public struct GreatCircleTravel: TravelTimes {
    /// Roads are longer than the line; published detour indices for hilly road networks lie between 1.3 and 1.5.
    public static let detourFactor = 1.4
    /// What an emergency vehicle averages over streets and mountain roads together; a motorway would be faster, a village lane slower.
    public static let speedKilometresPerHour = 40.0

    public init() {}

    public var method: LocalizedText { LocalizedText(zh: "直线距离 × 1.4，时速 40 公里", en: "great-circle × 1.4 at 40 km/h") }

    /// A line knows no roads, so it avoids nothing and is never cut off.
    public func times(from origins: [Coordinate], to destination: Coordinate, avoiding areas: [Polygon]) async -> [TravelTime] {
        origins.map { origin in
            guard origin.isOnEarth, destination.isOnEarth else { return .unknown }
            return .seconds(Self.time(from: origin, to: destination))
        }
    }

    /// The same for one pair.
    public static func time(from origin: Coordinate, to destination: Coordinate) -> Seconds {
        Seconds(origin.distanceMetres(to: destination) * detourFactor / (speedKilometresPerHour / 3.6))
    }
}
