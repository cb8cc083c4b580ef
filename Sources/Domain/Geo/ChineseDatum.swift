import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The coordinate systems in which map data of Chinese origin comes.
public enum ChineseDatum: String, Codable, Sendable, CaseIterable {
    case wgs84
    /// The state's obfuscated system, some 100 to 700 m off WGS 84. Most Chinese web maps use it.
    case gcj02
    /// Baidu's further shift of GCJ-02.
    case bd09
}

/// Conversions between them. GCJ-02 has no published formula; this is the one in general use, which agrees with published map services
/// to about a metre. The way back is found by iteration and returns to its start within a centimetre, so the metre stays the accuracy.
/// Outside mainland China's rectangle GCJ-02 equals WGS 84; beside that rectangle's edge the results jump.
extension Coordinate {
    /// This point, read in `datum`, as WGS 84.
    public func wgs84(from datum: ChineseDatum) -> Coordinate {
        switch datum {
        case .wgs84: self
        case .gcj02: wgs84FromGCJ02
        case .bd09: gcj02FromBD09.wgs84FromGCJ02
        }
    }

    /// This WGS 84 point as GCJ-02.
    public var gcj02: Coordinate {
        guard Self.isShifted(self) else { return self }
        let shift = Self.shift(at: self)
        return Coordinate(latitude: latitude + shift.latitude, longitude: longitude + shift.longitude)
    }

    /// This GCJ-02 point as WGS 84, by fixed-point iteration: the shift hardly changes over its own length.
    public var wgs84FromGCJ02: Coordinate {
        guard Self.isShifted(self) else { return self }
        var guess = self
        for _ in 0..<Self.iterationCountMax {
            let forward = guess.gcj02
            let missed = (latitude: latitude - forward.latitude, longitude: longitude - forward.longitude)
            guess = Coordinate(latitude: guess.latitude + missed.latitude, longitude: guess.longitude + missed.longitude)
            if abs(missed.latitude) < Self.toleranceDegrees && abs(missed.longitude) < Self.toleranceDegrees { break }
        }
        return guess
    }

    /// This GCJ-02 point as BD-09.
    public var bd09FromGCJ02: Coordinate {
        let radius = (longitude * longitude + latitude * latitude).squareRoot() + 0.00002 * sin(latitude * Self.baiduTurn)
        let angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * Self.baiduTurn)
        return Coordinate(latitude: radius * sin(angle) + 0.006, longitude: radius * cos(angle) + 0.0065)
    }

    /// This BD-09 point as GCJ-02, by the same iteration.
    public var gcj02FromBD09: Coordinate {
        var guess = Coordinate(latitude: latitude - 0.006, longitude: longitude - 0.0065)
        for _ in 0..<Self.iterationCountMax {
            let forward = guess.bd09FromGCJ02
            let missed = (latitude: latitude - forward.latitude, longitude: longitude - forward.longitude)
            guess = Coordinate(latitude: guess.latitude + missed.latitude, longitude: guess.longitude + missed.longitude)
            if abs(missed.latitude) < Self.toleranceDegrees && abs(missed.longitude) < Self.toleranceDegrees { break }
        }
        return guess
    }

    private static func isShifted(_ point: Coordinate) -> Bool {
        (0.8293...55.8271).contains(point.latitude) && (72.004...137.8347).contains(point.longitude)
    }

    /// The shift in degrees, on the Krasovsky 1940 ellipsoid as the formula has it.
    private static func shift(at point: Coordinate) -> Coordinate {
        let x = point.longitude - 105
        let y = point.latitude - 35
        let waves = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
        let root = abs(x).squareRoot()
        let northMetres = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves + latitudeWaves(y)
        let eastMetres = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves + longitudeWaves(x)
        let sine = sin(point.latitude.radians)
        let magic = 1 - eccentricitySquared * sine * sine
        let meridian = semiMajorMetres * (1 - eccentricitySquared) / (magic * magic.squareRoot())
        let parallel = semiMajorMetres / magic.squareRoot() * cos(point.latitude.radians)
        return Coordinate(latitude: (northMetres / meridian).degrees, longitude: (eastMetres / parallel).degrees)
    }

    private static func latitudeWaves(_ y: Double) -> Double {
        (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3 + (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
    }

    private static func longitudeWaves(_ x: Double) -> Double {
        (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3 + (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
    }

    private static let semiMajorMetres = 6_378_245.0
    private static let eccentricitySquared = 0.00669342162296594323
    private static let baiduTurn = Double.pi * 3000 / 180
    /// 1e-9° is a tenth of a millimetre.
    private static let toleranceDegrees = 1e-9
    /// Three suffice inside China; the bound keeps a hostile number from looping.
    private static let iterationCountMax = 12
}
