import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Directions on the WGS 84 ellipsoid, for what is surveyed rather than ranked. Constants: NGA.STND.0036, table 3.1.
public enum Ellipsoid {
    static let semiMajorMetres = 6_378_137.0
    static let flattening = 1 / 298.257_223_563
    private static let eccentricitySquared = flattening * (2 - flattening)

    /// Earth-centred, Earth-fixed coordinates in metres of a place `height` metres above the ellipsoid (NGA.STND.0036, equation 4-14).
    public static func fixed(_ place: Coordinate, height: Double = 0) -> SIMD3<Double> {
        let (latitude, longitude) = (place.latitude.radians, place.longitude.radians)
        let prime = semiMajorMetres / (1 - eccentricitySquared * sin(latitude) * sin(latitude)).squareRoot()
        return SIMD3(
            (prime + height) * cos(latitude) * cos(longitude), (prime + height) * cos(latitude) * sin(longitude),
            (prime * (1 - eccentricitySquared) + height) * sin(latitude))
    }

    /// How far `other` lies east, north and above the tangent plane at `place`, in metres. What an instrument at `place` that is levelled
    /// and set to true north sees: its azimuth is the direction of east and north.
    public static func offset(from place: Coordinate, height: Double = 0, to other: Coordinate, otherHeight: Double = 0) -> SIMD3<Double> {
        let d = fixed(other, height: otherHeight) - fixed(place, height: height)
        let (latitude, longitude) = (place.latitude.radians, place.longitude.radians)
        let outward = cos(longitude) * d.x + sin(longitude) * d.y
        return SIMD3(
            cos(longitude) * d.y - sin(longitude) * d.x, cos(latitude) * d.z - sin(latitude) * outward,
            cos(latitude) * outward + sin(latitude) * d.z)
    }

    /// The place some metres east and north of another, for offsets of a few dozen kilometres: exact along the meridian, and by the parallel's
    /// own radius across it.
    public static func moved(_ place: Coordinate, eastMetres: Double, northMetres: Double) -> Coordinate {
        let wide = 1 - eccentricitySquared * pow(sin(place.latitude.radians), 2)
        let meridian = semiMajorMetres * (1 - eccentricitySquared) / (wide * wide.squareRoot())
        let latitude = place.latitude + (northMetres / meridian).degrees
        let prime = semiMajorMetres / (1 - eccentricitySquared * pow(sin(latitude.radians), 2)).squareRoot()
        let east = eastMetres / (prime * max(cos(latitude.radians), 1e-9))
        return Coordinate(latitude: latitude, longitude: Coordinate.wrapped(place.longitude + east.degrees))
    }
}
