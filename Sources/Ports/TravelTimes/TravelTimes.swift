import City
import Geo

/// How long a team needs to a place: over a road graph where the city has one, along the great circle where it has none.
public protocol TravelTimes: Sendable {
    /// Travel times from each origin to the destination, in order, on ways that enter none of these areas.
    func times(from origins: [Coordinate], to destination: Coordinate, avoiding areas: [Polygon]) async -> [TravelTime]
    /// Said beside every figure, such as `great-circle × 1.4 at 40 km/h`.
    var method: LocalizedText { get }
}

extension TravelTimes {
    public func times(from origins: [Coordinate], to destination: Coordinate) async -> [TravelTime] {
        await times(from: origins, to: destination, avoiding: [])
    }
}
