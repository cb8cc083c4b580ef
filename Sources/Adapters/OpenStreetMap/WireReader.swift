/// Reads Protocol Buffers from memory: numbers, and runs of bytes that are messages or packed numbers in turn. Every read is held against the end.
///
/// By hand, for OpenStreetMap's files use a handful of fields: see decision 0034. Source: Protocol Buffers documentation, "Encoding".
struct WireReader {
    struct Broken: Error {}

    enum Value {
        case number(UInt64)
        case bytes(UnsafeRawBufferPointer)
        /// Fixed widths, which no field of interest has.
        case other
    }

    private let bytes: UnsafeRawBufferPointer
    private var next = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { next >= bytes.count }

    @inline(__always) mutating func number() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while next < bytes.count, shift < 64 {
            let byte = bytes[next]
            next += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Broken()
    }

    /// A number in zigzag form, where small negative ones are short.
    @inline(__always) mutating func signed() throws -> Int64 {
        let value = try number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// The next field and its number; nil at the end.
    mutating func field() throws -> (tag: Int, value: Value)? {
        guard !isAtEnd else { return nil }
        let key = try number()
        guard key >> 3 <= 0x1FFF_FFFF else { throw Broken() }
        let tag = Int(key >> 3)
        switch key & 7 {
        case 0: return (tag, .number(try number()))
        case 1: return (tag, try skip(8))
        case 2:
            let length = try number()
            guard length <= UInt64(bytes.count - next) else { throw Broken() }
            defer { next += Int(length) }
            return (tag, .bytes(UnsafeRawBufferPointer(rebasing: bytes[next..<(next + Int(length))])))
        case 5: return (tag, try skip(4))
        default: throw Broken()
        }
    }

    private mutating func skip(_ count: Int) throws -> Value {
        guard count <= bytes.count - next else { throw Broken() }
        next += count
        return .other
    }

    /// All numbers of a packed field.
    static func numbers(_ bytes: UnsafeRawBufferPointer) throws -> [UInt64] {
        var reader = WireReader(bytes)
        var numbers: [UInt64] = []
        while !reader.isAtEnd { numbers.append(try reader.number()) }
        return numbers
    }

    /// The same where each number is the difference from the one before.
    static func running(_ bytes: UnsafeRawBufferPointer) throws -> [Int64] {
        var reader = WireReader(bytes)
        var numbers: [Int64] = []
        var sum: Int64 = 0
        while !reader.isAtEnd {
            sum &+= try reader.signed()
            numbers.append(sum)
        }
        return numbers
    }

    static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
}
