import Terrain

/// Points as text, one a line: x, y, z first, or under those names in a header line; other columns are passed over.
enum TextReader {
    static func read(_ name: String, _ source: some ByteSource) throws -> PointCloud {
        let bytes = ByteReader(name, source)
        let size = bytes.size
        var lines = LineReader(bytes)
        var columns: [Int]?
        var coordinates: [Double] = []
        while try lines.next() {
            if lines.fieldCount == 0 || lines.text(startsWith: 35) || lines.text(startsWith: 47) { continue }
            let places = try columns ?? Self.columns(&lines, reserving: size, &coordinates)
            columns = places
            if lines.isHeader { continue }
            for axis in 0..<3 {
                guard let value = lines.value(places[axis]) else {
                    throw lines.fault(
                        "\"\(lines.text.prefix(60))\" has no number for \(["x", "y", "z"][axis]). The line may be cut off; export the file again.")
                }
                try PointFile.check(value, name, point: coordinates.count / 3, axis: axis)
                coordinates.append(value)
            }
        }
        return PointCloud(name: name, coordinates: coordinates)
    }

    /// From the first line: where x, y and z stand. Also reserves memory for as many lines of that length as the file can hold.
    private static func columns(_ lines: inout LineReader<some ByteSource>, reserving size: Int, _ coordinates: inout [Double]) throws -> [Int] {
        guard lines.value(0) == nil else {
            coordinates.reserveCapacity(3 * (size / max(6, lines.text.utf8.count - 1) + 16))
            guard lines.fieldCount >= 3 else { throw lines.fault("it has \(lines.fieldCount) columns. Write one point a line, x,y,z.") }
            return [0, 1, 2]
        }
        lines.isHeader = true
        let names = lines.fields.map { $0.lowercased().filter { $0 != "\"" && $0 != "\u{FEFF}" } }
        let places = ["x", "y", "z"].compactMap { names.firstIndex(of: $0) }
        guard places.count == 3 else {
            throw lines.fault("\"\(lines.text.prefix(60))\" is neither three numbers nor a header with x, y and z. Write one point a line, x,y,z.")
        }
        return places
    }
}
