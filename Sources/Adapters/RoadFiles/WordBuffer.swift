/// Numbers of 32 bits on their way into a file or out of it, little-endian.
struct WordWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity words: Int) { bytes.reserveCapacity(words * 4) }

    mutating func append(_ value: Int32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }

    mutating func append(_ value: Int64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
}

/// Hands out numbers of 32 bits; whoever reads has counted them before.
struct WordReader {
    private let bytes: UnsafeRawBufferPointer
    private var next = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    @inline(__always) mutating func word() -> Int32 {
        defer { next += 4 }
        return Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: next, as: Int32.self))
    }

    @inline(__always) mutating func long() -> Int64 {
        defer { next += 8 }
        return Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: next, as: Int64.self))
    }

    mutating func list<Element>(_ count: Int, _ make: (inout WordReader) -> Element) -> [Element] {
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(make(&self)) }
        return list
    }
}
