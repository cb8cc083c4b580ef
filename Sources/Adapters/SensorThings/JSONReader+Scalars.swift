extension JSONReader {
    /// Steps over a string and checks its escapes, control characters and UTF-8.
    mutating func string(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Text {
        guard peek() == 34 else { throw malformed(field(), "expected a string, found \(found())") }
        index += 1
        let start = index
        var hasEscapes = false
        var isASCII = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 34 {
                let range = start..<index
                guard isASCII || String(validating: bytes[range], as: UTF8.self) != nil else {
                    throw malformed(field(), "the string is not valid UTF-8")
                }
                index += 1
                return Text(range: range, hasEscapes: hasEscapes)
            }
            guard byte >= 32 else { throw malformed(field(), "a control character inside a string") }
            if byte >= 128 { isASCII = false }
            if byte == 92 {
                hasEscapes = true
                try checkEscape(field())
            }
            index += 1
        }
        throw malformed(field(), "a string without an end")
    }

    /// The characters of a string; lone surrogates become U+FFFD.
    func decode(_ text: Text) -> String {
        guard text.hasEscapes else { return String(decoding: bytes[text.range], as: UTF8.self) }
        var units: [UInt16] = []
        var plain = text.range.lowerBound
        var place = plain
        func flush(_ until: Int) { units += String(decoding: bytes[plain..<until], as: UTF8.self).utf16 }
        while place < text.range.upperBound {
            guard bytes[place] == 92 else {
                place += 1
                continue
            }
            flush(place)
            let letter = bytes[place + 1]
            if letter == 117 {
                units.append(hex(place + 2) ?? 0xFFFD)
                place += 6
            } else {
                units.append(Self.unescaped(letter) ?? 0xFFFD)
                place += 2
            }
            plain = place
        }
        flush(text.range.upperBound)
        return String(decoding: units, as: UTF16.self)
    }

    /// A finite number.
    mutating func number(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Double {
        let start = index
        var mantissa: UInt64 = 0
        var digits = 0
        var scale = 0
        let range = try numberRange(field())
        var isPlain = true
        var afterPoint = false
        for place in range {
            let byte = bytes[place]
            if byte == 46 {
                afterPoint = true
            } else if byte >= 48, byte <= 57 {
                digits += 1
                if digits <= Self.exactDigits { mantissa = mantissa * 10 + UInt64(byte - 48) }
                if afterPoint { scale += 1 }
            } else if byte != 45 || place != range.lowerBound {
                isPlain = false
                break
            }
        }
        // Up to fifteen digits and a power of ten up to 22 are exact in a Double, and so is their quotient as far as rounding goes.
        if isPlain, digits <= Self.exactDigits {
            let value = Double(mantissa) / Self.powersOfTen[scale]
            return bytes[range.lowerBound] == 45 ? -value : value
        }
        guard let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else {
            index = start
            throw SensorThingsRefusal(.wrongValue, field: field(), "the number is too large to be finite")
        }
        return value
    }

    /// Steps over a number and checks its grammar.
    mutating func numberRange(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Range<Int> {
        _ = peek()
        let start = index
        if index < bytes.count, bytes[index] == 45 { index += 1 }
        let integerStart = index
        var digits = stepDigits()
        let hasLeadingZero = digits > 1 && bytes[integerStart] == 48
        if digits > 0, index < bytes.count, bytes[index] == 46 {
            index += 1
            digits = stepDigits()
        }
        if digits > 0, index < bytes.count, bytes[index] | 32 == 101 {
            index += 1
            if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
            digits = stepDigits()
        }
        guard digits > 0, !hasLeadingZero else {
            index = start
            throw malformed(field(), "not a number as JSON writes it")
        }
        return start..<index
    }

    private mutating func stepDigits() -> Int {
        let start = index
        while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
        return index - start
    }

    /// Stands on a backslash; leaves the index on the escape's last byte.
    private mutating func checkEscape(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) {
        index += 1
        guard index < bytes.count else { throw malformed(field(), "a string without an end") }
        if bytes[index] == 117 {
            guard hex(index + 1) != nil else { throw malformed(field(), "\\u needs four hexadecimal digits") }
            index += 4
        } else if Self.unescaped(bytes[index]) == nil {
            throw malformed(field(), "an unknown escape in a string")
        }
    }

    private func hex(_ start: Int) -> UInt16? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for place in start..<(start + 4) {
            let byte = bytes[place]
            switch byte {
            case 48...57: value = value << 4 | UInt16(byte - 48)
            case 65...70, 97...102: value = value << 4 | UInt16((byte | 32) - 87)
            default: return nil
            }
        }
        return value
    }

    private static func unescaped(_ letter: UInt8) -> UInt16? {
        switch letter {
        case 34, 47, 92: UInt16(letter)
        case 98: 8
        case 102: 12
        case 110: 10
        case 114: 13
        case 116: 9
        default: nil
        }
    }

    private static let exactDigits = 15
    private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]
}
