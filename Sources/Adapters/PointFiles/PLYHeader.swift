/// The header of a PLY file: how its numbers are written, and where x, y and z stand in a vertex.
struct PLYHeader {
    enum Format: String { case ascii, little = "binary_little_endian", big = "binary_big_endian" }

    struct Property {
        let name: String
        let type: String
    }

    struct Element {
        let name: String
        let count: Int
        var properties: [Property] = []
    }

    let format: Format
    /// In the order of the file.
    let elements: [Element]

    static let bytes: [String: Int] = [
        "char": 1, "int8": 1, "uchar": 1, "uint8": 1, "short": 2, "int16": 2, "ushort": 2, "uint16": 2, "int": 4, "int32": 4, "uint": 4,
        "uint32": 4, "float": 4, "float32": 4, "double": 8, "float64": 8,
    ]
    /// Headers of scanners have a few dozen lines; a file without an end of header must not be read to its end.
    private static let linesMax = 1_000
    private static let lineBytesMax = 4_096

    init(_ reader: inout ByteReader<some ByteSource>) throws {
        var format: Format?
        var elements: [Element] = []
        for _ in 0..<Self.linesMax {
            let words = try Self.line(&reader).split(separator: " ").map(String.init)
            switch words.first {
            case "format": format = words.count > 1 ? Format(rawValue: words[1]) : nil
            case "element":
                guard words.count == 3, let count = Int(words[2]), count >= 0 else {
                    throw reader.fault("its header has an element without a count.")
                }
                elements.append(Element(name: words[1], count: count))
            case "property" where !elements.isEmpty && words.count >= 3:
                elements[elements.count - 1].properties.append(Property(name: words[words.count - 1], type: words[1]))
            case "end_header":
                guard let format else { throw reader.fault("its format is none of ascii, binary_little_endian and binary_big_endian.") }
                (self.format, self.elements) = (format, elements)
                return
            default: continue
            }
        }
        throw reader.fault("its header has no end_header. Export it again.")
    }

    private static func line(_ reader: inout ByteReader<some ByteSource>) throws -> String {
        var bytes: [UInt8] = []
        while bytes.count < lineBytesMax {
            guard let byte = try reader.byte() else { throw reader.cutOff("its header has no end_header") }
            if byte == 10 { break }
            if byte != 13 { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
