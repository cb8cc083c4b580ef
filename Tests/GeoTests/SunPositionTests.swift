import City
import Testing

@testable import Geo

@Suite("Where the sun stands")
struct SunPositionTests {
    /// Computed once with pvlib 0.16.1, `spa_python` (NREL's solar position algorithm, Reda and Andreas 2004), pressure 0: latitude, longitude, milliseconds
    /// since 1970, elevation, azimuth.
    static let positions: [(Double, Double, Int64, Double, Double)] = [
        (29.84, 106.38, 1_787_198_820_000, 68.9743, 143.1074),
        (29.84, 106.38, 1_787_266_800_000, 6.5015, 79.6550),
        (29.84, 106.38, 1_797_828_600_000, 36.7192, 179.3142),
        (29.84, 106.38, 1_805_535_000_000, 19.7225, 257.9063),
        (29.84, 106.38, 1_908_252_900_000, 71.3069, 254.6414),
        (29.55, 106.63, 1_787_223_300_000, 6.4612, 280.5625),
        (-33.9, 18.4, 1_797_828_600_000, 13.9260, 109.0892),
        (-33.9, 18.4, 1_787_223_300_000, 43.7268, 358.2495),
        (42.5, 1.5, 1_797_828_600_000, -26.6967, 98.2240),
        (42.5, 1.5, 1_908_252_900_000, 18.9833, 75.2149),
        (69.6, 18.9, 1_787_266_800_000, -8.1857, 3.0370),
        (0, -78.5, 1_787_266_800_000, 4.2245, 282.2221),
    ]

    @Test("the sun stands within two hundredths of a degree of where NREL's algorithm puts it", arguments: positions)
    func reference(_ latitude: Double, _ longitude: Double, _ milliseconds: Int64, _ elevation: Double, _ azimuth: Double) {
        let sun = SunPosition(
            at: Instant(millisecondsSince1970: milliseconds), seenFrom: Coordinate(latitude: latitude, longitude: longitude))
        #expect(abs(sun.elevation - elevation) < 0.02)
        #expect(abs(sun.azimuth - azimuth) < 0.05)
    }

    @Test("a direction is east, north and up")
    func direction() {
        let east = SunPosition.direction(bearing: 90, elevation: 0)
        #expect(abs(east.x - 1) < 1e-12 && abs(east.y) < 1e-12 && abs(east.z) < 1e-12)
        #expect(abs(SunPosition.direction(bearing: 200, elevation: 90).z - 1) < 1e-12)
    }
}
