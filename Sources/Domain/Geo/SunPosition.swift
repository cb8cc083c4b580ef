import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Where the sun stands, seen from a place: good to a hundredth of a degree from 1950 to 2050, without refraction.
///
/// The low-accuracy series of J. Meeus, Astronomical Algorithms (second edition, 1998), chapters 12, 22 and 25.
public struct SunPosition: Hashable, Sendable {
    /// Degrees clockwise from north.
    public let azimuth: Double
    /// Degrees of the sun's middle above the horizon.
    public let elevation: Double

    public init(at moment: Instant, seenFrom place: Coordinate) {
        let days = Double(moment.millisecondsSince1970) / 86_400_000 + Self.daysFrom2000To1970
        let centuries = days / 36_525
        let meanLongitude = 280.46646 + centuries * (36_000.76983 + centuries * 0.0003032)
        let anomaly = (357.52911 + centuries * (35_999.05029 - centuries * 0.0001537)) * Self.radian
        let centre =
            (1.914602 - centuries * (0.004817 + centuries * 0.000014)) * sin(anomaly) + (0.019993 - centuries * 0.000101) * sin(2 * anomaly)
            + 0.000289 * sin(3 * anomaly)
        let node = (125.04 - 1_934.136 * centuries) * Self.radian
        let longitude = (meanLongitude + centre - 0.00569 - 0.00478 * sin(node)) * Self.radian
        let obliquity = (23.439291 - centuries * 0.0130042 + 0.00256 * cos(node)) * Self.radian
        let ascension = atan2(cos(obliquity) * sin(longitude), cos(longitude))
        let declination = asin(sin(obliquity) * sin(longitude))
        let sidereal = (280.46061837 + 360.98564736629 * days + place.longitude) * Self.radian
        let hourAngle = sidereal - ascension
        let latitude = place.latitude * Self.radian
        elevation = asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle)) / Self.radian
        let fromSouth = atan2(sin(hourAngle), cos(hourAngle) * sin(latitude) - tan(declination) * cos(latitude)) / Self.radian
        azimuth = (fromSouth + 540).truncatingRemainder(dividingBy: 360)
    }

    /// Towards the sun: east, north and up, of length one.
    public var direction: SIMD3<Double> { Self.direction(bearing: azimuth, elevation: elevation) }

    /// A direction by degrees clockwise from north and above the horizon: east, north and up, of length one.
    public static func direction(bearing: Double, elevation: Double) -> SIMD3<Double> {
        let (turn, rise) = (bearing * radian, elevation * radian)
        return SIMD3(sin(turn) * cos(rise), cos(turn) * cos(rise), sin(rise))
    }

    private static let radian = Double.pi / 180
    /// From noon of 1 January 2000 back to the beginning of 1970.
    private static let daysFrom2000To1970 = -10_957.5
}
