import City
import Geo
import HazardKit
import Testing

@testable import Wildfire

/// What becomes of detections beside fires that a person has confirmed, or that are over.
struct FireBelongingTests {
    private let middle = Coordinate(latitude: 29.83, longitude: 106.37)
    private let noon = Instant(millisecondsSince1970: 1_781_000_000_000)

    private func at(_ minutes: Double) -> Instant { noon.advanced(by: .minutes(minutes)) }
    private func away(_ metres: Double, _ bearing: Double) -> Coordinate { middle.destination(distanceMetres: metres, bearingDegrees: bearing) }

    private func look(_ id: String, _ detector: String, from mast: Coordinate, to fire: Coordinate, minutes: Double, off: Double = 0) -> Detection {
        let azimuth = (mast.bearingDegrees(to: fire) + off + 360).truncatingRemainder(dividingBy: 360)
        return Detection(
            id: id, detector: detector, source: .camera, time: at(minutes), confidence: 0.7, label: "smoke",
            look: .cone(Detection.Cone(from: mast, heightMetres: 30, azimuthDegrees: azimuth, halfAngleDegrees: 1.2, rangeMetres: 10_000)),
            synthetic: true)
    }

    private func spot(
        _ id: String, _ detector: String, at place: Coordinate, minutes: Double, metres: Double = 500, source: Detection.Source = .infrared,
        confidence: Double = 0.6
    ) -> Detection {
        Detection(
            id: id, detector: detector, source: source, time: at(minutes), confidence: confidence, label: "heat",
            look: .spot(Detection.Spot(point: place, uncertaintyMetres: metres)), synthetic: true)
    }

    private func fold(_ detections: [Detection], known: [KnownSource] = []) -> FireFusion {
        var fusion = FireFusion(known: known)
        for detection in detections { _ = fusion.take(detection, at: detection.time, danger: nil) }
        return fusion
    }

    // MARK: Proposals

    @Test("a caller who names a place two kilometres off is proposed for the fire that burns there, and one five kilometres off is not")
    func describedFarOff() throws {
        var fusion = fold([spot("i", "ir-1", at: middle, minutes: 0)])
        fusion.settle(1, .confirmed, at: at(5))
        _ = fusion.take(spot("c", "call-1", at: away(2_200, 90), minutes: 6, metres: 900, source: .call), at: at(6), danger: nil)
        let caller = try #require(fusion.cluster(holding: "c"))
        #expect(caller != 1)
        let kin = try #require(fusion.kin(of: caller, among: [1]))
        #expect(kin.cluster == 1 && kin.reason == .described)
        #expect(abs((kin.metres ?? 0) - 2_200) < 20)
        _ = fusion.take(spot("d", "call-2", at: away(5_000, 270), minutes: 7, metres: 900, source: .call), at: at(7), danger: nil)
        #expect(fusion.kin(of: try #require(fusion.cluster(holding: "d")), among: [1]) == nil)
    }

    @Test("a place in the direction of a fire that one mast has seen is proposed for it, and two directions that cross are")
    func directions() throws {
        var fusion = fold([look("a", "cam-1", from: away(5_000, 90), to: middle, minutes: 0)])
        fusion.settle(1, .confirmed, at: at(5))
        // Nearly the same line from the other end: it gives no fix.
        _ = fusion.take(look("b", "cam-2", from: away(5_000, 268), to: middle, minutes: 6), at: at(6), danger: nil)
        _ = fusion.take(look("b2", "cam-2", from: away(5_000, 268), to: middle, minutes: 23), at: at(23), danger: nil)
        if let other = fusion.cluster(holding: "b2"), other != 1 {
            #expect(fusion.kin(of: other, among: [1])?.reason == .crossing)
            #expect(fusion.kin(of: other, among: [1])?.metres == nil)
        } else {
            Issue.record("the second direction has no alert of its own after its time of waiting")
        }
    }

    @Test("what instruments have placed three kilometres off is proposed for nothing")
    func placedFarOff() throws {
        var fusion = fold([spot("i", "ir-1", at: middle, minutes: 0)])
        fusion.settle(1, .confirmed, at: at(5))
        _ = fusion.take(spot("j", "ir-2", at: away(3_000, 0), minutes: 6), at: at(6), danger: nil)
        #expect(fusion.kin(of: try #require(fusion.cluster(holding: "j")), among: [1]) == nil)
    }

    // MARK: A person's word holds

    @Test("the looks of a confirmed fire stay with it when another fire comes up in their direction")
    func heldLooks() throws {
        let east = away(6_000, 90)
        var fusion = fold([spot("i", "ir-1", at: middle, minutes: 0), look("a", "cam-1", from: east, to: middle, minutes: 1)])
        fusion.settle(1, .confirmed, at: at(5))
        // Another fire on the same line of sight: by direction alone the look could be of either.
        _ = fusion.take(spot("j", "ir-9", at: away(2_600, 90), minutes: 20), at: at(20), danger: nil)
        #expect(fusion.cluster(holding: "j") == 2)
        fusion.settle(2, .confirmed, at: at(25))
        _ = fusion.take(spot("k", "ir-8", at: away(2_700, 92), minutes: 26), at: at(26), danger: nil)
        #expect(fusion.cluster(holding: "a") == 1)
        #expect(fusion.cluster(holding: "k") == 2)
    }

    @Test("a mast that sees two things at once does not mean one place by both")
    func twoThingsOfOneMast() throws {
        let tower = away(4_000, 180)
        var fusion = fold([
            spot("i", "ir-1", at: middle, minutes: 0, metres: 700), look("a0", "cam-1", from: tower, to: middle, minutes: 1),
            look("a1", "cam-1", from: tower, to: middle, minutes: 11),
        ])
        // It comes over a slow line: while the first was seen, so was the second.
        _ = fusion.take(look("b", "cam-1", from: tower, to: away(280, 90), minutes: 6), at: at(12), danger: nil)
        #expect(fusion.cluster(holding: "a1") == fusion.cluster(holding: "i"))
        #expect(fusion.cluster(holding: "b") != fusion.cluster(holding: "i"))
    }

    @Test("a hot spot that comes hours late belongs to the fire that was closed meanwhile, had it a place or a direction only")
    func latePixel() throws {
        var placed = fold([spot("i", "ir-1", at: middle, minutes: 0)])
        placed.settle(1, .confirmed, at: at(5))
        placed.settle(1, .over, at: at(150))
        // Seen forty minutes after the last detection, when it still burned.
        let late = spot("v", "viirs", at: away(200, 45), minutes: 40, metres: 375, source: .satellite)
        #expect(placed.take(late, at: at(160), danger: nil).isEmpty)
        #expect(placed.clusters.isEmpty)
        var seen = fold([look("a", "cam-1", from: away(5_000, 90), to: middle, minutes: 0)])
        seen.settle(1, .confirmed, at: at(5))
        seen.settle(1, .over, at: at(150))
        #expect(seen.take(late, at: at(160), danger: nil).isEmpty)
        let later = spot("w", "viirs", at: away(200, 45), minutes: 170, metres: 375, source: .satellite)
        #expect(!seen.take(later, at: at(171), danger: nil).isEmpty)
    }

    // MARK: Known heat

    private func kiln(_ hours: KnownSource.Hours? = nil) -> KnownSource {
        KnownSource(
            id: "kiln", name: LocalizedText(zh: "砖窑", en: "brick kiln"), kind: .kiln, point: middle, radiusMetres: 250, hours: hours,
            utcOffset: 8 * 3_600, synthetic: true)
    }

    @Test("what is seen in a known heat source ranks lower, says why and is there all the same")
    func knownSource() throws {
        let detection = spot("i", "ir-1", at: away(100, 20), minutes: 0)
        let plain = try #require(fold([detection]).clusters.first)
        let lowered = try #require(fold([detection], known: [kiln()]).clusters.first)
        #expect(lowered.priority < plain.priority / 2)
        #expect(lowered.grade == .iv)
        #expect(lowered.summary.en.contains("brick kiln") && lowered.summary.zh.contains("砖窑"))
        #expect(!plain.summary.en.contains("brick kiln"))
        #expect(try #require(fold([spot("i", "ir-1", at: away(400, 20), minutes: 0)], known: [kiln()]).clusters.first).priority == plain.priority)
    }

    @Test("a third voice, or a heat that grows, is more than the kiln")
    func strongInKnownSource() throws {
        let three = fold(
            [
                spot("i", "ir-1", at: away(80, 0), minutes: 0), spot("j", "ir-2", at: away(90, 90), minutes: 1),
                spot("k", "ir-3", at: away(60, 200), minutes: 2),
            ], known: [kiln()])
        #expect(!(try #require(three.clusters.first).summary.en.contains("brick kiln")))
        let growing = fold(
            [spot("i", "ir-1", at: middle, minutes: 0, confidence: 0.5), spot("j", "ir-1", at: middle, minutes: 9, confidence: 0.8)], known: [kiln()])
        #expect(!(try #require(growing.clusters.first).summary.en.contains("brick kiln")))
    }

    @Test("a kiln that is hot by night explains nothing by day")
    func hours() throws {
        // `noon` is 18:13 in Chongqing.
        let detection = spot("i", "ir-1", at: middle, minutes: 0)
        func isLowered(_ from: Int, _ until: Int) throws -> Bool {
            let source = kiln(KnownSource.Hours(fromMinute: from * 60, untilMinute: until * 60))
            return try #require(fold([detection], known: [source]).clusters.first).summary.en.contains("brick kiln")
        }
        #expect(try isLowered(17, 20))
        #expect(try isLowered(18, 2))
        #expect(!(try isLowered(6, 12)))
        #expect(!(try isLowered(22, 5)))
    }

    @Test("a wet day's reason stands in the words")
    func wetDay() throws {
        var fusion = FireFusion()
        _ = fusion.take(spot("i", "ir-1", at: middle, minutes: 0), at: at(0), danger: 1)
        let summary = try #require(fusion.clusters.first).summary
        #expect(summary.en.contains("danger of the day 1 of 5, ranked lower for it") && summary.zh.contains("优先级下调"))
        var dry = FireFusion()
        _ = dry.take(spot("i", "ir-1", at: middle, minutes: 0), at: at(0), danger: 5)
        #expect(!(try #require(dry.clusters.first).summary.en.contains("ranked lower")))
    }
}
