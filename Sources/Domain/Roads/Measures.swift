/// Reads the numbers that people write into OpenStreetMap.
enum Measures {
    /// The digits at the very beginning; nil when there are none.
    static func leadingInteger(_ text: String) -> Double? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return digits.count > digitsMax ? nil : Double(digits)
    }

    /// The first decimal number anywhere; a comma counts as a point.
    static func firstNumber(_ text: String) -> Double? {
        let rest = text.replacing(",", with: ".").drop { !$0.isDecimalDigit }
        let whole = rest.prefix(while: \.isDecimalDigit)
        guard !whole.isEmpty, whole.count <= digitsMax else { return nil }
        let after = rest.dropFirst(whole.count)
        guard after.first == "." else { return Double(whole) }
        return Double(whole + "." + after.dropFirst().prefix(while: \.isDecimalDigit).prefix(digitsMax)) ?? Double(whole)
    }

    /// A speed limit in km/h; nil when it is not a number.
    static func speed(_ text: String) -> Double? {
        guard let number = leadingInteger(text) else { return nil }
        return text.contains("mph") || text.contains("mp/h") ? number * 1.609 : number
    }

    /// A length in metres; `8'6"` is eight feet and six inches.
    static func metres(_ text: String?) -> Double? {
        guard let text, let number = firstNumber(text) else { return nil }
        guard let quote = text.firstIndex(of: "'") else { return number }
        let inches = firstNumber(String(text[quote...])) ?? 0
        return (number * 12 + inches.rounded(.down)) * 0.0254
    }

    /// A clear height in metres. Where it is only said that nothing is signed, the usual 4.5 m holds.
    static func clearHeight(_ text: String?) -> Double? {
        guard let text else { return nil }
        return ["default", "none", "no-sign", "unsigned"].contains(text) ? 4.5 : metres(text)
    }

    /// A weight in kilograms; a bare number is in tonnes.
    static func kilograms(_ text: String?) -> Double? {
        guard let text, let number = firstNumber(text) else { return nil }
        if text.contains("lbs") { return number * 0.453_592_37 }
        return text.contains("kg") ? number : number * 1_000
    }

    /// A duration written as `H:MM`, in seconds.
    static func seconds(_ text: String?) -> Double? {
        guard let parts = text?.split(separator: ":"), parts.count == 2 || parts.count == 3 else { return nil }
        let numbers = parts.compactMap { Double($0) }
        guard numbers.count == parts.count, numbers.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1_000 }) else { return nil }
        return max(1, numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0))
    }

    /// Longer runs of digits are no measure.
    private static let digitsMax = 9
}

extension Character {
    fileprivate var isDecimalDigit: Bool { isASCII && isNumber }
}
