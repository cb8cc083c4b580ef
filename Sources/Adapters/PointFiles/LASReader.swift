import Terrain

/// LAS 1.2, 1.3 and 1.4 with point formats 0 to 10 (ASPRS LAS 1.4 R15). Points marked as withheld or classified as noise (7, 18) are left out.
enum LASReader {
    static func read(_ name: String, _ source: some ByteSource) throws -> PointCloud {
        var reader = ByteReader(name, source)
        let header = try LASHeader(&reader)
        var reference: SpatialReference?
        for _ in 0..<header.recordCount where reader.position + LASHeader.recordHeaderBytes <= header.pointsStart {
            let record = try LASRecord(&reader)
            try record.refuseCompressed(name)
            reference = record.reference ?? reference
        }
        if let problem = reference.flatMap({ Self.problem(with: $0) }) { throw reader.fault(problem) }
        guard header.pointsStart >= reader.position else { throw reader.fault("its points begin inside its header. Export it again.") }
        try reader.skip(header.pointsStart - reader.position)
        let room = reader.remaining / header.pointBytes
        guard header.count <= room else { throw reader.cutOff("\(header.count) points are announced and \(room) are there") }
        return PointCloud(name: name, coordinates: try points(header, &reader), reference: reference)
    }

    private static func points(_ header: LASHeader, _ reader: inout ByteReader<some ByteSource>) throws -> [Double] {
        var coordinates: [Double] = []
        coordinates.reserveCapacity(3 * header.count)
        let (scale, offset, name) = (header.scale, header.offset, reader.file)
        try reader.forEachRecord(header.count, bytes: header.pointBytes) { raw, index in
            if header.leavesOut(raw) { return }
            for axis in 0..<3 {
                let value = Double(raw.little(4 * axis, as: Int32.self)) * scale[axis] + offset[axis]
                try PointFile.check(value, name, point: index, axis: axis)
                coordinates.append(value)
            }
        }
        return coordinates
    }

    /// A system that cannot be compared in metres.
    private static func problem(with reference: SpatialReference) -> String? {
        if reference.isGeographic {
            return "its coordinates are longitude and latitude (\(reference.name)). Project it to metres, such as UTM or CGCS2000 / Gauss-Kruger."
        }
        if let unit = reference.metresPerUnit, abs(unit - 1) > 1e-9 {
            return "its unit is \(unit) m (\(reference.name)). Convert it to metres."
        }
        return nil
    }
}

/// The public header block, as far as reading points needs it.
struct LASHeader {
    let pointsStart: Int
    let recordCount: Int
    let format: UInt8
    let pointBytes: Int
    let count: Int
    let scale: SIMD3<Double>
    let offset: SIMD3<Double>

    static let recordHeaderBytes = 54
    /// The shortest record of each point format (LAS 1.4 R15, tables 7–18).
    static let pointBytesMin = [20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67]

    init(_ reader: inout ByteReader<some ByteSource>) throws {
        let common = try reader.bytes(227)
        let (major, minor) = (common[24], common[25])
        guard major == 1, (2...4).contains(minor) else {
            throw reader.fault("it is LAS \(major).\(minor), and 1.2 to 1.4 are read. Convert it to LAS 1.4.")
        }
        let (size, points, records, pointFormat, length, legacy) = common.withUnsafeBytes { raw in
            (
                Int(raw.little(94, as: UInt16.self)), Int(raw.little(96, as: UInt32.self)), Int(raw.little(100, as: UInt32.self)), raw[104],
                Int(raw.little(105, as: UInt16.self)), Int(raw.little(107, as: UInt32.self))
            )
        }
        if pointFormat & 0xC0 != 0 { throw reader.fault(Self.compressed) }
        guard Int(pointFormat) < Self.pointBytesMin.count, length >= Self.pointBytesMin[Int(pointFormat)] else {
            throw reader.fault("its point format \(pointFormat) with \(length) bytes a point is not in LAS 1.4. Export it again.")
        }
        guard size >= (minor == 4 ? 375 : 227) else { throw reader.fault("its header says it has \(size) bytes. Export it again.") }
        let rest = try reader.bytes(size - 227)
        // LAS 1.4 counts in 64 bits; the old field is zero for the new formats.
        let long = minor == 4 ? rest.withUnsafeBytes { $0.little(247 - 227, as: UInt64.self) } : 0
        let announced = long > 0 ? long : UInt64(legacy)
        guard announced <= UInt64(PointFile.countMax) else {
            throw reader.fault("it announces \(announced) points. At most \(PointFile.countMax) are read.")
        }
        (pointsStart, recordCount, format, pointBytes, count) = (points, records, pointFormat, length, Int(announced))
        (scale, offset) = common.withUnsafeBytes { raw in
            (
                SIMD3(raw.littleDouble(131), raw.littleDouble(139), raw.littleDouble(147)),
                SIMD3(raw.littleDouble(155), raw.littleDouble(163), raw.littleDouble(171))
            )
        }
        guard (0..<3).allSatisfy({ scale[$0].isFinite && scale[$0] != 0 && offset[$0].isFinite }) else {
            throw reader.fault("the scale or the offset in its header is no usable number. Export it again.")
        }
    }

    static let compressed =
        "it is compressed (LAZ), which is not read. Decompress it: laszip -i FILE.laz -o FILE.las, or pdal translate FILE.laz FILE.las."

    @inline(__always) func leavesOut(_ raw: UnsafeRawBufferPointer) -> Bool {
        let kind = format < 6 ? raw[15] & 0x1F : raw[16]
        let withheld = format < 6 ? raw[15] & 0x80 != 0 : raw[15] & 0x04 != 0
        return withheld || kind == 7 || kind == 18
    }
}
