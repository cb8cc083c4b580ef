import Foundation
import Roads

extension RoadGraphFile {
    /// What a file holds, without its roads.
    public struct Contents: Sendable {
        public let source: String
        public let vehicles: [Vehicle]
    }

    /// The roads of one vehicle.
    /// - Throws: `RoadFileFault` when the file is none, of another version, cut off, spoilt, or does not have the vehicle.
    public static func read(_ path: String, _ vehicle: Vehicle) throws -> (graph: RoadGraph, source: String) {
        let file = try open(path)
        defer { try? file.handle.close() }  // swallowed because it was only read from
        guard let entry = file.entries.first(where: { $0.vehicle == vehicle.rawValue }) else {
            let known = file.entries.map(\.vehicle).joined(separator: ", ")
            throw RoadFileFault(path, "it has no roads for \(vehicle.rawValue), only for: \(known). Import the map again, or ask for one of these.")
        }
        guard entry.offset >= 0, entry.length == Int64(entry.counts.bytes), entry.length <= partBytesMax, entry.offset <= file.size - entry.length
        else {
            throw RoadFileFault(path, "the file is cut off or spoilt: its roads for \(vehicle.rawValue) are not where it says. Import the map again.")
        }
        let part = try bytes(path, file.handle, at: entry.offset, Int(entry.length))
        return try part.withUnsafeBytes { raw in
            guard sum(raw) == entry.sum else { throw RoadFileFault(path, "the file is spoilt: the check sum is wrong. Import the map again.") }
            do {
                return (try graph(vehicle, entry.counts, raw), file.source)
            } catch let fault as RoadFault {
                throw RoadFileFault(path, "the file is spoilt: \(fault.description). Import the map again.")
            }
        }
    }

    public static func contents(_ path: String) throws -> Contents {
        let file = try open(path)
        defer { try? file.handle.close() }  // swallowed because it was only read from
        return Contents(source: file.source, vehicles: file.entries.compactMap { Vehicle(rawValue: $0.vehicle) })
    }

    private struct Opened {
        let handle: FileHandle
        let size: Int64
        let source: String
        let entries: [Entry]
    }

    private static func open(_ path: String) throws -> Opened {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw RoadFileFault(path, "cannot be opened. Check the name; `bayu roads import` makes such a file.")
        }
        let size: Int64
        do {
            size = Int64(try handle.seekToEnd())
        } catch {
            throw RoadFileFault(path, "cannot be read: \(error.localizedDescription) Is it a folder?")
        }
        guard size >= headBytes else { throw RoadFileFault(path, notOurs) }
        let head = try bytes(path, handle, at: 0, headBytes)
        guard Array(head.prefix(magic.count)) == magic else { throw RoadFileFault(path, notOurs) }
        let numbers = head.withUnsafeBytes { raw in
            var words = WordReader(UnsafeRawBufferPointer(rebasing: raw[magic.count...]))
            return words.list(4) { $0.word() }
        }
        guard numbers[0] == version else {
            throw RoadFileFault(
                path, "it is of version \(numbers[0]), and this program reads version \(version). Import the map again with this program.")
        }
        let (vehicles, textBytes) = (Int(numbers[1]), Int(numbers[2]))
        guard (0...vehiclesMax).contains(vehicles), (0...textBytesMax).contains(textBytes) else { throw RoadFileFault(path, spoiltHead) }
        let rest = try bytes(path, handle, at: Int64(headBytes), textBytes + vehicles * entryBytes)
        guard rest.withUnsafeBytes(sum) == UInt32(bitPattern: numbers[3]) else { throw RoadFileFault(path, spoiltHead) }
        let entries = (0..<vehicles).map { entry(Array(rest[(textBytes + $0 * entryBytes)..<(textBytes + ($0 + 1) * entryBytes)])) }
        return Opened(handle: handle, size: size, source: String(decoding: rest.prefix(textBytes), as: UTF8.self), entries: entries)
    }

    private static let notOurs = "this is no graph of roads. Name a file that `bayu roads import` wrote."
    private static let spoiltHead = "the file is spoilt: its directory cannot be read. Import the map again."

    private static func entry(_ bytes: [UInt8]) -> Entry {
        let name = String(decoding: bytes.prefix(nameBytes).prefix { $0 != 0 }, as: UTF8.self)
        return bytes.withUnsafeBytes { raw in
            var words = WordReader(UnsafeRawBufferPointer(rebasing: raw[nameBytes...]))
            let counts = words.list(4) { max(0, Int($0.word())) }
            return Entry(
                vehicle: name, counts: Counts(points: counts[0], roads: counts[1], lanes: counts[2], turns: counts[3]), offset: words.long(),
                length: words.long(), sum: UInt32(bitPattern: words.word()))
        }
    }

    private static func bytes(_ path: String, _ handle: FileHandle, at offset: Int64, _ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            try handle.seek(toOffset: UInt64(offset))
            while bytes.count < count {
                guard let piece = try handle.read(upToCount: count - bytes.count), !piece.isEmpty else {
                    throw RoadFileFault(path, "the file is cut off: \(count - bytes.count) bytes are missing. Import the map again.")
                }
                bytes += piece
            }
        } catch let fault as RoadFileFault {
            throw fault
        } catch {
            throw RoadFileFault(path, "cannot be read: \(error.localizedDescription)")
        }
        return bytes
    }
}
