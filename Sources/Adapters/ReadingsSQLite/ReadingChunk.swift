import Readings

/// Some readings of one series as bytes, oldest first.
///
/// Times and ids differ from their neighbours by nearly always the same, so the change of the difference is written, which for a regular sensor is
/// one byte. Of a value only those bytes are written that differ from the value before, as in Gorilla (Pelkonen et al., VLDB 2015, section
/// 4.1.2), by bytes instead of bits: a sensor's noise leaves two to five.
enum ReadingChunk {
    /// A chunk must be decoded to find one reading in it, and each has some 20 bytes of its own.
    static let readingCountMax = 512

    static func encode(_ readings: some Sequence<KeptReading>) -> [UInt8] {
        var bytes: [UInt8] = []
        var time = Track()
        var id = Track()
        var bits: UInt64 = 0
        for reading in readings {
            let changed = reading.value.bitPattern ^ bits
            bits = reading.value.bitPattern
            let lead = changed.leadingZeroBitCount / 8
            let trail = lead == 8 ? 0 : changed.trailingZeroBitCount / 8
            bytes.append(UInt8(lead * 8 + trail) * KeptReading.qualityCount + reading.quality)
            append(time.step(to: reading.time), to: &bytes)
            append(id.step(to: reading.id), to: &bytes)
            var rest = changed >> UInt64(trail * 8)
            for _ in 0..<(8 - lead - trail) {
                bytes.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
        }
        return bytes
    }

    /// Hands over one reading after the other, as long as it is wanted. Throws `ReadingFault` where the bytes cannot be what was written.
    static func decode(_ bytes: some RandomAccessCollection<UInt8>, each: (KeptReading) -> Bool) throws {
        var reader = Reader(rest: bytes.makeIterator())
        var time = Track()
        var id = Track()
        var bits: UInt64 = 0
        while let head = reader.rest.next() {
            let (lead, trail) = (Int(head / KeptReading.qualityCount) / 8, Int(head / KeptReading.qualityCount) % 8)
            guard lead + trail <= 8 else { throw damaged }
            let moment = time.follow(try reader.number())
            let number = id.follow(try reader.number())
            bits ^= try reader.bytes(8 - lead - trail) << UInt64(trail * 8)
            let kept = KeptReading(id: number, time: moment, value: Double(bitPattern: bits), quality: head % KeptReading.qualityCount)
            if !each(kept) { return }
        }
    }

    static let damaged = ReadingFault(.corrupt, "a chunk of readings is damaged; keep the file and restore a copy")

    /// Seven bits a byte, the lowest first; the sign in the lowest bit.
    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// A sequence of numbers by the changes of its differences; it may run round the ends of `Int64`.
private struct Track {
    private var last: Int64 = 0
    private var difference: Int64 = 0

    mutating func step(to next: Int64) -> Int64 {
        let own = next &- last
        defer { (last, difference) = (next, own) }
        return own &- difference
    }

    mutating func follow(_ change: Int64) -> Int64 {
        difference &+= change
        last &+= difference
        return last
    }
}

private struct Reader<Bytes: IteratorProtocol<UInt8>> {
    var rest: Bytes

    mutating func number() throws -> Int64 {
        var number: UInt64 = 0
        for place in 0..<10 {
            guard let byte = rest.next() else { throw ReadingChunk.damaged }
            number |= UInt64(byte & 0x7F) << UInt64(place * 7)
            if byte < 0x80 { return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1) }
        }
        throw ReadingChunk.damaged
    }

    mutating func bytes(_ count: Int) throws -> UInt64 {
        var number: UInt64 = 0
        for place in 0..<count {
            guard let byte = rest.next() else { throw ReadingChunk.damaged }
            number |= UInt64(byte) << UInt64(place * 8)
        }
        return number
    }
}
