import Foundation
import Roads

extension RoadGraphFile {
    /// Writes the graphs beside `path` and then puts them there, so that nobody reads half a file.
    /// - Parameter source: where the roads come from, with the attribution that whoever shows them owes.
    /// - Throws: `RoadFileFault` when the file cannot be written.
    public static func write(_ graphs: [RoadGraph], source: String, to path: String) throws {
        let text = Array(source.utf8.prefix(textBytesMax))
        let parts = graphs.map(words)
        var directory: [UInt8] = []
        var offset = Int64(headBytes + text.count + graphs.count * entryBytes)
        for (graph, part) in zip(graphs, parts) {
            let counts = counts(graph)
            let name = Array(graph.vehicle.rawValue.utf8.prefix(nameBytes))
            directory += name + [UInt8](repeating: 0, count: nameBytes - name.count)
            var words = WordWriter(capacity: 12)
            for count in [counts.points, counts.roads, counts.lanes, counts.turns] { words.append(Int32(clamping: count)) }
            words.append(offset)
            words.append(Int64(part.count))
            words.append(Int32(bitPattern: part.withUnsafeBytes(sum)))
            words.append(0 as Int32)
            words.append(0 as Int64)
            directory += words.bytes
            offset += Int64(part.count)
        }
        var head = WordWriter(capacity: 4)
        for value in [version, Int32(graphs.count), Int32(text.count), Int32(bitPattern: (text + directory).withUnsafeBytes(sum))] {
            head.append(value)
        }
        do {
            var data = Data(magic + head.bytes + text + directory)
            for part in parts { data.append(contentsOf: part) }
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw RoadFileFault(path, "cannot be written: \(error.localizedDescription) Name another place.")
        }
    }
}
