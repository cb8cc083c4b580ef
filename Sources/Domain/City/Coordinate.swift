/// A point on the WGS 84 ellipsoid, in degrees.
public struct Coordinate: Hashable, Codable, Sendable {
    public let latitude: Double
    public let longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// True when both numbers are finite and within ± 90° and ± 180°.
    public var isOnEarth: Bool { abs(latitude) <= 90 && abs(longitude) <= 180 }
}
