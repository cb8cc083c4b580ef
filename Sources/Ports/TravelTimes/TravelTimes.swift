import City
import Geo

/// How long a team needs to a place. A road graph will fill this port; until then the great circle does.
public protocol TravelTimes: Sendable {
    /// Travel times from each origin to the destination, in order; nil means cut off.
    func times(from origins: [Coordinate], to destination: Coordinate) async -> [Seconds?]
    /// Said beside every figure, such as `great-circle × 1.4 at 40 km/h`.
    var method: LocalizedText { get }
}
