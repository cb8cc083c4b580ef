import City
import Geo
import Testing

@Suite("Distances and directions")
struct GreatCircleTests {
    let chongqing = Coordinate(latitude: 29.563, longitude: 106.5512)

    @Test("one degree of latitude is 111.195 km on the mean sphere")
    func degree() {
        let metres = Coordinate(latitude: 0, longitude: 0).distanceMetres(to: Coordinate(latitude: 1, longitude: 0))
        #expect(abs(metres - 111_195.08) < 0.1)
    }

    @Test("a distance is the same both ways, none to itself, half the circumference to the antipode")
    func symmetry() {
        let other = Coordinate(latitude: 31.0, longitude: 109.9)
        #expect(chongqing.distanceMetres(to: other) == other.distanceMetres(to: chongqing))
        #expect(chongqing.distanceMetres(to: chongqing) == 0)
        let antipode = Coordinate(latitude: -29.563, longitude: -73.4488)
        #expect(abs(chongqing.distanceMetres(to: antipode) - .pi * Coordinate.earthRadiusMetres) < 1)
    }

    @Test("the way across the antimeridian is the short one")
    func antimeridian() {
        let metres = Coordinate(latitude: 0, longitude: 179.5).distanceMetres(to: Coordinate(latitude: 0, longitude: -179.5))
        #expect(abs(metres - 111_195.08) < 0.1)
        let crossed = Coordinate(latitude: 0, longitude: 179.9).destination(distanceMetres: 50_000, bearingDegrees: 90)
        #expect(crossed.longitude < -179)
    }

    @Test("bearings are clockwise from north", arguments: [(1.0, 0.0, 0.0), (0.0, 1.0, 90.0), (-1.0, 0.0, 180.0), (0.0, -1.0, 270.0)])
    func bearings(north: Double, east: Double, expected: Double) {
        let start = Coordinate(latitude: 0, longitude: 0)
        #expect(abs(start.bearingDegrees(to: Coordinate(latitude: north, longitude: east)) - expected) < 1e-9)
    }

    @Test("going a distance in a direction arrives there", arguments: [0.0, 37, 90, 181, 359])
    func destination(bearing: Double) {
        let end = chongqing.destination(distanceMetres: 25_000, bearingDegrees: bearing)
        #expect(abs(chongqing.distanceMetres(to: end) - 25_000) < 0.01)
        #expect(abs(chongqing.bearingDegrees(to: end) - bearing) < 1e-6)
    }

    @Test("an offset moves east and north")
    func offset() {
        let moved = chongqing.moved(eastMetres: 300, northMetres: -400)
        #expect(abs(chongqing.distanceMetres(to: moved) - 500) < 0.01)
        #expect(moved.longitude > chongqing.longitude && moved.latitude < chongqing.latitude)
    }
}
