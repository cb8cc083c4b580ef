/// Reads numbers and runs of bytes from a source through one buffer, and says so when the file ends too early.
struct ByteReader<Source: ByteSource> {
    let file: String
    private var source: Source
    private var buffer = [UInt8](repeating: 0, count: pieceBytes)
    private var next = 0
    private var filled = 0
    /// Bytes handed out so far.
    private(set) var position = 0

    /// Large enough that reading is not felt beside parsing.
    private static var pieceBytes: Int { 1 << 20 }

    init(_ file: String, _ source: Source) {
        self.file = file
        self.source = source
    }

    var size: Int { source.size }
    var remaining: Int { max(0, source.size - position) }

    mutating func refill() throws -> Bool {
        filled = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
        next = 0
        return filled > 0
    }

    /// The next byte, or nil at the end.
    @inline(__always) mutating func byte() throws -> UInt8? {
        if next == filled, try !refill() { return nil }
        defer {
            next += 1
            position += 1
        }
        return buffer[next]
    }

    /// Exactly so many bytes.
    mutating func bytes(_ count: Int) throws -> [UInt8] {
        guard count <= remaining else { throw cutOff("\(count) more bytes are announced and \(remaining) are there") }
        var result: [UInt8] = []
        result.reserveCapacity(count)
        try forEachPiece(of: count) { result.append(contentsOf: $0) }
        return result
    }

    mutating func skip(_ count: Int) throws { try forEachPiece(of: count) { _ in } }

    /// Hands over the next `count` bytes as they come.
    private mutating func forEachPiece(of count: Int, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var left = count
        while left > 0 {
            if next == filled, try !refill() { throw cutOff("it ends \(left) bytes too early") }
            let here = min(left, filled - next)
            try body(buffer[next..<(next + here)])
            next += here
            position += here
            left -= here
        }
    }

    /// Hands over records of one length, as many at once as are in the buffer.
    mutating func forEachRecord(_ count: Int, bytes length: Int, _ body: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
        var done = 0
        var split: [UInt8] = []
        while done < count {
            let whole = min((filled - next) / length, count - done)
            if whole > 0 {
                try buffer.withUnsafeBytes { raw in
                    for index in 0..<whole {
                        let from = next + index * length
                        try body(UnsafeRawBufferPointer(rebasing: raw[from..<(from + length)]), done + index)
                    }
                }
                next += whole * length
                position += whole * length
                done += whole
                continue
            }
            split = try bytes(length)
            try split.withUnsafeBytes { try body($0, done) }
            done += 1
        }
    }

    func fault(_ what: String) -> PointFileFault { PointFileFault(file, what) }

    func cutOff(_ what: String) -> PointFileFault {
        PointFileFault(file, "the file is cut off: \(what). Copy or export it again.")
    }
}

extension UnsafeRawBufferPointer {
    /// A little-endian number at any offset.
    @inline(__always) func little<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }

    @inline(__always) func littleDouble(_ offset: Int) -> Double { Double(bitPattern: little(offset, as: UInt64.self)) }
}
