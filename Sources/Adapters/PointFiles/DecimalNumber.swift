/// Reads decimal numbers out of bytes.
enum DecimalNumber {
    /// The number a field holds, or nil when it is none. `nan` and `inf` are numbers here, so that they can be refused by name.
    ///
    /// Up to 15 digits and a power of ten up to 22 are both exact in a Double, so one multiplication or division rounds rightly (Clinger 1990);
    /// everything else goes to the standard library.
    static func parse(_ field: UnsafeRawBufferPointer) -> Double? {
        var index = 0
        let negative = field.count > 0 && field[0] == UInt8(ascii: "-")
        if negative || field.count > 0 && field[0] == UInt8(ascii: "+") { index = 1 }
        var (mantissa, digits, scale, seenPoint) = (UInt64(0), 0, 0, false)
        while index < field.count {
            let byte = field[index]
            if byte >= 48, byte <= 57 {
                guard digits < 15 else { return slow(field) }
                mantissa = mantissa * 10 + UInt64(byte - 48)
                if mantissa > 0 { digits += 1 }
                if seenPoint { scale += 1 }
            } else if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else {
                return slow(field)
            }
            index += 1
        }
        guard scale <= 22, field.count > (seenPoint ? 1 : 0), field[field.count - 1] != UInt8(ascii: "-") else { return slow(field) }
        let value = Double(mantissa) / powers[scale]
        return negative ? -value : value
    }

    private static func slow(_ field: UnsafeRawBufferPointer) -> Double? {
        Double(String(decoding: field, as: UTF8.self))
    }

    private static let powers: [Double] = {
        var powers = [1.0]
        for _ in 1...22 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()
}
