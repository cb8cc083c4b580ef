import Cameras
import City
import Geo
import Testing

@Suite("The ground that a camera sees over a terrain")
struct VisibleGroundTests {
    /// Level, 10 m up, looking east: the lower edge of the picture meets flat ground 20 m out.
    private let camera = Stand.camera(tilt: 0, range: 400)

    /// How far from the foot the rings to the east reach, as pairs of metres.
    private func stretches(_ ground: GroundHeight) throws -> [ClosedRange<Double>] {
        let seen = camera.visibleGround(over: ground)
        let rings = try #require(seen)
        return rings.filter { ring in
            // The ray of the middle: its corners lie a degree to either side of east.
            ring.allSatisfy { abs(camera.point.bearingDegrees(to: $0) - 90) < 1.01 }
        }.map { ring in
            let far = ring.map { camera.point.distanceMetres(to: $0) }
            return (far.min() ?? 0)...(far.max() ?? 0)
        }.sorted { $0.lowerBound < $1.lowerBound }
    }

    @Test("over flat ground it is seen from the lower edge of the picture to the end of the range, and only ahead")
    func flat() throws {
        let east = try stretches { _ in 100 }
        #expect(east.count == 1 && abs(east[0].lowerBound - 20) < 12 && abs(east[0].upperBound - 400) < 0.5)
        let rings = try #require(camera.visibleGround { _ in 100 })
        #expect(rings.allSatisfy { $0.first == $0.last && $0.count == 5 })
        #expect(rings.allSatisfy { ring in ring.allSatisfy { abs(camera.point.bearingDegrees(to: $0) - 90) < 47 } })
    }

    @Test("a ridge hides what lies behind it until the ground rises above the line over its crest")
    func ridge() throws {
        let east = try stretches { place in
            let away = camera.point.distanceMetres(to: place)
            return abs(away - 100) < 15 ? 108 : away > 300 ? 130 : 100
        }
        #expect(east.count == 2)
        #expect(abs(east[0].upperBound - 110) < 12)
        #expect(east[1].lowerBound > 280 && east[1].lowerBound < 330)
    }

    @Test("where the terrain ends nothing more is seen, and without ground at the foot there is no answer")
    func edge() throws {
        let east = try stretches { camera.point.distanceMetres(to: $0) < 150 ? 100 : nil }
        #expect(east.count == 1 && east[0].upperBound < 160)
        #expect(camera.visibleGround { _ in nil } == nil)
    }

    @Test("what a ring holds is what the sight of single places says")
    func agrees() throws {
        let ground: GroundHeight = { place in
            let away = camera.point.distanceMetres(to: place)
            return 100 + (abs(away - 120) < 25 ? 7 : 0)
        }
        let east = try stretches(ground)
        for away in stride(from: 45.0, through: 385, by: 20) {
            let isSeen = camera.sight(of: Stand.east(away), over: ground).isSeen
            let isInRing = east.contains { $0.lowerBound + 12 < away && away < $0.upperBound - 12 }
            let isOutside = !east.contains { $0.lowerBound - 12 < away && away < $0.upperBound + 12 }
            if isInRing { #expect(isSeen, "\(away)") }
            if isOutside { #expect(!isSeen, "\(away)") }
        }
    }
}
