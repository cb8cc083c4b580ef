import Terrain

/// Reads the points of a file: LAS 1.2–1.4, PLY, NumPy, or text with x, y, z.
///
/// What a file is, its first bytes say; text is taken when they say nothing else. Every count in a header is held against the size of the file
/// before memory is reserved for it. A coordinate that is no number is refused with its place, never dropped.
public enum PointFile {
    public static func read(path: String) throws -> PointCloud {
        try read(path, from: try FileBytes(path: path))
    }

    /// `name` is what faults and the cloud are called. Throws `PointFileFault`, or what the source throws.
    public static func read(_ name: String, from source: some ByteSource) throws -> PointCloud {
        var source = Prefixed(source)
        let head = try source.peek(Self.magicBytes)
        guard !head.isEmpty else { throw PointFileFault(name, "the file is empty. Export the epoch again.") }
        if head.starts(with: "LASF".utf8) { return try LASReader.read(name, source) }
        if head.starts(with: [0x93] + "NUMPY".utf8) { return try NumPyReader.read(name, source) }
        if head.starts(with: "ply\n".utf8) || head.starts(with: "ply\r".utf8) { return try PLYReader.read(name, source) }
        if let kind = otherKind(head, name) {
            throw PointFileFault(name, "this is \(kind), which is not read. Convert it to LAS 1.2–1.4, PLY, or text with x,y,z.")
        }
        return try TextReader.read(name, source)
    }

    /// Kinds of files that people try, told by how they begin or what they are called.
    private static func otherKind(_ head: [UInt8], _ name: String) -> String? {
        if head.starts(with: "PK".utf8) { return "a ZIP archive" }
        if head.starts(with: [0x1f, 0x8b]) { return "a gzip archive" }
        if head.starts(with: "ASTM-E57".utf8) { return "an E57 file" }
        if name.lowercased().hasSuffix(".laz") || name.lowercased().hasSuffix(".las") { return "no LAS file: it does not begin with LASF" }
        if head.contains(0) { return "a binary file of an unknown kind" }
        return nil
    }

    /// Longer than the longest mark.
    private static let magicBytes = 16
    /// Coordinates of this many points are 12 GB; a file that announces more is refused before anything is reserved.
    static let countMax = 500_000_000

    /// Refuses a coordinate that was kept in four bytes and is too large for them: at UTM's 3,300,000 m a step is 250 mm, and a comparison
    /// would take the steps for rock.
    @inline(__always) static func checkSingle(_ value: Double, _ file: String, point: Int, axis: Int) throws {
        guard abs(value) <= singleMax else {
            throw PointFileFault(
                file,
                "point \(point + 1) has \(["x", "y", "z"][axis]) = \(value) as float32, which keeps it to \(Float(value).ulp) m only. Export float64 (double), "
                    + "or take a round number off all coordinates of every epoch.")
        }
    }

    /// Metres. Up to here a float32 keeps half a millimetre, an order below the shifts that are looked for.
    static let singleMax = 8192.0

    /// Refuses a coordinate that is not finite.
    @inline(__always) static func check(_ value: Double, _ file: String, point: Int, axis: Int) throws {
        guard value.isFinite else {
            throw PointFileFault(
                file, "point \(point + 1) has \(["x", "y", "z"][axis]) = \(value). Remove points without a position and export it again.")
        }
    }
}

/// A source whose first bytes have been looked at.
private struct Prefixed<Source: ByteSource>: ByteSource {
    private var source: Source
    private var head: [UInt8] = []

    init(_ source: Source) { self.source = source }

    var size: Int { source.size }

    mutating func peek(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = try bytes.withUnsafeMutableBytes { try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...])) }
            if got == 0 { break }
            filled += got
        }
        head = Array(bytes.prefix(filled))
        return head
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !head.isEmpty else { return try source.read(into: buffer) }
        let count = min(buffer.count, head.count)
        buffer.copyBytes(from: head.prefix(count))
        head.removeFirst(count)
        return count
    }
}
