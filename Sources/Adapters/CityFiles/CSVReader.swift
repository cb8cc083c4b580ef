/// Cuts CSV text into records, one at a time, over bytes.
struct CSVReader {
    struct Record {
        let line: Int
        let fields: [String]
        let fault: String?
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next record that is neither empty nor a remark.
    mutating func next() -> Record? {
        while index < bytes.count {
            let start = line
            if bytes[index] == Self.remark {
                skipLine()
                continue
            }
            let (fields, fault) = record()
            if fields == [""] && fault == nil { continue }
            return Record(line: start, fields: fields, fault: fault)
        }
        return nil
    }

    private mutating func skipLine() {
        while index < bytes.count, bytes[index] != Self.newline { index += 1 }
        index += 1
        line += 1
    }

    private mutating func record() -> (fields: [String], fault: String?) {
        var fields: [String] = []
        var field: [UInt8] = []
        var quoted = false
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == Self.newline { line += 1 }
            if quoted {
                if byte != Self.quote {
                    field.append(byte)
                } else if index < bytes.count, bytes[index] == Self.quote {
                    field.append(byte)
                    index += 1
                } else {
                    quoted = false
                }
                continue
            }
            switch byte {
            case Self.quote where field.isEmpty: quoted = true
            case Self.comma:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            case Self.newline:
                return (fields + [String(decoding: field, as: UTF8.self)], nil)
            case Self.carriageReturn: break
            default: field.append(byte)
            }
        }
        return (fields + [String(decoding: field, as: UTF8.self)], quoted ? "a quote opens here and never closes: close it" : nil)
    }

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let remark = UInt8(ascii: "#")
}
