import City
import HazardKit

extension RuleEngine {
    /// What those rules have learned that look back far, for `recall(_:)` after a restart: a few hundred bytes to 60 kB a rule.
    ///
    /// Rules that are quickly rebuilt from readings are left out. Whatever changes a rule makes its part another's, and it is passed over.
    public func memories() -> [UInt8] {
        // Counted first, then written: a city's month is tens of megabytes, and should not lie here twice.
        let sizes = hazardRules.map { Self.memory(of: $0).count }
        var whole = MemoryTape()
        whole.expect(Self.memoriesLayout)
        whole.expect(UInt64(sizes.count { $0 > 0 }))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(whole.bytes.count + sizes.reduce(0) { $0 + $1 + Self.headByteCount })
        bytes += whole.bytes
        for (rule, size) in zip(hazardRules, sizes) where size > 0 {
            let part = Self.memory(of: rule)
            var head = MemoryTape()
            head.expect(MemoryTape.fingerprint(rule.id))
            head.expect(UInt64(part.count))
            head.expect(Self.checksum(part))
            bytes += head.bytes
            bytes += part
        }
        return bytes
    }

    private static func memory(of rule: any HazardRule) -> [UInt8] {
        var own = rule
        var tape = MemoryTape()
        own.carry(on: &tape)
        return tape.bytes
    }

    /// Sets what rules have learned from what `memories()` gave before a restart. To be called first, before `heed`, `resume` and `relive`.
    ///
    /// - Returns: how many rules remember now; the others are as new and need their readings. Of damaged bytes no part is believed from the
    ///   damage on.
    public mutating func recall(_ bytes: [UInt8]) -> Int {
        let places = Dictionary(hazardRules.enumerated().map { (MemoryTape.fingerprint($1.id), $0) }, uniquingKeysWith: { first, _ in first })
        var reader = PartReader(bytes)
        guard reader.number() == Self.memoriesLayout, let count = reader.number(), count <= UInt64(Self.ruleCountMax) else { return 0 }
        var recalled = 0
        for _ in 0..<count {
            guard let name = reader.number(), let length = reader.number(), let checksum = reader.number(),
                length <= UInt64(Self.memoryByteCountMax), let part = reader.bytes(Int(length)), Self.checksum(part) == checksum
            else { return recalled }
            guard let place = places[name] else { continue }
            var rule = hazardRules[place]
            var tape = MemoryTape(recalling: Array(part))
            rule.carry(on: &tape)
            guard tape.isWhole else { continue }
            hazardRules[place] = rule
            recalled += 1
        }
        return recalled
    }

    /// From when on the readings of a series must be replayed after a restart, given its newest one: from behind what every rule over it
    /// remembers, or as far back as a rule looks that remembers nothing.
    public func replayStart(of datastream: DatastreamID, newest: Instant) -> Instant {
        let behind = Seconds(milliseconds: 1)
        let starts = lookBacks(of: datastream).map { $0.known.map { $0.advanced(by: behind) } ?? newest.advanced(by: $0.memory * -1) }
        return starts.min() ?? newest.advanced(by: behind)
    }

    /// Eight bytes at a time: a month of a city is tens of megabytes, and a start waits for it.
    private static func checksum(_ bytes: some Collection<UInt8>) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
                sum ^= sum >> 29
                (word, filled) = (0, 0)
            }
        }
        return (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
    }

    private static let headByteCount = 24
    private static let memoriesLayout: UInt64 = 0x4252_4D31
    /// Ten times what a rule over as many sensors as are allowed needs.
    private static let memoryByteCountMax = 4 << 20
}

/// Reads numbers and stretches of bytes one after another; nil at the end.
private struct PartReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func number() -> UInt64? {
        bytes(8).map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
