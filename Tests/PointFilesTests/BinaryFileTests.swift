import PointFiles
import Terrain
import Testing

/// A number as bytes, the least significant first, or last where `big`.
private func bytes<Number: FixedWidthInteger>(_ number: Number, big: Bool = false) -> [UInt8] {
    let little = (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return big ? little.reversed() : little
}

/// A LAS file made by the layout tables of the specification, with points of one format.
private struct LASFile {
    var minor: UInt8
    var format: UInt8
    var points: [(Int32, Int32, Int32, kind: UInt8)]
    var records: [[UInt8]] = []
    /// Points that the header announces beyond those that are there.
    var missing = 0

    static let pointBytes: [UInt8: Int] = [0: 20, 1: 28, 3: 34, 6: 30, 7: 36]

    var all: [UInt8] {
        let size = minor == 4 ? 375 : minor == 3 ? 235 : 227
        let length = Self.pointBytes[format] ?? 0
        var header = [UInt8](repeating: 0, count: size)
        func put(_ offset: Int, _ content: [UInt8]) { header.replaceSubrange(offset..<(offset + content.count), with: content) }
        put(0, Array("LASF".utf8))
        put(24, [1, minor])
        put(94, bytes(UInt16(size)))
        put(96, bytes(UInt32(size + records.reduce(0) { $0 + $1.count })))
        put(100, bytes(UInt32(records.count)))
        put(104, [format])
        put(105, bytes(UInt16(length)))
        let count = UInt32(points.count + missing)
        put(107, bytes(format < 6 ? count : 0))
        if minor == 4 { put(247, bytes(UInt64(count))) }
        for (axis, offset) in [500_000.0, 3_300_000, 200].enumerated() {
            put(131 + 8 * axis, bytes(0.001.bitPattern))
            put(155 + 8 * axis, bytes(offset.bitPattern))
        }
        return header + records.flatMap { $0 } + points.flatMap { point(length, $0) }
    }

    private func point(_ length: Int, _ point: (Int32, Int32, Int32, kind: UInt8)) -> [UInt8] {
        var raw = bytes(point.0) + bytes(point.1) + bytes(point.2) + [UInt8](repeating: 0, count: length - 12)
        raw[format < 6 ? 15 : 16] = point.kind
        return raw
    }

    /// A variable length record.
    static func record(_ user: String, _ number: UInt16, _ content: [UInt8]) -> [UInt8] {
        let name = Array(user.utf8) + [UInt8](repeating: 0, count: 16 - user.utf8.count)
        return [0, 0] + name + bytes(number) + bytes(UInt16(content.count)) + [UInt8](repeating: 0, count: 32) + content
    }
}

@Suite("Binary files of points")
struct BinaryFileTests {
    private func read(_ name: String, _ content: [UInt8]) throws -> PointCloud { try PointFile.read(name, from: BytesInMemory(content)) }

    /// What a refusal says, or nil when the bytes were taken.
    private func refusal(_ name: String, _ content: [UInt8]) -> String? {
        do {
            _ = try read(name, content)
            return nil
        } catch { return "\(error)" }
    }

    @Test("LAS 1.2, 1.3 and 1.4 are read with scale and offset, and noise is left out", arguments: [(2, 1), (2, 3), (3, 0), (4, 6), (4, 7)])
    func las(minor: UInt8, format: UInt8) throws {
        let file = LASFile(minor: minor, format: format, points: [(1, 2, 3, kind: 2), (9, 9, 9, kind: 7), (-1500, 0, 250, kind: 1)])
        let found = try read("a.las", file.all).coordinates
        let wanted = [500_000.001, 3_300_000.002, 200.003, 499_998.5, 3_300_000, 200.25]
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-9 } && found.count == 6)
    }

    @Test("LAS that is cut off, compressed, in feet, in degrees or of another version is refused with what to do")
    func lasRefused() {
        let point = (Int32(1), Int32(2), Int32(3), kind: UInt8(2))
        let whole = LASFile(minor: 2, format: 1, points: [point, point])
        var short = whole
        short.missing = 1
        #expect(refusal("a.las", short.all)?.contains("cut off") == true)
        #expect(refusal("a.las", Array(whole.all.dropLast(5)))?.contains("cut off") == true)
        #expect(refusal("a.las", Array(whole.all.prefix(100)))?.contains("cut off") == true)
        var zipped = whole
        zipped.records = [LASFile.record("laszip encoded", 22204, [0, 0])]
        #expect(refusal("a.las", zipped.all)?.contains("laszip -i") == true)
        var old = whole
        old.minor = 1
        #expect(refusal("a.las", old.all)?.contains("LAS 1.1") == true)
        func keyed(_ pairs: [(UInt16, UInt16)]) -> [UInt8] {
            let keys = pairs.flatMap { bytes($0.0) + bytes(UInt16(0)) + bytes(UInt16(1)) + bytes($0.1) }
            var file = whole
            file.records = [LASFile.record("LASF_Projection", 34735, [1, 0, 1, 0, 0, 0] + bytes(UInt16(pairs.count)) + keys)]
            return file.all
        }
        #expect(refusal("a.las", keyed([(1024, 1), (3072, 2926), (3076, 9002)]))?.contains("Convert it to metres") == true)
        #expect(refusal("a.las", keyed([(1024, 2), (2048, 4326)]))?.contains("longitude and latitude") == true)
        #expect(refusal("a.las", keyed([(1024, 1), (3072, 4548), (3076, 9001)])) == nil)
    }

    private func ply(_ order: String, _ type: String, _ values: [Double], count: Int? = nil) -> [UInt8] {
        let big = order == "binary_big_endian"
        let header = ["ply", "format \(order) 1.0", "element vertex \(count ?? values.count / 3)"] + ["uchar red"].map { "property \($0)" }
        let axes = ["x", "y", "z"].map { "property \(type) \($0)" } + ["end_header", ""]
        let body = stride(from: 0, to: values.count, by: 3).flatMap { from in
            [UInt8(255)]
                + values[from..<(from + 3)].flatMap { type == "double" ? bytes($0.bitPattern, big: big) : bytes(Float($0).bitPattern, big: big) }
        }
        return Array((header + axes).joined(separator: "\n").utf8) + body
    }

    @Test("binary PLY is read in either byte order, as float and as double", arguments: ["binary_little_endian", "binary_big_endian"])
    func ply(order: String) throws {
        let near = [1.5, -2.25, 3, 4, 5, 6.125]
        let single = try read("a.ply", ply(order, "float", near)).coordinates
        #expect(single == near)
        let double = try read("a.ply", ply(order, "double", [500_000.001, 3_300_000.002, 1])).coordinates
        #expect(double == [500_000.001, 3_300_000.002, 1])
        #expect(refusal("a.ply", ply(order, "double", near, count: 3))?.contains("cut off") == true)
        #expect(refusal("a.ply", ply(order, "double", [1, .nan, 2]))?.contains("y = nan") == true)
    }

    private func numpy(_ kind: String, _ values: [Double]) -> [UInt8] {
        let header = "{'descr': '\(kind)', 'fortran_order': False, 'shape': (\(values.count / 3), 3), }\n"
        let body = values.flatMap {
            kind.hasSuffix("4") ? bytes(Float($0).bitPattern, big: kind.hasPrefix(">")) : bytes($0.bitPattern, big: kind.hasPrefix(">"))
        }
        return [0x93] + Array("NUMPY".utf8) + [1, 0] + bytes(UInt16(header.utf8.count)) + Array(header.utf8) + body
    }

    @Test("NumPy's float32 and float64 are read in either byte order, other kinds are refused", arguments: ["<f4", ">f4", "<f8", ">f8"])
    func numpy(kind: String) throws {
        let values = [1.5, -2.25, 3, 4, 5, 6.125]
        let found = try read("a.npy", numpy(kind, values)).coordinates
        #expect(found == values)
        #expect(refusal("a.npy", Array(numpy(kind, values).dropLast()))?.contains("cut off") == true)
        #expect(refusal("a.npy", numpy("<i8", values))?.contains("astype") == true)
    }

    @Test("float32 at coordinates that it keeps to centimetres only is refused, rather than compared")
    func single() {
        let far = [500_000.0, 3_300_000, 200]
        #expect(refusal("a.npy", numpy("<f4", far))?.contains("float32") == true)
        #expect(refusal("a.npy", numpy("<f8", far)) == nil)
        #expect(refusal("a.ply", ply("binary_little_endian", "float", far))?.contains("float32") == true)
    }
}
