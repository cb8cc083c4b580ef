import City
import Geo
import HazardKit

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Where something burns and how sure that is: a normal distribution over metres east and north.
struct FirePlace: Hashable, Codable, Sendable {
    let at: Coordinate
    let eastEast: Double
    let eastNorth: Double
    let northNorth: Double

    init(at: Coordinate, eastEast: Double, eastNorth: Double, northNorth: Double) {
        self.at = at
        self.eastEast = eastEast
        self.eastNorth = eastNorth
        self.northNorth = northNorth
    }

    init(_ spot: Detection.Spot) {
        let variance = Self.variance(spot)
        self.init(at: spot.point, eastEast: variance, eastNorth: 0, northNorth: variance)
    }

    /// A long one along a ray from a mast.
    init(from mast: Coordinate, azimuthDegrees: Double, rangeMetres: Double, alongMetres: Double, acrossMetres: Double) {
        let azimuth = azimuthDegrees * .pi / 180
        let (s, c) = (sin(azimuth), cos(azimuth))
        let (along, across) = (alongMetres * alongMetres, acrossMetres * acrossMetres)
        self.init(
            at: Ellipsoid.moved(mast, eastMetres: rangeMetres * s, northMetres: rangeMetres * c), eastEast: along * s * s + across * c * c,
            eastNorth: (along - across) * s * c, northNorth: along * c * c + across * s * s)
    }

    /// Of each of the two directions; a radius of 90 % is 2.146 standard deviations, and nothing burns on a single point.
    static func variance(_ spot: Detection.Spot) -> Double {
        let sigma = max(spot.uncertaintyMetres / FireFix.sigmas, FusionBounds.sigmaMinMetres)
        return sigma * sigma
    }

    /// The squared distance between two in standard deviations of their difference, χ² with two degrees of freedom for one and the same fire.
    ///
    /// - Parameter growthMetres: how far the fire may have run between the two.
    func squaredDeviation(to other: FirePlace, growthMetres: Double = FusionBounds.growthMetres) -> Double {
        let d = Ellipsoid.offset(from: at, to: other.at)
        let growth = growthMetres * growthMetres
        let (xx, xy, yy) = (eastEast + other.eastEast + growth, eastNorth + other.eastNorth, northNorth + other.northNorth + growth)
        let determinant = max(xx * yy - xy * xy, 1e-6)
        return (yy * d.x * d.x - 2 * xy * d.x * d.y + xx * d.y * d.y) / determinant
    }

    /// Standard deviation across a bearing from `mast` in radians, and the offset of the place from that bearing; nil behind the mast.
    func bearingDeviation(
        from mast: Coordinate, azimuthDegrees: Double, growthMetres: Double = FusionBounds.growthMetres
    ) -> (off: Double, spread: Double, rangeMetres: Double)? {
        let d = Ellipsoid.offset(from: mast, to: at)
        let range2 = max(d.x * d.x + d.y * d.y, 1)
        let off = MastBearing.turned(atan2(d.x, d.y) * 180 / .pi - azimuthDegrees) * .pi / 180
        // A mast that the fire may have run past sees it in any direction.
        let isBeside = range2 <= 4 * growthMetres * growthMetres
        guard abs(off) < .pi / 2 || isBeside else { return nil }
        let slope = SIMD2(d.y, -d.x) / range2
        let spread2 =
            slope.x * slope.x * eastEast + 2 * slope.x * slope.y * eastNorth + slope.y * slope.y * northNorth + growthMetres * growthMetres / range2
        return (isBeside ? 0 : off, max(spread2, 0).squareRoot(), range2.squareRoot())
    }

    /// Half axes of the 90 % ellipse in metres and the azimuth of the longer one in degrees.
    var ellipse: (major: Double, minor: Double, azimuthDegrees: Double) {
        let (mean, half) = ((eastEast + northNorth) / 2, (eastEast - northNorth) / 2)
        let radius = (half * half + eastNorth * eastNorth).squareRoot()
        var azimuth = 90 - atan2(eastNorth, half) / 2 * 180 / .pi
        if azimuth >= 180 { azimuth -= 180 }
        return (FireFix.sigmas * (mean + radius).squareRoot(), FireFix.sigmas * max(mean - radius, 0).squareRoot(), azimuth)
    }
}

/// Places and bearings that speak of one fire, added up as information (the inverse of variance).
struct PlaceSum {
    private let spots: [FirePlace]
    private let bearings: [(mast: Coordinate, azimuthDegrees: Double, sigma: Double)]

    init(spots: [FirePlace], bearings: [(mast: Coordinate, azimuthDegrees: Double, sigma: Double)]) {
        self.spots = spots
        self.bearings = bearings
    }

    /// Least squares about `start`, bearings taken as straight lines near it; nil where nothing holds the place.
    func place(near start: Coordinate) -> FirePlace? {
        var at = start
        var found: FirePlace?
        for _ in 0..<Self.roundsMax {
            guard let next = solve(about: at) else { return found }
            found = next
            at = next.at
        }
        return found
    }

    private func solve(about origin: Coordinate) -> FirePlace? {
        var (xx, xy, yy, x, y) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for spot in spots {
            let d = Ellipsoid.offset(from: origin, to: spot.at)
            let determinant = spot.eastEast * spot.northNorth - spot.eastNorth * spot.eastNorth
            guard determinant > 0 else { continue }
            let (a, b, c) = (spot.northNorth / determinant, -spot.eastNorth / determinant, spot.eastEast / determinant)
            xx += a
            xy += b
            yy += c
            x += a * d.x + b * d.y
            y += b * d.x + c * d.y
        }
        for bearing in bearings {
            let m = Ellipsoid.offset(from: origin, to: bearing.mast)
            let azimuth = bearing.azimuthDegrees * .pi / 180
            let n = SIMD2(cos(azimuth), -sin(azimuth))
            let across = max((m.x * m.x + m.y * m.y).squareRoot() * bearing.sigma, FusionBounds.sigmaMinMetres)
            let weight = 1 / (across * across)
            let reach = n.x * m.x + n.y * m.y
            xx += weight * n.x * n.x
            xy += weight * n.x * n.y
            yy += weight * n.y * n.y
            x += weight * n.x * reach
            y += weight * n.y * reach
        }
        let determinant = xx * yy - xy * xy
        guard determinant > 1e-9 * xx * yy, determinant > 0 else { return nil }
        return FirePlace(
            at: Ellipsoid.moved(origin, eastMetres: (yy * x - xy * y) / determinant, northMetres: (xx * y - xy * x) / determinant),
            eastEast: yy / determinant, eastNorth: -xy / determinant, northNorth: xx / determinant)
    }

    private static let roundsMax = 3
}
