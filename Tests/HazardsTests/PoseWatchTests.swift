import City
import Testing

@testable import Wildfire

/// A made-up mountainside, seen by a camera that is turned.
@Suite("whether a camera looks where it should")
struct PoseWatchTests {
    /// Ridges and trees by a hash of the place, so that each direction looks like itself; `pan` is in parts of the picture's width.
    private func view(pan: Double, number: Int = 0, light: Double = 1, blank: Bool = false) throws -> PixelFrame {
        try Painted.frame { x, y in
            if blank { return (128, 128, 128) }
            let place = 1_000 + x / 4 + Int(pan * 160)
            let ridge = 120 + Painted.hash(place / 9, 0) % 60
            let tree = Painted.hash(place / 3, 1 + y / 16) % 70
            let grain = (x &* 7 &+ y &* 13 &+ number &* 31) % 5
            let value = y < ridge ? 190 + grain : 40 + tree + grain
            return (UInt8(Double(value) * light), UInt8(Double(value) * light), UInt8(Double(value) * light))
        }
    }

    private func at(_ second: Int) -> Instant { Instant(millisecondsSince1970: Int64(second) * 1_000) }

    private func settled() throws -> PoseWatch {
        var watch = PoseWatch()
        for number in 0..<8 { watch.take(try view(pan: 0, number: number), at: at(2 * number)) }
        return watch
    }

    @Test("the first pictures are its home, in the light of morning as in the light of evening")
    func learns() throws {
        var watch = PoseWatch()
        #expect([watch.isBearingKnown] == [false])
        for number in 0..<100 {
            watch.take(try view(pan: 0, number: number, light: 1 - 0.006 * Double(number)), at: at(2 * number))
            let isKnown = watch.isBearingKnown
            #expect(isKnown, "after \(number) pictures")
        }
    }

    @Test(
        "turned by a tenth of its picture it gives no direction from the next picture on, and is told of after twenty seconds",
        arguments: [0.1, 0.5, -0.1])
    func turned(_ pan: Double) throws {
        var watch = try settled()
        for number in 8..<20 {
            watch.take(try view(pan: pan, number: number), at: at(2 * number))
            let isKnown = watch.isBearingKnown
            #expect(!isKnown)
            let isToldOf = if case .turned = watch.pose { true } else { false }
            #expect(isToldOf == (2 * number >= 16 + 20), "after \(2 * number - 16) s")
        }
    }

    @Test("back home for ten seconds, its directions are believed again")
    func returned() throws {
        var watch = try settled()
        for number in 8..<30 { watch.take(try view(pan: 0.3, number: number), at: at(2 * number)) }
        for number in 30..<40 {
            watch.take(try view(pan: 0, number: number), at: at(2 * number))
            let isKnown = watch.isBearingKnown
            #expect(isKnown == (2 * number >= 60 + 10), "after \(2 * number - 60) s")
        }
    }

    @Test("a lorry in front of it is not a turn")
    func passing() throws {
        var watch = try settled()
        watch.take(try view(pan: 0.5, number: 8), at: at(16))
        watch.take(try view(pan: 0, number: 9), at: at(18))
        #expect([watch.isBearingKnown] == [true])
    }

    @Test("fog and night show nothing to compare: what was last known holds")
    func fog() throws {
        var watch = try settled()
        for number in 8..<40 { watch.take(try view(pan: 0, number: number, blank: true), at: at(2 * number)) }
        #expect([watch.isBearingKnown] == [true])
    }

    @Test("turned while nobody watched it is found turned, and one that was turned stays so over a restart")
    func kept() throws {
        let learned = try #require(try settled().home)
        let home = try #require(EdgeSketch(bytes: learned.bytes))
        var watch = PoseWatch(home: home)
        for number in 0..<20 {
            watch.take(try view(pan: 0.2, number: number), at: at(2 * number))
            let isKnown = watch.isBearingKnown
            #expect(!isKnown)
        }
        var same = PoseWatch(home: home)
        same.take(try view(pan: 0, number: 3), at: at(0))
        #expect([same.isBearingKnown] == [true])
        var turned = PoseWatch(home: home, isTurned: true)
        turned.take(try view(pan: 0, blank: true), at: at(0))
        #expect([turned.isBearingKnown] == [false])
    }

    @Test("a sketch has as many bytes as it has, and no others make one")
    func bytes() throws {
        let sketch = EdgeSketch(try view(pan: 0))
        #expect(EdgeSketch(bytes: sketch.bytes).map { $0.likeness(to: sketch) > 0.99 } == true)
        #expect(EdgeSketch(bytes: [1, 2, 3]) == nil)
    }
}
