import Cameras
import City
import Geo
import Testing

@Suite("Which cameras to ask about a place")
struct RankingTests {
    /// By hand, for a place 20 m east: `near` has 20 / 100 + 2/3; `level` (tilt −26.565°, so 20 m is in its middle) 20 / 100 + 0;
    /// `long` as `near` but with a range of 1,000 m: 20 / 1,000 + 2/3.
    @Test("the best view comes first, then those of the site that do not see the place; others are left out")
    func order() throws {
        let cameras = [
            Stand.camera("near"), Stand.camera("level", tilt: -26.56505117707799), Stand.camera("long", range: 1_000),
            Stand.camera("away", site: "s", bearing: 270), Stand.camera("stranger", bearing: 270),
        ]
        let ranked = CameraRanking.rank(cameras, of: Stand.east(20), site: "s")
        #expect(ranked.map(\.camera.id) == ["level", "long", "near", "away"])
        let scores = ranked.compactMap(\.score)
        for (score, wanted) in zip(scores, [0.2, 0.02 + 2.0 / 3, 0.2 + 2.0 / 3]) { #expect(abs(score - wanted) < 0.001) }
        #expect(scores.count == 3 && ranked.last?.sight == .outsidePicture)
    }

    @Test("a camera without a site is not taken for one of a place without a site")
    func noSite() {
        #expect(CameraRanking.rank([Stand.camera("away", bearing: 270)], of: Stand.east(20), site: nil).isEmpty)
    }

    @Test("among equals the id decides, whatever the order they come in")
    func ties() {
        let cameras = [Stand.camera("b"), Stand.camera("a"), Stand.camera("c")]
        #expect(CameraRanking.rank(cameras, of: Stand.east(20), site: nil).map(\.camera.id) == ["a", "b", "c"])
        let away = [Stand.camera("b", site: "s", bearing: 270), Stand.camera("a", site: "s", bearing: 270)]
        #expect(CameraRanking.rank(away.reversed(), of: Stand.east(20), site: "s").map(\.camera.id) == ["a", "b"])
    }

    @Test("a terrain that hides the place takes the camera out of those that see it")
    func terrain() {
        let wall: GroundHeight = { abs(Stand.foot.distanceMetres(to: $0) - 10) < 3 ? 20 : 0 }
        #expect(CameraRanking.rank([Stand.camera()], of: Stand.east(20), site: nil).count == 1)
        #expect(CameraRanking.rank([Stand.camera(site: "s")], of: Stand.east(25), site: "s", over: { _ in { _ in nil } }).first?.score == nil)
        #expect(Stand.camera().sight(of: Stand.east(20), over: wall, stepMetres: 2) != Stand.camera().sight(of: Stand.east(20)))
    }
}
