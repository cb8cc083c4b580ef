import City
import Geo

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A bearing on one tangent plane, for the many comparisons of a search: no trigonometry is left in them.
///
/// Within a province the plane is a few hundredths of a degree off, far less than a cone is wide; places are fitted on the ellipsoid.
struct FlatBearing: Sendable {
    /// Metres east and north of the plane's origin.
    let place: SIMD2<Double>
    /// Of length one.
    let direction: SIMD2<Double>
    let variance: Double
    let mast: Int

    init(_ bearing: MastBearing, origin: Coordinate) {
        let azimuth = bearing.azimuthDegrees * .pi / 180
        let ahead = Ellipsoid.moved(bearing.place, eastMetres: Self.stepMetres * sin(azimuth), northMetres: Self.stepMetres * cos(azimuth))
        place = Self.flat(bearing.place, origin)
        let step = Self.flat(ahead, origin) - place
        direction = step / (step.x * step.x + step.y * step.y).squareRoot()
        variance = bearing.sigma * bearing.sigma
        mast = bearing.mast
    }

    static func flat(_ place: Coordinate, _ origin: Coordinate) -> SIMD2<Double> {
        let offset = Ellipsoid.offset(from: origin, to: place)
        return SIMD2(offset.x, offset.y)
    }

    /// True for looks of one mast, also where a third mast between them has drawn one of them to itself.
    func isOfOneMast(with other: FlatBearing) -> Bool {
        let between = other.place - place
        let near = FireLocator.sameMastMetres
        return mast == other.mast || between.x * between.x + between.y * between.y <= near * near
    }

    /// True where the two rays meet in front of both and within sight, give or take their widths.
    func meets(_ other: FlatBearing) -> Bool {
        let between = other.place - place
        let turn = direction.x * other.direction.y - direction.y * other.direction.x
        guard abs(turn) > Self.parallel else { return false }
        let here = (between.x * other.direction.y - between.y * other.direction.x) / turn
        let there = (between.x * direction.y - between.y * direction.x) / turn
        let sight = FireLocator.rangeMaxMetres * 1.1
        return here > 0 && there > 0 && here < sight && there < sight
    }

    /// How many standard deviations this bearing lies off a place with a covariance; nil where the place is behind it or out of its sight.
    func deviations(from at: SIMD2<Double>, _ fit: BearingFit) -> Double? {
        let d = at - place
        let range2 = d.x * d.x + d.y * d.y
        guard d.x * direction.x + d.y * direction.y > 0, range2 <= FireLocator.rangeMaxMetres * FireLocator.rangeMaxMetres else { return nil }
        let across = d.x * direction.y - d.y * direction.x
        let slope = SIMD2(d.y, -d.x) / range2
        let spread = slope.x * slope.x * fit.eastEast + 2 * slope.x * slope.y * fit.eastNorth + slope.y * slope.y * fit.northNorth
        return (across * across / range2 / (variance + spread)).squareRoot()
    }

    private static let stepMetres = 1000.0
    /// Half a degree: such a pair is too acute in any case.
    private static let parallel = 0.0087
}
