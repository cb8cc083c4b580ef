import Readings

/// Consecutive readings as they came, as one row of a journal: 21 bytes each.
enum JournalRow {
    /// What fits on one page of 4 KiB, so that emptying a journal need not follow chains of pages.
    static let readingCountMax = 190
    private static let byteCount = 21

    static func encode(_ readings: ArraySlice<StagedReading>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(readings.count * byteCount)
        for staged in readings {
            withUnsafeBytes(of: UInt32(staged.series).littleEndian) { bytes.append(contentsOf: $0) }
            withUnsafeBytes(of: staged.kept.time.littleEndian) { bytes.append(contentsOf: $0) }
            withUnsafeBytes(of: staged.kept.value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(staged.kept.quality)
        }
        return bytes
    }

    /// - Parameter firstID: the number of the first of them.
    static func decode(_ bytes: [UInt8], firstID: Int64) throws -> [StagedReading] {
        guard bytes.count.isMultiple(of: byteCount) else {
            throw ReadingFault(.corrupt, "a row of the readings' journal is damaged; keep the file and restore a copy")
        }
        return bytes.withUnsafeBytes { raw in
            (0..<bytes.count / byteCount).map { index in
                let at = index * byteCount
                let time = Int64(littleEndian: raw.loadUnaligned(fromByteOffset: at + 4, as: Int64.self))
                let bits = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at + 12, as: UInt64.self))
                let kept = KeptReading(id: firstID + Int64(index), time: time, value: Double(bitPattern: bits), quality: raw[at + 20])
                return StagedReading(series: Int(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self))), kept: kept)
            }
        }
    }
}

/// A reading with the number of its series.
struct StagedReading {
    let series: Int
    let kept: KeptReading
}
