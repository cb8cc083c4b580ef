/// Splits a Swift file into tokens and comments, well enough for the house rules: it knows strings, interpolation and nested comments.
struct SwiftLexer {
    private(set) var tokens: [Token] = []
    /// The text of comments, by the line they stand on.
    private(set) var comments: [Int: String] = [:]

    private let bytes: [UInt8]
    private var at = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        readCode(insideInterpolation: false)
    }

    private func byte(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

    private func sees(_ wanted: String) -> Bool {
        var offset = 0
        for sign in wanted.utf8 {
            if byte(offset) != sign { return false }
            offset += 1
        }
        return true
    }

    private mutating func step(_ count: Int = 1) {
        for _ in 0..<count where at < bytes.count {
            if bytes[at] == UInt8(ascii: "\n") { line += 1 }
            at += 1
        }
    }

    private mutating func readCode(insideInterpolation: Bool) {
        var depth = 0
        while at < bytes.count {
            if sees("//") {
                readLineComment()
            } else if sees("/*") {
                readBlockComment()
            } else if sees("\"") || startsRawString() {
                readString()
            } else if startsRegex() {
                skipRegex()
            } else if isWordByte(byte()) {
                readWord()
            } else {
                if byte() == UInt8(ascii: "(") { depth += 1 }
                if byte() == UInt8(ascii: ")") { depth -= 1 }
                if insideInterpolation && depth < 0 { return step() }
                readSign()
            }
        }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF: true
        default: false
        }
    }

    private func text(from start: Int) -> String { String(decoding: bytes[start..<at], as: UTF8.self) }

    private mutating func readWord() {
        let start = at
        while isWordByte(byte()) { at += 1 }
        tokens.append(Token(kind: .word, text: text(from: start), line: line))
    }

    private mutating func readSign() {
        if byte() > UInt8(ascii: " ") {
            tokens.append(Token(kind: .sign, text: String(UnicodeScalar(byte())), line: line))
        }
        step()
    }

    private mutating func note(_ comment: String, on line: Int) { comments[line, default: ""] += comment }

    private mutating func readLineComment() {
        let start = at
        while at < bytes.count && byte() != UInt8(ascii: "\n") { at += 1 }
        note(text(from: start), on: line)
    }

    private mutating func readBlockComment() {
        let start = at
        let first = line
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                step(2)
            } else if sees("*/") {
                depth -= 1
                step(2)
            } else {
                step()
            }
        } while depth > 0 && at < bytes.count
        note(text(from: start), on: first)
    }

    private func startsRawString() -> Bool {
        var offset = 0
        while byte(offset) == UInt8(ascii: "#") { offset += 1 }
        return offset > 0 && byte(offset) == UInt8(ascii: "\"")
    }

    private mutating func readString() {
        let first = line
        var hashes = 0
        while byte() == UInt8(ascii: "#") {
            hashes += 1
            at += 1
        }
        let quotes = sees("\"\"\"") ? 3 : 1
        at += quotes
        let ending = String(repeating: "\"", count: quotes) + String(repeating: "#", count: hashes)
        let escape = "\\" + String(repeating: "#", count: hashes)
        let place = tokens.count
        let start = at
        while at < bytes.count && !sees(ending) {
            guard sees(escape) else {
                step()
                continue
            }
            step(escape.utf8.count)
            let interpolates = byte() == UInt8(ascii: "(")
            step()
            if interpolates { readCode(insideInterpolation: true) }
        }
        tokens.insert(Token(kind: .string, text: text(from: start), line: first), at: place)
        step(ending.utf8.count)
    }

    /// A bare regex literal can only follow one of a few signs, and ends on its own line.
    private func startsRegex() -> Bool {
        guard byte() == UInt8(ascii: "/"), byte(1) > UInt8(ascii: " "), let before = tokens.last, before.kind == .sign else { return false }
        guard ["=", "(", ",", ":", "["].contains(before.text) else { return false }
        var offset = 1
        while byte(offset) != 0 && byte(offset) != UInt8(ascii: "\n") {
            if byte(offset) == UInt8(ascii: "/") && byte(offset - 1) != UInt8(ascii: "\\") { return true }
            offset += 1
        }
        return false
    }

    private mutating func skipRegex() {
        at += 1
        while byte() != UInt8(ascii: "/") || byte(-1) == UInt8(ascii: "\\") { at += 1 }
        at += 1
    }
}
