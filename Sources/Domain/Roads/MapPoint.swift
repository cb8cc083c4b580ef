import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A place in whole steps of 10⁻⁷ degrees (1.1 cm), as OpenStreetMap keeps it: equal places are equal numbers.
public struct MapPoint: Hashable, Sendable {
    public let latitude: Int32
    public let longitude: Int32

    public init(latitude: Int32, longitude: Int32) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Nil when the coordinate is not on Earth, or no number.
    public init?(_ coordinate: Coordinate) {
        guard coordinate.isOnEarth else { return nil }
        latitude = Int32((coordinate.latitude * Self.stepsPerDegree).rounded())
        longitude = Int32((coordinate.longitude * Self.stepsPerDegree).rounded())
    }

    public static let stepsPerDegree = 1e7

    public var latitudeDegrees: Double { Double(latitude) / Self.stepsPerDegree }
    public var longitudeDegrees: Double { Double(longitude) / Self.stepsPerDegree }
    public var coordinate: Coordinate { Coordinate(latitude: latitudeDegrees, longitude: longitudeDegrees) }

    var isOnEarth: Bool { coordinate.isOnEarth }

    /// Metres to a place a few kilometres away, on the WGS 84 ellipsoid.
    func metres(to other: MapPoint) -> Double {
        LocalPlane(at: (latitudeDegrees + other.latitudeDegrees) / 2).metres(from: self, to: other)
    }
}

/// The ellipsoid around one parallel, laid flat: right to a millimetre a kilometre, which is more than a surveyed road is.
struct LocalPlane {
    /// Metres in one step of 10⁻⁷ degrees to the north and to the east.
    let north: Double
    let east: Double

    /// WGS 84: the radii of curvature of the meridian and of the prime vertical at this latitude.
    init(at latitude: Double) {
        let angle = latitude * .pi / 180
        let flattened = 1 - Self.eccentricitySquared * sin(angle) * sin(angle)
        let step = .pi / 180 / MapPoint.stepsPerDegree
        north = Self.equatorMetres * (1 - Self.eccentricitySquared) / (flattened * flattened.squareRoot()) * step
        east = Self.equatorMetres / flattened.squareRoot() * cos(angle) * step
    }

    func vector(from a: MapPoint, to b: MapPoint) -> SIMD2<Double> {
        SIMD2(Double(Int64(b.longitude) - Int64(a.longitude)) * east, Double(Int64(b.latitude) - Int64(a.latitude)) * north)
    }

    func metres(from a: MapPoint, to b: MapPoint) -> Double {
        let way = vector(from: a, to: b)
        return (way.x * way.x + way.y * way.y).squareRoot()
    }

    private static let equatorMetres = 6_378_137.0
    private static let eccentricitySquared = 0.006_694_379_990_14
}
