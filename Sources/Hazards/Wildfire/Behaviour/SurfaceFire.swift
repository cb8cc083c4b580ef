#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A fire in surface fuel under wind and slope: its head, and the ellipse it grows into.
///
/// Wind and slope act as vectors on the tilted plane of the ground, as in the raster models of today: the wind is laid onto the plane first, so that
/// a wind up a slope counts with its length along the slope. Ellipses follow Andrews 2018 (length to width) and Albini and Chase 1980 (eccentricity).
public struct SurfaceFire: Hashable, Sendable {
    /// m/min, toward the head.
    public let rate: Double
    /// The way of the head, a unit vector on the plane of the ground: east, north, up.
    public let direction: SIMD3<Double>
    /// kW/m.
    public let intensity: Double
    /// Length over width of the ellipse, 1 to 8.
    public let lengthToWidth: Double

    /// `wind` is in m/min at midflame height, `upwind` the azimuth it comes from. With `isWindLimited` no effective wind counts beyond the limit
    /// of the fuel bed.
    public init(_ bed: FuelBed, wind: Double, upwind: Double, slope: Slope, isWindLimited: Bool = true) {
        let along = slope.laidOn(-wind * Azimuth.vector(upwind))
        let uphill = slope.laidOn(slope.gradient)
        let ofSlope = bed.slopeFactor * slope.riseOverRun * slope.riseOverRun
        let both = along.unit * bed.phi(wind: along.length) + uphill.unit * ofSlope
        var phi = both.length
        var effective = bed.wind(phi: phi)
        if isWindLimited, effective > bed.windLimit {
            effective = bed.windLimit
            phi = bed.phi(wind: effective)
        }
        rate = bed.baseRate * (1 + phi)
        intensity = bed.baseIntensity * (1 + phi)
        direction = both.length > 0 ? both.unit : SIMD3(0, 1, 0)
        lengthToWidth = Self.lengthToWidth(effectiveWind: effective)
    }

    public var azimuth: Double { Azimuth.degrees(direction.x, direction.y) }

    /// Metres.
    public var flameLength: Double { Flame.length(intensity: intensity) }

    public var eccentricity: Double { Ellipse.eccentricity(lengthToWidth: lengthToWidth) }

    /// m/min: how fast a straight front moves that faces the azimuth. Not the speed along a ray from the origin: the tangent of the ellipse moves
    /// so.
    public func frontRate(toward azimuth: Double, on slope: Slope) -> Double {
        let facing = slope.laidOn(Azimuth.vector(azimuth)).unit
        return rate * Ellipse.frontShare(eccentricity: eccentricity, cosine: (direction * facing).sum())
    }

    /// F. A. Albini and Andrews as Behave has it (Andrews 2018); not longer than eight times its width.
    static func lengthToWidth(effectiveWind: Double) -> Double {
        let miles = effectiveWind / Imperial.metresPerMinuteInMilePerHour
        return min(lengthToWidthMax, 0.936 * exp(0.1147 * miles) + 0.461 * exp(-0.0692 * miles) - 0.397)
    }

    static let lengthToWidthMax = 8.0
}

/// The ellipse of a fire that burns under one wind on one plane; the fire began in its rear focus.
enum Ellipse {
    static func eccentricity(lengthToWidth: Double) -> Double {
        max(lengthToWidth * lengthToWidth - 1, 0).squareRoot() / lengthToWidth
    }

    /// The speed of a front whose normal stands at this cosine from the head, as a share of the head's.
    static func frontShare(eccentricity: Double, cosine: Double) -> Double {
        let sideways = eccentricity * cosine / (1 + eccentricity)
        return sideways + ((1 - eccentricity) / (1 + eccentricity) + sideways * sideways).squareRoot()
    }
}

/// Flames by G. M. Byram 1959: L = 0.45 · I^0.46 in feet and Btu/ft/s.
enum Flame {
    /// Metres, of an intensity in kW/m.
    static func length(intensity: Double) -> Double { intensity > 0 ? scale * pow(intensity, 0.46) : 0 }

    private static let scale = 0.45 * Imperial.metresInFoot * pow(Imperial.kilowattsPerMetreInBtuPerFootSecond, -0.46)
}
