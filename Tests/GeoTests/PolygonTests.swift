import City
import Geo
import Testing

@Suite("Polygons")
struct PolygonTests {
    static func ring(_ south: Double, _ west: Double, _ north: Double, _ east: Double) -> [Coordinate] {
        [(south, west), (south, east), (north, east), (north, west), (south, west)].map { Coordinate(latitude: $0.0, longitude: $0.1) }
    }

    @Test("a point is inside the ring and outside its hole")
    func hole() throws {
        let polygon = try Polygon(outer: Self.ring(29, 106, 30, 107), holes: [Self.ring(29.4, 106.4, 29.6, 106.6)])
        #expect(polygon.contains(Coordinate(latitude: 29.2, longitude: 106.5)))
        #expect(!polygon.contains(Coordinate(latitude: 29.5, longitude: 106.5)))
        #expect(!polygon.contains(Coordinate(latitude: 30.5, longitude: 106.5)))
        #expect(!polygon.contains(Coordinate(latitude: 29.5, longitude: 107.5)))
    }

    @Test("a bay is outside, also at the height of a vertex")
    func concave() throws {
        let points = [(0.0, 0.0), (0, 4), (4, 4), (2, 2), (4, 0)].map { Coordinate(latitude: $0.0, longitude: $0.1) }
        let polygon = try Polygon(outer: points)
        #expect(!polygon.contains(Coordinate(latitude: 3, longitude: 2)))
        #expect(polygon.contains(Coordinate(latitude: 1, longitude: 2)))
        #expect(polygon.contains(Coordinate(latitude: 2, longitude: 1)))
        #expect(polygon.contains(Coordinate(latitude: 2, longitude: 3)))
    }

    @Test("two polygons that share an edge never both hold a point of it")
    func sharedEdge() throws {
        let west = try Polygon(outer: Self.ring(29, 106, 30, 106.5))
        let east = try Polygon(outer: Self.ring(29, 106.5, 30, 107))
        for step in 1..<100 {
            let point = Coordinate(latitude: 29 + Double(step) / 100, longitude: 106.5)
            #expect(west.contains(point) != east.contains(point))
        }
    }

    @Test("a boundary of several pieces holds the points of each")
    func pieces() throws {
        let boundary = Boundary(code: "x", polygons: [try Polygon(outer: Self.ring(0, 0, 1, 1)), try Polygon(outer: Self.ring(5, 5, 6, 6))])
        #expect(boundary.contains(Coordinate(latitude: 5.5, longitude: 5.5)))
        #expect(!boundary.contains(Coordinate(latitude: 3, longitude: 3)))
    }

    @Test("10,000 points are taken and 10,001 are not")
    func bound() throws {
        func circle(_ count: Int) -> [Coordinate] {
            (0..<count).map {
                Coordinate(latitude: 29, longitude: 106).destination(distanceMetres: 9_000, bearingDegrees: 360 * Double($0) / Double(count))
            }
        }
        let polygon = try Polygon(outer: circle(10_000))
        #expect(polygon.contains(Coordinate(latitude: 29, longitude: 106)))
        #expect(throws: GeoFault.self) { try Polygon(outer: circle(10_001)) }
    }

    @Test("rings that are too short, off the Earth or across the antimeridian are refused")
    func refused() {
        #expect(throws: GeoFault.self) { try Polygon(outer: []) }
        #expect(throws: GeoFault.self) { try Polygon(outer: [Coordinate(latitude: 0, longitude: 0), Coordinate(latitude: 0, longitude: 1)]) }
        #expect(throws: GeoFault.self) { try Polygon(outer: Self.ring(80, 0, 91, 1)) }
        #expect(throws: GeoFault.self) { try Polygon(outer: Self.ring(-10, -179, 10, 179)) }
    }
}
