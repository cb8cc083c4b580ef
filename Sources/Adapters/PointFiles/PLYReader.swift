import Terrain

/// PLY 1.0, as text or binary of either byte order: the x, y and z of its vertices.
enum PLYReader {
    static func read(_ name: String, _ source: some ByteSource) throws -> PointCloud {
        var reader = ByteReader(name, source)
        let header = try PLYHeader(&reader)
        guard let place = header.elements.firstIndex(where: { $0.name == "vertex" }) else {
            throw reader.fault("it has no vertices. Export the points, not a curve or a plane.")
        }
        let vertex = header.elements[place]
        guard vertex.count <= PointFile.countMax else {
            throw reader.fault("it announces \(vertex.count) points. At most \(PointFile.countMax) are read.")
        }
        let layout = try Layout(vertex, reader)
        let coordinates: [Double]
        if header.format == .ascii {
            let before = header.elements[..<place].reduce(0) { $0 &+ $1.count }
            coordinates = try text(vertex.count, skipping: before, layout, reader)
        } else {
            for element in header.elements[..<place] { try reader.skip(try length(of: element, reader)) }
            coordinates = try binary(vertex.count, layout, isBig: header.format == .big, &reader)
        }
        return PointCloud(name: name, coordinates: coordinates)
    }

    /// Where the three coordinates stand in one vertex.
    private struct Layout {
        let fields: [Int]
        let offsets: [Int]
        let types: [String]
        let isSingle: [Bool]
        let bytes: Int

        init(_ vertex: PLYHeader.Element, _ reader: ByteReader<some ByteSource>) throws {
            var (offsets, bytes) = ([Int](), 0)
            for property in vertex.properties {
                guard let width = PLYHeader.bytes[property.type] else {
                    throw reader.fault(
                        "the property \(property.name) of its vertices is a \(property.type), which is not read. Export x, y, z as double.")
                }
                offsets.append(bytes)
                bytes += width
            }
            let fields = ["x", "y", "z"].compactMap { axis in vertex.properties.firstIndex { $0.name == axis } }
            guard fields.count == 3 else { throw reader.fault("its vertices have no x, y and z. Export them as double.") }
            self.fields = fields
            self.offsets = fields.map { offsets[$0] }
            types = fields.map { vertex.properties[$0].type }
            isSingle = types.map { $0 == "float" || $0 == "float32" }
            self.bytes = bytes
        }
    }

    private static func length(of element: PLYHeader.Element, _ reader: ByteReader<some ByteSource>) throws -> Int {
        var bytes = 0
        for property in element.properties {
            guard let width = PLYHeader.bytes[property.type] else {
                throw reader.fault("its \(element.name) stand before its vertices and have lists. Write the vertices first.")
            }
            bytes += width
        }
        let (total, overflow) = bytes.multipliedReportingOverflow(by: element.count)
        guard !overflow, total <= reader.remaining else { throw reader.cutOff("\(element.count) \(element.name) are announced and are not there") }
        return total
    }

    private static func binary(
        _ count: Int, _ layout: Layout, isBig: Bool, _ reader: inout ByteReader<some ByteSource>
    ) throws -> [Double] {
        guard count <= reader.remaining / layout.bytes else {
            throw reader.cutOff("\(count) points are announced and \(reader.remaining / layout.bytes) are there")
        }
        let name = reader.file
        return try [Double](unsafeUninitializedCapacity: 3 * count) { out, filled in
            try reader.forEachRecord(count, bytes: layout.bytes) { raw, index in
                for axis in 0..<3 {
                    let value = scalar(raw, layout.offsets[axis], layout.types[axis], isBig)
                    try PointFile.check(value, name, point: index, axis: axis)
                    if layout.isSingle[axis] { try PointFile.checkSingle(value, name, point: index, axis: axis) }
                    out[3 * index + axis] = value
                }
            }
            filled = 3 * count
        }
    }

    @inline(__always) private static func scalar(_ raw: UnsafeRawBufferPointer, _ offset: Int, _ type: String, _ isBig: Bool) -> Double {
        func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
            let bits = raw.loadUnaligned(fromByteOffset: offset, as: Number.self)
            return isBig ? Number(bigEndian: bits) : Number(littleEndian: bits)
        }
        switch type {
        case "double", "float64": return Double(bitPattern: number(UInt64.self))
        case "float", "float32": return Double(Float(bitPattern: number(UInt32.self)))
        case "int", "int32": return Double(number(Int32.self))
        case "uint", "uint32": return Double(number(UInt32.self))
        case "short", "int16": return Double(number(Int16.self))
        case "ushort", "uint16": return Double(number(UInt16.self))
        case "char", "int8": return Double(number(Int8.self))
        default: return Double(raw[offset])
        }
    }

    private static func text(
        _ count: Int, skipping before: Int, _ layout: Layout, _ reader: ByteReader<some ByteSource>
    ) throws -> [Double] {
        // Three digits and three separators are the shortest vertex; a count beyond that cannot be true.
        guard count <= reader.remaining / 5 + 1 else { throw reader.cutOff("\(count) points are announced in \(reader.remaining) bytes") }
        var lines = LineReader(reader)
        var coordinates: [Double] = []
        coordinates.reserveCapacity(3 * count)
        var toSkip = before
        while coordinates.count < 3 * count, try lines.next() {
            if lines.fieldCount == 0 { continue }
            if toSkip > 0 {
                toSkip -= 1
                continue
            }
            for axis in 0..<3 {
                guard let value = lines.value(layout.fields[axis]) else {
                    throw reader.cutOff("point \(coordinates.count / 3 + 1) has no \(["x", "y", "z"][axis])")
                }
                try PointFile.check(value, reader.file, point: coordinates.count / 3, axis: axis)
                coordinates.append(value)
            }
        }
        guard coordinates.count == 3 * count else { throw reader.cutOff("\(count) points are announced and \(coordinates.count / 3) are there") }
        return coordinates
    }
}
