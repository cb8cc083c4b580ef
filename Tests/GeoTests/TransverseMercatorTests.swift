import City
import Geo
import Testing

/// Expected values from PROJ 9.1.1 (EPSG:4326 to EPSG:326zz).
@Suite("The Universal Transverse Mercator grid")
struct TransverseMercatorTests {
    @Test(
        "places agree with PROJ within a millimetre",
        arguments: [
            (29.84, 106.385, 32648, 633_800.434481, 3_301_861.039971), (42.55, 1.55, 32631, 380_952.967662, 4_711_863.809671),
            (-33.86, 151.21, 32756, 334_416.393990, 6_251_925.360352),
        ])
    func places(latitude: Double, longitude: Double, epsg: Int, east: Double, north: Double) throws {
        let zone = try #require(TransverseMercator(epsg: epsg))
        let metres = zone.metres(of: Coordinate(latitude: latitude, longitude: longitude))
        #expect(abs(metres.x - east) < 1e-3 && abs(metres.y - north) < 1e-3)
        let back = zone.place(at: metres)
        #expect(abs(back.latitude - latitude) < 1e-10 && abs(back.longitude - longitude) < 1e-10)
    }

    @Test("a number that is no zone is none, and a place knows its zone")
    func zones() {
        #expect(TransverseMercator(epsg: 4326) == nil)
        #expect(TransverseMercator(epsg: 32600) == nil)
        #expect(TransverseMercator(epsg: 32761) == nil)
        #expect(TransverseMercator(around: Coordinate(latitude: 29.84, longitude: 106.385)).epsg == 32648)
        #expect(TransverseMercator(around: Coordinate(latitude: -33.86, longitude: 151.21)).epsg == 32756)
    }
}
