import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A zone of the Universal Transverse Mercator grid on WGS 84: places as metres east and north.
///
/// Krüger's series to the fourth power of the third flattening, which keeps a tenth of a millimetre within a zone (C. F. F. Karney 2011, "Transverse Mercator
/// with an accuracy of a few nanometers", equations 7 to 11 and 35, 36; NGA.SIG.0012 for the grid's constants).
public struct TransverseMercator: Hashable, Sendable {
    /// 1 to 60; zone 31 has its central meridian at 3° east.
    public let zone: Int
    public let isNorth: Bool

    public init?(zone: Int, isNorth: Bool) {
        guard (1...60).contains(zone) else { return nil }
        (self.zone, self.isNorth) = (zone, isNorth)
    }

    /// By the code that EPSG gives it: 32601 to 32660 in the north, 32701 to 32760 in the south.
    public init?(epsg: Int) {
        self.init(zone: epsg % 100, isNorth: epsg / 100 == 326)
        guard epsg / 100 == 326 || epsg / 100 == 327 else { return nil }
    }

    /// The zone that a longitude lies in; the exceptions of Norway and Svalbard are not made.
    public init(around place: Coordinate) {
        zone = min(max(Int((Coordinate.wrapped(place.longitude) + 180) / 6) + 1, 1), 60)
        isNorth = place.latitude >= 0
    }

    public var epsg: Int { (isNorth ? 32600 : 32700) + zone }

    /// Metres east and north of the grid's false origin.
    public func metres(of place: Coordinate) -> SIMD2<Double> {
        let sine = sin(place.latitude.radians)
        let conformal = sinh(atanh(sine) - Self.eccentricity * atanh(Self.eccentricity * sine))
        let turn = Coordinate.wrapped(place.longitude - meridian).radians
        let (up, across) = (atan2(conformal, cos(turn)), asinh(sin(turn) / (conformal * conformal + cos(turn) * cos(turn)).squareRoot()))
        var (north, east) = (up, across)
        for (index, factor) in Self.forward.enumerated() {
            let order = 2 * Double(index + 1)
            north += factor * sin(order * up) * cosh(order * across)
            east += factor * cos(order * up) * sinh(order * across)
        }
        return SIMD2(Self.falseEasting + Self.scale * Self.radius * east, falseNorthing + Self.scale * Self.radius * north)
    }

    /// The place that lies some metres east and north of the grid's false origin.
    public func place(at metres: SIMD2<Double>) -> Coordinate {
        let (up, across) = ((metres.y - falseNorthing) / (Self.scale * Self.radius), (metres.x - Self.falseEasting) / (Self.scale * Self.radius))
        var (north, east) = (up, across)
        for (index, factor) in Self.backward.enumerated() {
            let order = 2 * Double(index + 1)
            north -= factor * sin(order * up) * cosh(order * across)
            east -= factor * cos(order * up) * sinh(order * across)
        }
        let conformal = sin(north) / (sinh(east) * sinh(east) + cos(north) * cos(north)).squareRoot()
        let longitude = meridian + atan2(sinh(east), cos(north)).degrees
        return Coordinate(latitude: atan(Self.tangent(conformal)).degrees, longitude: Coordinate.wrapped(longitude))
    }

    /// The tangent of the latitude with this conformal tangent, by Newton (Karney 2011, equations 19 to 21).
    private static func tangent(_ conformal: Double) -> Double {
        var guess = conformal
        for _ in 0..<stepsMax {
            let length = (1 + guess * guess).squareRoot()
            let sigma = sinh(eccentricity * atanh(eccentricity * guess / length))
            let found = guess * (1 + sigma * sigma).squareRoot() - sigma * length
            let step = (conformal - found) / (1 + found * found).squareRoot() * (1 + (1 - squared) * guess * guess) / ((1 - squared) * length)
            guess += step
            if abs(step) < 1e-14 * max(1, abs(guess)) { break }
        }
        return guess
    }

    private var meridian: Double { Double(zone) * 6 - 183 }
    private var falseNorthing: Double { isNorth ? 0 : 10_000_000 }
    private static let falseEasting = 500_000.0
    private static let scale = 0.9996
    private static let squared = Ellipsoid.flattening * (2 - Ellipsoid.flattening)
    private static let eccentricity = squared.squareRoot()
    private static let third = Ellipsoid.flattening / (2 - Ellipsoid.flattening)
    /// Of the sphere with the meridian's length.
    private static let radius = Ellipsoid.semiMajorMetres / (1 + third) * (1 + third * third / 4 + third * third * third * third / 64)
    private static let forward: [Double] = {
        let n = third
        return [
            n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16 + 41 * n * n * n * n / 180, 13 * n * n / 48 - 3 * n * n * n / 5 + 557 * n * n * n * n / 1440,
            61 * n * n * n / 240 - 103 * n * n * n * n / 140, 49561 * n * n * n * n / 161_280,
        ]
    }()
    private static let backward: [Double] = {
        let n = third
        return [
            n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96 - n * n * n * n / 360, n * n / 48 + n * n * n / 15 - 437 * n * n * n * n / 1440,
            17 * n * n * n / 480 - 37 * n * n * n * n / 840, 4397 * n * n * n * n / 161_280,
        ]
    }()
    /// Newton needs three; the bound keeps a hostile number from looping.
    private static let stepsMax = 8
}
