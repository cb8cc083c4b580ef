import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Distances and directions on a sphere. Against the WGS 84 ellipsoid a distance is wrong by at most 0.56 %: enough to rank
/// teams and find a township, not enough to survey.
extension Coordinate {
    /// The mean radius of the Earth (IUGG R₁).
    public static let earthRadiusMetres = 6_371_008.8

    /// Great-circle distance by the haversine formula, which stays exact for near points.
    public func distanceMetres(to other: Coordinate) -> Double {
        let latitudes = (latitude.radians, other.latitude.radians)
        let halfLatitude = sin((latitudes.1 - latitudes.0) / 2)
        let halfLongitude = sin((other.longitude - longitude).radians / 2)
        let haversine = halfLatitude * halfLatitude + cos(latitudes.0) * cos(latitudes.1) * halfLongitude * halfLongitude
        return 2 * Self.earthRadiusMetres * asin(min(1, haversine.squareRoot()))
    }

    /// The direction in which a great circle leaves for `other`, in degrees clockwise from north, 0 ..< 360.
    public func bearingDegrees(to other: Coordinate) -> Double {
        let longitudes = (other.longitude - longitude).radians
        let east = sin(longitudes) * cos(other.latitude.radians)
        let north = cos(latitude.radians) * sin(other.latitude.radians) - sin(latitude.radians) * cos(other.latitude.radians) * cos(longitudes)
        let bearing = atan2(east, north).degrees
        let positive = bearing < 0 ? bearing + 360 : bearing
        return positive >= 360 ? 0 : positive
    }

    /// The point reached by going `distanceMetres` along the great circle that leaves in direction `bearingDegrees`.
    public func destination(distanceMetres: Double, bearingDegrees: Double) -> Coordinate {
        let angle = distanceMetres / Self.earthRadiusMetres
        let start = latitude.radians
        let bearing = bearingDegrees.radians
        let end = asin(max(-1, min(1, sin(start) * cos(angle) + cos(start) * sin(angle) * cos(bearing))))
        let east = atan2(sin(bearing) * sin(angle) * cos(start), cos(angle) - sin(start) * sin(end))
        return Coordinate(latitude: end.degrees, longitude: Self.wrapped(longitude + east.degrees))
    }

    /// The point some metres east and north, for offsets of a few kilometres.
    public func moved(eastMetres: Double, northMetres: Double) -> Coordinate {
        let distance = (eastMetres * eastMetres + northMetres * northMetres).squareRoot()
        return destination(distanceMetres: distance, bearingDegrees: atan2(eastMetres, northMetres).degrees)
    }

    /// The same longitude within −180 ..< 180.
    static func wrapped(_ longitude: Double) -> Double {
        let turned = (longitude + 180).truncatingRemainder(dividingBy: 360)
        return (turned < 0 ? turned + 360 : turned) - 180
    }
}

extension Double {
    var radians: Double { self * .pi / 180 }
    var degrees: Double { self * 180 / .pi }
}
