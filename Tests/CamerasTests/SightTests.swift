import Cameras
import City
import Geo
import Testing

@Suite("Whether a camera sees a place")
struct SightTests {
    /// By hand, 20 m ahead: forward (20 + 10) · cos 45° = 21.213, up (20 − 10) · cos 45° = 7.071; 7.071 / (21.213 / 2) = 2/3.
    @Test("how far off the middle a place lies is reckoned as a pinhole does")
    func offAxis() throws {
        guard case .seen(let distance, let offAxis) = Stand.camera().sight(of: Stand.east(20)) else {
            Issue.record("20 m ahead is not seen")
            return
        }
        #expect(abs(distance - 20) < 0.01 && abs(offAxis - 2.0 / 3) < 0.001)
    }

    @Test("behind, beside and beyond are told apart")
    func outside() {
        #expect(Stand.camera().sight(of: Stand.east(-20)) == .outsidePicture)
        #expect(Stand.camera().sight(of: Stand.east(5, north: 40)) == .outsidePicture)
        guard case .beyondRange(let distance) = Stand.camera().sight(of: Stand.east(101)) else {
            Issue.record("101 m are within 100 m")
            return
        }
        #expect(abs(distance - 101) < 0.1)
        #expect(Stand.camera(range: 101.5).sight(of: Stand.east(101)) == .outsidePicture)
    }

    private func flat(hill: Double, at place: Double = 500) -> GroundHeight {
        { 100 + (abs(Stand.foot.distanceMetres(to: $0) - place) < 30 ? hill : 0) }
    }

    /// By hand: from 102 m over the ground at 100 m to the ground 1,000 m on, the line halfway is 101 m.
    @Test("a hill halfway hides what lies behind it from just above the line of sight on")
    func hill() {
        let camera = Stand.camera(height: 2, tilt: 0, range: 2_000)
        let place = Stand.east(1_000)
        #expect(camera.sight(of: place, over: flat(hill: 0.9, at: 500), stepMetres: 100).isSeen)
        #expect(camera.sight(of: place, over: flat(hill: 1.1, at: 500), stepMetres: 100) == .hidden(atMetres: 500))
        #expect(camera.sight(of: Stand.east(400), over: flat(hill: 50), stepMetres: 100).isSeen)
        #expect(camera.sight(of: place).isSeen, "on flat ground it is seen")
    }

    /// 10,000² · 0.87 / (2 · 6,371,008.8) = 6.828 m.
    @Test("the curve of the Earth hides a place at 10 km from a lens 6.7 m up, and not from one at 7 m above the line")
    func curve() {
        let far = Stand.east(10_000)
        let level: GroundHeight = { _ in 0 }
        // Over a level sea the line to a place at its surface touches the water on the way unless the lens stands above the drop.
        #expect(!Stand.camera(height: 6.7, tilt: 0, range: 11_000).sight(of: far, over: level, stepMetres: 50).isSeen)
        #expect(Stand.camera(height: 7, tilt: 0, range: 11_000).sight(of: far, over: level, stepMetres: 50).isSeen)
    }

    @Test("a place high up on the slope is in the picture of a camera that looks up")
    func slope() {
        let camera = Stand.camera(height: 2, tilt: 30, vertical: 40, range: 500)
        let rising: GroundHeight = { Stand.foot.distanceMetres(to: $0) * 0.6 }
        #expect(camera.sight(of: Stand.east(300)) == .outsidePicture)
        #expect(camera.sight(of: Stand.east(300), over: rising).isSeen)
    }

    @Test("where the terrain has no height nobody can say that a place is seen")
    func unknown() {
        let camera = Stand.camera(height: 2, tilt: 0, range: 2_000)
        let place = Stand.east(1_000)
        #expect(camera.sight(of: place, over: { _ in nil }) == .unknownGround)
        let gap: GroundHeight = { abs(Stand.foot.distanceMetres(to: $0) - 500) < 30 ? nil : 100 }
        #expect(camera.sight(of: place, over: gap) == .unknownGround)
    }
}
