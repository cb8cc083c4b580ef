import City
import SensorThings
import Testing

@Suite("Damaged bodies")
struct MutatedBodyTests {
    /// SplitMix64: the same seed gives the same damage everywhere.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let spice = Array("{}[]\",:\\u/eE+-.0199tfn \u{0}\u{7F}".utf8) + [0x80, 0xC3, 0xF0, 0xFF]

    static func damage(_ body: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var damaged = body
        for _ in 0...Int.random(in: 0...4, using: &dice) {
            let place = damaged.isEmpty ? 0 : Int.random(in: 0..<damaged.count, using: &dice)
            let byte = spice[Int.random(in: 0..<spice.count, using: &dice)]
            switch Int.random(in: 0...4, using: &dice) {
            case 0 where !damaged.isEmpty: damaged[place] = byte
            case 1 where !damaged.isEmpty: damaged.remove(at: place)
            case 2: damaged.insert(byte, at: place)
            case 3: damaged = Array(damaged.prefix(place))
            default: damaged.insert(contentsOf: damaged.suffix(from: place).prefix(20), at: place)
            }
        }
        return damaged
    }

    @Test("four thousand damaged bodies are read or refused, and never trap", arguments: [1, 2, 3, 4] as [UInt64])
    func neverTraps(seed: UInt64) {
        var dice = Dice(state: seed)
        let whole = [
            Array(ObservationBodyTests.group.utf8),
            Array(#"{"phenomenonTime":"2026-07-01T08:00:00Z/2026-07-01T09:00:00Z","result":-1.5e3,"Datastream":{"@iot.id":"\u00e9"}}"#.utf8),
        ]
        var taken = 0
        var refused = 0
        for round in 0..<1000 {
            let body = Self.damage(whole[round % 2], &dice)
            do throws(SensorThingsRefusal) {
                let drafts =
                    round % 2 == 0
                    ? try ObservationBody.parseDataArrays(body, receivedAt: ObservationBodyTests.now)
                    : [try ObservationBody.parseObservation(body, datastream: nil, receivedAt: ObservationBodyTests.now)]
                taken += 1
                if !drafts.allSatisfy({ $0.value.isFinite }) { Issue.record("a value that is not finite was taken") }
            } catch {
                refused += 1
                if error.message.isEmpty { Issue.record("a refusal without words") }
            }
        }
        #expect(refused > 400)
        #expect(taken > 10)
    }
}
