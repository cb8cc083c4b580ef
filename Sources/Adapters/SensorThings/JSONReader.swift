/// Walks through JSON text once, byte by byte, without building a tree. RFC 8259, with a bound on depth.
///
/// Every reader names the field it reads only when it fails, so that a good body makes no strings.
struct JSONReader {
    /// A string's bytes between its quotes.
    struct Text {
        let range: Range<Int>
        let hasEscapes: Bool
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next byte that is not white space; nil at the end.
    mutating func peek() -> UInt8? {
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == 32 || byte == 10 || byte == 13 || byte == 9 else { return byte }
            index += 1
        }
        return nil
    }

    func malformed(_ field: String, _ message: String) -> SensorThingsRefusal {
        SensorThingsRefusal(.malformed, field: field, "\(message) at byte \(index)")
    }

    mutating func expect(_ byte: UInt8, _ field: @autoclosure () -> String) throws(SensorThingsRefusal) {
        guard peek() == byte else {
            throw malformed(field(), "expected '\(Character(UnicodeScalar(byte)))', found \(found())")
        }
        index += 1
    }

    /// Steps over an opening bracket or brace.
    mutating func open(_ byte: UInt8, _ field: @autoclosure () -> String) throws(SensorThingsRefusal) {
        try expect(byte, field())
        depth += 1
        guard depth <= Self.depthMax else {
            throw SensorThingsRefusal(.tooMuch, field: field(), "the body is nested deeper than \(Self.depthMax)")
        }
    }

    /// True, with the bracket or brace stepped over, when the container ends here. Call it before each element.
    mutating func closes(_ byte: UInt8, isFirst: Bool, _ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Bool {
        guard let next = peek() else { throw malformed(field(), "the text ends too early") }
        if next == byte {
            index += 1
            depth -= 1
            return true
        }
        if !isFirst {
            try expect(44, field())
            if peek() == byte { throw malformed(field(), "a comma before the end") }
        }
        return false
    }

    /// The key of the next member, with its colon stepped over.
    mutating func key(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Text {
        let text = try string(field())
        try expect(58, field())
        return text
    }

    func matches(_ text: Text, _ name: StaticString) -> Bool {
        if text.hasEscapes { return decode(text) == name.description }
        guard text.range.count == name.utf8CodeUnitCount else { return false }
        var place = name.utf8Start
        for index in text.range {
            if bytes[index] != place.pointee { return false }
            place += 1
        }
        return true
    }

    /// What stands at the present place, in words.
    mutating func found() -> String {
        guard let byte = peek() else { return "the end" }
        return switch byte {
        case 34: "a string"
        case 123: "an object"
        case 91: "an array"
        case 116, 102: "true or false"
        case 110: "null"
        case 45, 48...57: "a number"
        case 33...126: "'\(Character(UnicodeScalar(byte)))'"
        default: "byte \(byte)"
        }
    }

    /// Steps over the word when it stands here.
    mutating func takes(_ word: StaticString) -> Bool {
        guard peek() == word.utf8Start.pointee, index + word.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[index + offset] != word.utf8Start[offset] { return false }
        index += word.utf8CodeUnitCount
        return true
    }

    /// Steps over any value and checks that it is well formed.
    mutating func skip(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) {
        switch peek() {
        case 34: _ = try string(field())
        case 123:
            try open(123, field())
            var isFirst = true
            while try !closes(125, isFirst: isFirst, field()) {
                isFirst = false
                _ = try key(field())
                try skip(field())
            }
        case 91:
            try open(91, field())
            var isFirst = true
            while try !closes(93, isFirst: isFirst, field()) {
                isFirst = false
                try skip(field())
            }
        case 45, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57: _ = try numberRange(field())
        default:
            guard takes("true") || takes("false") || takes("null") else { throw malformed(field(), "expected a value, found \(found())") }
        }
    }

    /// Refuses anything but white space behind the value.
    mutating func end() throws(SensorThingsRefusal) {
        guard peek() == nil else { throw malformed("", "something follows the end of the JSON value") }
    }

    /// As promised for every body that the server reads.
    static let depthMax = 32
}
