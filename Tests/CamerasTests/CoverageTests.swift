import Cameras
import City
import Geo
import Testing

@Suite("What a camera covers on the map")
struct CoverageTests {
    /// By hand: the lower edge points 71.565° down and meets the ground at 10 / 3 m, the upper edge 18.435° down at 10 · 3 m. At 30 m the picture
    /// is (30 + 10) · cos 45° = 28.28 m wide to each side, at 3.33 m it is 9.43 m.
    @Test("a camera that looks down covers the four corners that its picture has on the ground")
    func trapezium() throws {
        let ring = try #require(Stand.camera().coverage)
        #expect(ring.count == 5 && ring.first == ring.last)
        let wanted = [(30.0, 28.284), (30.0, -28.284), (3.3333, 9.428), (3.3333, -9.428)]
        for (east, north) in wanted {
            let corner = Stand.east(east, north: north)
            #expect(ring.contains { $0.distanceMetres(to: corner) < 0.05 }, "\(east) m east, \(north) m north")
        }
    }

    @Test("nothing lies farther than the range, and the bearing turns the whole of it")
    func range() throws {
        let ring = try #require(Stand.camera(bearing: 0, tilt: 0, range: 50).coverage)
        #expect(ring.allSatisfy { Stand.foot.distanceMetres(to: $0) < 50.01 })
        #expect(ring.contains { Stand.foot.distanceMetres(to: $0) > 49.9 })
        #expect(ring.allSatisfy { $0.latitude > Stand.foot.latitude })
    }

    @Test("a level camera sees the ground from where its lower edge meets it: 20 m out at a height of 10 m")
    func nearest() throws {
        let ring = try #require(Stand.camera(tilt: 0).coverage)
        let nearest = try #require(ring.map { Stand.foot.distanceMetres(to: $0) }.min())
        #expect(nearest > 19.99)
        #expect(Stand.camera(tilt: 0).sight(of: Stand.east(20.1)).isSeen)
        #expect(Stand.camera(tilt: 0).sight(of: Stand.east(19.9)) == .outsidePicture)
    }

    @Test("a camera that looks up, or whose ground begins beyond its range, covers nothing")
    func nothing() {
        #expect(Stand.camera(tilt: 30, vertical: 40).coverage == nil)
        #expect(Stand.camera(tilt: 0, range: 15).coverage == nil)
    }

    @Test("what the ring holds is what the camera sees, all around it")
    func agrees() throws {
        let camera = Stand.camera(bearing: 30, tilt: -20, horizontal: 70, vertical: 40, range: 80)
        let polygon = try Polygon(outer: try #require(camera.coverage))
        var seenCount = 0
        for east in stride(from: -90.0, through: 90, by: 6) {
            for north in stride(from: -90.0, through: 90, by: 6) {
                let place = Stand.east(east, north: north)
                // The ring cuts the circle's arc by up to 0.08 m; close to the edge either answer is right.
                let edge = polygon.outer.map { $0.distanceMetres(to: place) }.min() ?? 0
                guard edge > 0.5, abs(Stand.foot.distanceMetres(to: place) - 80) > 0.5 else { continue }
                let isSeen = camera.sight(of: place).isSeen
                seenCount += isSeen ? 1 : 0
                #expect(polygon.contains(place) == isSeen, "\(east) m east, \(north) m north")
            }
        }
        #expect(seenCount > 40)
    }
}
