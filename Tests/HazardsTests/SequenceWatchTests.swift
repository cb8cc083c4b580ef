import City
import Testing

@testable import Wildfire

/// Made-up scenes, five pictures a second: they show what the watch does, not how well it does it on real ones.
@Suite("watching the pictures of one camera")
struct SequenceWatchTests {
    typealias Colour = (UInt8, UInt8, UInt8)

    /// Slopes with bushes under a light sky, with the grain that every camera has.
    static func ground(_ x: Int, _ y: Int, _ number: Int) -> Colour {
        let grain = (x &* 7 &+ y &* 13 &+ number &* 31) % 3
        guard y > 120 else { return (UInt8(190 + grain), UInt8(205 + grain), UInt8(225 + grain)) }
        let bush = (x / 7 + y / 5) % 2 == 0 ? 40 : 0
        return (UInt8(50 + bush + grain), UInt8(80 + bush + grain), UInt8(40 + bush / 2 + grain))
    }

    /// Hands in pictures and collects what is found.
    func watch(_ count: Int, from first: Int = 0, into watch: inout SequenceWatch, _ colour: (Int, Int, Int) -> Colour) throws -> [SequenceWatch
        .Finding]
    {
        try (first..<first + count).flatMap { number in
            watch.take(try Painted.frame { colour($0, $1, number) }, at: Instant(millisecondsSince1970: Int64(number) * 200))
        }
    }

    @Test("a quiet slope gives nothing")
    func quiet() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        #expect(try watch(80, into: &sequence, Self.ground).isEmpty)
        #expect(sequence.latest != nil)
    }

    @Test("flame-coloured light that goes to and fro is confirmed within ten seconds, once")
    func flame() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let found = try watch(70, into: &sequence) { x, y, number in
            let tongue = number % 2 == 0 ? 0 : 14
            guard number >= 20, (300..<350).contains(x), (180 - tongue..<230).contains(y) else { return Self.ground(x, y, number) }
            return (255, number % 2 == 0 ? 140 : 190, 40)
        }
        guard case .sign(let sign, let since) = try #require(found.first) else {
            Issue.record("\(found)")
            return
        }
        #expect(found.count == 1 && sign.kind == .flame && since.millisecondsSince1970 < 8_000)
        #expect(sign.box.x < 0.5 && sign.box.x + sign.box.width > 0.5)
    }

    @Test("a sunset of the same colour that does not flicker is no flame")
    func sunset() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let found = try watch(70, into: &sequence) { x, y, number in
            guard y < 120 else { return Self.ground(x, y, number) }
            return (UInt8(250 - number / 2), UInt8(150 - number / 3), UInt8(60 + (x + number) % 3))
        }
        #expect(found.isEmpty)
    }

    @Test("grey that takes edges away and grows upwards is smoke")
    func smoke() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let found = try watch(150, into: &sequence) { x, y, number in
            let height = max(0, number - 60) * 3
            guard (280..<380).contains(x), (330 - height..<330).contains(y), y > 125 else { return Self.ground(x, y, number) }
            return (UInt8(150 + number % 2), UInt8(150 + number % 2), UInt8(152 + number % 2))
        }
        guard case .sign(let sign, _) = try #require(found.first) else {
            Issue.record("\(found)")
            return
        }
        #expect(sign.kind == .smoke && sign.box.y + sign.box.height > 0.6)
    }

    @Test("fog that covers the whole view at once is no smoke")
    func fog() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let found = try watch(120, into: &sequence) { x, y, number in
            let (red, green, blue) = Self.ground(x, y, number)
            let fog = min(max(number - 50, 0) * 2, 85)
            func mixed(_ value: UInt8) -> UInt8 { UInt8((Int(value) * (100 - fog) + 170 * fog) / 100) }
            return (mixed(red), mixed(green), mixed(blue))
        }
        #expect(!found.contains { if case .sign = $0 { true } else { false } })
    }

    @Test("lamps that pass by are in every picture and nowhere for long: no flame")
    func headlights() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let found = try watch(120, into: &sequence) { x, y, number in
            let lamp = number * 16 % 700 - 40
            guard (220..<236).contains(y), (lamp..<lamp + 24).contains(x) || (lamp + 40..<lamp + 64).contains(x) else {
                let noise = UInt8(Painted.hash(x / 4, 1_000 * number + y / 4) % 20)
                return (8 + noise, 8 + noise, 10 + noise)
            }
            return (255, 224, 160)
        }
        #expect(!found.contains { if case .sign = $0 { true } else { false } })
    }

    @Test("the shadow of a cloud takes light and edges alike: no smoke")
    func shadow() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let found = try watch(220, into: &sequence) { x, y, number in
            let (red, green, blue) = Self.ground(x, y, number)
            let (middle, foot) = (300, 420 - 2 * max(0, number - 60))
            let apart = max(0, 100 - abs(x - middle) - abs(y - foot) / 2)
            guard y > 120, apart > 0 else { return (red, green, blue) }
            func dimmed(_ value: UInt8) -> UInt8 { UInt8(Int(value) * (200 - apart) / 200) }
            return (dimmed(red), dimmed(green), dimmed(blue))
        }
        #expect(!found.contains { if case .sign = $0 { true } else { false } })
    }

    @Test("the same picture for a minute is a fault, told once; a change ends it")
    func frozen() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let still = try Painted.frame { x, y in Self.ground(x, y, 0) }
        var found: [SequenceWatch.Finding] = []
        for second in 0..<130 { found += sequence.take(still, at: Instant(millisecondsSince1970: Int64(second) * 1_000)) }
        #expect(found == [.frozen(since: Instant(millisecondsSince1970: 0))] && sequence.isFrozen)
        let other = try Painted.frame { x, y in Self.ground(x + 4, y + 4, 0) }
        #expect(sequence.take(other, at: Instant(millisecondsSince1970: 130_000)).isEmpty && !sequence.isFrozen)
    }

    @Test("a stream that stops is a fault, told once")
    func stopped() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        #expect(sequence.silence(at: Instant(millisecondsSince1970: 500_000)) == nil)
        _ = try watch(3, into: &sequence, Self.ground)
        #expect(sequence.silence(at: Instant(millisecondsSince1970: 30_000)) == nil)
        #expect(sequence.silence(at: Instant(millisecondsSince1970: 61_000)) == .stopped(since: Instant(millisecondsSince1970: 400)))
        #expect(sequence.silence(at: Instant(millisecondsSince1970: 90_000)) == nil)
    }

    @Test("a camera that was turned says so and learns its view again")
    func moved() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        var found = try watch(50, into: &sequence, Self.ground)
        found += try watch(60, from: 50, into: &sequence) { x, y, number in
            let (red, green, blue) = Self.ground(x, 360 - y, number)
            return x < 300 ? (red, green, blue) : (UInt8(30 + (x / 5 + y / 3) % 2 * 60 + number % 2), 60, 80)
        }
        #expect(found == [.moved])
    }

    @Test("a picture of an earlier time is left out")
    func backwards() throws {
        var sequence = SequenceWatch(try Painted.recogniser())
        let frame = try Painted.frame { x, y in Self.ground(x, y, 1) }
        _ = sequence.take(frame, at: Instant(millisecondsSince1970: 9_000))
        #expect(sequence.take(frame, at: Instant(millisecondsSince1970: 1_000)).isEmpty)
        #expect(sequence.silence(at: Instant(millisecondsSince1970: 68_999)) == nil)
    }
}
