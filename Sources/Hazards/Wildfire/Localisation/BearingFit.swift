import City
import Geo

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The place that several bearings agree on best, by least squares over the angles.
///
/// Gauss–Newton on azimuths of the WGS 84 ellipsoid (R. G. Stansfield, Statistical theory of D.F. fixing, J. IEE 94 IIIA, 1947, for the
/// weights and the ellipse).
struct BearingFit: Sendable {
    let place: Coordinate
    /// Covariance in m², east and north.
    let eastEast: Double
    let eastNorth: Double
    let northNorth: Double
    /// The sum of squared residuals in standard deviations.
    let misfit: Double

    enum Failure: Error {
        case noCrossing, tooAcute
    }

    init(_ bearings: [MastBearing]) throws(Failure) {
        guard Self.crossesWell(bearings) else { throw .tooAcute }
        let middle = bearings[0].place
        guard var at = Self.start(bearings, middle) else { throw .tooAcute }
        var system = NormalSystem()
        for _ in 0..<Self.stepsMax {
            let here = Ellipsoid.moved(middle, eastMetres: at.x, northMetres: at.y)
            system = NormalSystem(bearings, at: here)
            guard let step = system.solution else { throw .tooAcute }
            at += step
            guard abs(at.x) + abs(at.y) < Self.lostMetres else { throw .noCrossing }
            if step.x * step.x + step.y * step.y < Self.stillMetres * Self.stillMetres { break }
        }
        let found = Ellipsoid.moved(middle, eastMetres: at.x, northMetres: at.y)
        system = NormalSystem(bearings, at: found)
        guard system.isAhead, system.rangeMetres <= FireLocator.rangeMaxMetres else { throw .noCrossing }
        place = found
        misfit = system.misfit
        let spare = Double(bearings.count - 2)
        // More looks than a place needs show by themselves when the cones are wider than they say.
        let inflation = spare > 0 ? max(1, system.misfit / spare) : 1
        let covariance = system.covariance
        (eastEast, eastNorth, northNorth) = (covariance.xx * inflation, covariance.xy * inflation, covariance.yy * inflation)
    }

    /// Lines that cross at a sharp angle have no place: the cones overlap over kilometres and the ellipse would be a lie.
    private static func crossesWell(_ bearings: [MastBearing]) -> Bool {
        for (index, one) in bearings.enumerated() {
            for other in bearings.dropFirst(index + 1) {
                let least = max(crossingMinDegrees, coneShare * (one.halfAngleDegrees + other.halfAngleDegrees)) * .pi / 180
                let crossing = (one.azimuthDegrees - other.azimuthDegrees) * .pi / 180
                if abs(sin(crossing)) >= sin(min(least, .pi / 2)) { return true }
            }
        }
        return false
    }

    /// Where straight lines on the tangent plane come nearest to each other, in metres east and north of `middle`.
    private static func start(_ bearings: [MastBearing], _ middle: Coordinate) -> SIMD2<Double>? {
        var system = NormalSystem()
        for bearing in bearings {
            let offset = Ellipsoid.offset(from: middle, to: bearing.place)
            let azimuth = bearing.azimuthDegrees * .pi / 180
            let across = SIMD2(cos(azimuth), -sin(azimuth))
            system.add(across, across.x * offset.x + across.y * offset.y)
        }
        return system.solution
    }

    /// How much likelier these bearings are when they look at one fire than when each looks anywhere, as a logarithm: the marginal likelihood
    /// over places, by Laplace's approximation. A crossing with a long ellipse is met by others by chance, and counts for less.
    func evidence(of bearings: [MastBearing]) -> Double {
        let looks = bearings.reduce(0.0) { $0 + log((2 * .pi).squareRoot() / $1.sigma) }
        let area = .pi * FireLocator.rangeMaxMetres * FireLocator.rangeMaxMetres
        let spread = (eastEast * northNorth - eastNorth * eastNorth).squareRoot()
        return looks - misfit / 2 + log(2 * .pi * spread / area)
    }

    /// Half axes of the 90 % ellipse in metres and the azimuth of the longer one in degrees.
    var ellipse: (major: Double, minor: Double, azimuthDegrees: Double) {
        let mean = (eastEast + northNorth) / 2
        let half = (eastEast - northNorth) / 2
        let radius = (half * half + eastNorth * eastNorth).squareRoot()
        let turn = atan2(eastNorth, half) / 2
        var azimuth = 90 - turn * 180 / .pi
        if azimuth >= 180 { azimuth -= 180 }
        return (
            FireFix.sigmas * (mean + radius).squareRoot(), FireFix.sigmas * max(mean - radius, 0).squareRoot(), azimuth
        )
    }

    private static let stepsMax = 12
    private static let stillMetres = 0.05
    /// Ten times the sight: a solution that runs there is none.
    private static let lostMetres = 10 * FireLocator.rangeMaxMetres
    private static let crossingMinDegrees = 10.0
    /// Within a quarter of the crossing angle the cones are narrow enough for an ellipse to describe where they overlap.
    private static let coneShare = 4.0
}

/// Two normal equations for metres east and north.
private struct NormalSystem {
    private var xx = 0.0
    private var xy = 0.0
    private var yy = 0.0
    private var x = 0.0
    private var y = 0.0
    private(set) var misfit = 0.0
    private(set) var isAhead = true
    private(set) var rangeMetres = 0.0

    init() {}

    init(_ bearings: [MastBearing], at place: Coordinate) {
        for bearing in bearings {
            let offset = Ellipsoid.offset(from: bearing.place, to: place)
            let range2 = max(offset.x * offset.x + offset.y * offset.y, 1)
            let residual = MastBearing.turned(bearing.azimuthDegrees - atan2(offset.x, offset.y) * 180 / .pi) * .pi / 180
            isAhead = isAhead && abs(residual) < .pi / 2
            rangeMetres = max(rangeMetres, range2.squareRoot())
            add(SIMD2(offset.y, -offset.x) / (range2 * bearing.sigma), residual / bearing.sigma)
            misfit += residual * residual / (bearing.sigma * bearing.sigma)
        }
    }

    mutating func add(_ row: SIMD2<Double>, _ right: Double) {
        xx += row.x * row.x
        xy += row.x * row.y
        yy += row.y * row.y
        x += row.x * right
        y += row.y * right
    }

    private var determinant: Double { xx * yy - xy * xy }

    var solution: SIMD2<Double>? {
        guard determinant > 1e-12 * xx * yy else { return nil }
        return SIMD2(yy * x - xy * y, xx * y - xy * x) / determinant
    }

    var covariance: (xx: Double, xy: Double, yy: Double) { (yy / determinant, -xy / determinant, xx / determinant) }
}
