import Incidents

/// Codable values as JSON, written straight into one buffer.
///
/// Foundation's encoder first builds a tree of values and then serializes it, which took a fifth of the CPU of opening an incident. Here each value is written when
/// it is encoded, so a container must be finished before its parent goes on: synthesized conformances and the ones in this project do.
/// Keys come in the order in which they are encoded, so equal values give equal bytes; dictionaries come in no order.
public enum JSONBytes {
    /// UTF-8 JSON. Throws `EncodingError.invalidValue` for a number that JSON cannot hold.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let writer = JSONWriter()
        if let plain = value as? any PlainJSON { plain.write(to: writer) } else { try writer.write(value) }
        return writer.bytes
    }
}

/// The buffer and the containers that are open in it, outermost first.
final class JSONWriter {
    var bytes: [UInt8] = []
    private var open: [Container] = []

    private struct Container {
        let isObject: Bool
        var isEmpty = true
    }

    /// Most events fit; a larger value lets the buffer grow.
    private static let reservedByteCount = 512

    init() { bytes.reserveCapacity(Self.reservedByteCount) }

    var depth: Int { open.count }

    func write<Value: Encodable>(_ value: Value) throws {
        // Clocks are half of what a snapshot of many open matters holds. The first comparison is of two addresses.
        if Value.self == Clock.self, let clock = value as? Clock { return clock.write(to: self) }
        let before = bytes.count
        let outer = open.count
        try value.encode(to: JSONValueEncoder(writer: self, depth: outer))
        close(to: outer)
        // A type without stored properties encodes nothing.
        if bytes.count == before { bytes.append(contentsOf: "{}".utf8) }
    }

    /// Opens a container, or goes on with the one that the same value has opened before.
    func begin(object isObject: Bool, at depth: Int) -> Int {
        close(to: depth + 1)
        if open.count > depth {
            precondition(open[depth].isObject == isObject, "one value was encoded as an object and as an array")
            return open.count
        }
        bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        open.append(Container(isObject: isObject))
        return open.count
    }

    func close(to depth: Int) {
        while open.count > depth { bytes.append(open.removeLast().isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) }
    }

    /// Ends what is open inside the container at `depth` and begins its next entry.
    func next(in depth: Int) {
        close(to: depth)
        if open[depth - 1].isEmpty { open[depth - 1].isEmpty = false } else { bytes.append(UInt8(ascii: ",")) }
    }

    func next(_ key: String, in depth: Int) {
        next(in: depth)
        append(key)
        bytes.append(UInt8(ascii: ":"))
    }

    func appendNull() { bytes.append(contentsOf: "null".utf8) }

    func append(_ flag: Bool) { bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8) }

    func append(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

    /// The shortest decimal that reads back as the same number; a whole one without its point.
    func append(_ number: some BinaryFloatingPoint & LosslessStringConvertible, at path: [any CodingKey]) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(number, .init(codingPath: path, debugDescription: "JSON holds no \(number)"))
        }
        append(finite: number)
    }

    func append(finite number: some LosslessStringConvertible) {
        let text = number.description
        bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
    }

    func append(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count where utf8[index] < 0x20 || utf8[index] == UInt8(ascii: "\"") || utf8[index] == UInt8(ascii: "\\") {
                bytes.append(contentsOf: utf8[start..<index])
                escape(utf8[index])
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
