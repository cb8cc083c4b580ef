import CZlib
import Foundation
import Roads

/// The graph file: the roads of one region for each vehicle, cut out, ordered, and ready to be asked.
///
/// Little-endian. Head: `BAYUROAD`, version, number of vehicles, bytes of the text, CRC-32 of text and directory; then the text (where the roads
/// come from, UTF-8); then the directory, one entry of 64 bytes a vehicle: name (16 bytes), counts of points, roads, lanes and turns, offset and
/// length of its part, CRC-32 of it. A part is its lists one after the other, see `RoadGraphFile+Lists`. Only the part of the vehicle that is
/// asked for is read, in one go.
public struct RoadGraphFile {
    /// 2 would be another file: no version reads a later one.
    public static let version: Int32 = 1

    static let magic = Array("BAYUROAD".utf8)
    static let headBytes = 24
    static let entryBytes = 64
    static let nameBytes = 16
    static let vehiclesMax = 16
    static let textBytesMax = 4_096
    /// A part beyond this is no graph of a city.
    static let partBytesMax: Int64 = 16 << 30

    struct Counts {
        var points: Int
        var roads: Int
        var lanes: Int
        var turns: Int

        /// Each list takes a fixed number of words an element.
        var bytes: Int { 4 * (points * 2 + roads * 8 + lanes * 6 + lanes + 1 + turns * 3) }
    }

    struct Entry {
        let vehicle: String
        let counts: Counts
        let offset: Int64
        let length: Int64
        let sum: UInt32
    }

    static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var sum = crc32(0, nil, 0)
        var from = 0
        // zlib counts in 32 bits.
        while from < bytes.count {
            let count = min(bytes.count - from, 1 << 30)
            sum = crc32(sum, bytes.bindMemory(to: UInt8.self).baseAddress.map { $0 + from }, uInt(count))
            from += count
        }
        return UInt32(truncatingIfNeeded: sum)
    }
}
