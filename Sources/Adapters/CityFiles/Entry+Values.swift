import City
import Yams

/// Typed reading. Required forms report a missing key; optional ones only a wrong type.
extension Entry {
    func string(_ key: String) -> String? {
        guard has(key) else {
            missing(key, "a text")
            return nil
        }
        return optionalString(key)
    }

    func optionalString(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node else {
            report(key, "`\(key)` of \(what) must be a text, not \(Self.form(of: node))")
            return nil
        }
        return scalar.string
    }

    /// A name that other files refer to: letters, digits and `. - _ { }`, without spaces.
    func identifier(_ key: String) -> String? {
        guard let text = string(key) else { return nil }
        guard text.utf8.count <= Self.identifierBytesMax, text.utf8.allSatisfy(Self.isIdentifierByte) else {
            report(key, "`\(key)` of \(what) is `\(text.prefix(60))`: use only letters, digits, `.`, `-` and `_`, at most \(Self.identifierBytesMax)")
            return nil
        }
        return text
    }

    static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 123, 125: true
        default: false
        }
    }

    func number(_ key: String) -> Double? {
        guard has(key) else {
            missing(key, "a number")
            return nil
        }
        return optionalNumber(key)
    }

    /// A number with its unit that must lie within bounds.
    func number(_ key: String, _ unit: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = number(key) else { return nil }
        guard range.contains(value) else {
            report(key, "`\(key)` of \(what) is \(value): it must lie between \(range.lowerBound) and \(range.upperBound) \(unit)")
            return nil
        }
        return value
    }

    func optionalNumber(_ key: String) -> Double? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node, let number = Double(scalar.string), number.isFinite else {
            report(key, "`\(key)` of \(what) must be a number, not \(Self.form(of: node))")
            return nil
        }
        return number
    }

    func bool(_ key: String, default fallback: Bool) -> Bool {
        guard let node = node(key) else { return fallback }
        switch node.scalar?.string {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            report(key, "`\(key)` of \(what) must be true or false, not \(Self.form(of: node))")
            return fallback
        }
    }

    func localized(_ key: String) -> LocalizedText? {
        guard let node = node(key) else {
            missing(key, "{zh: …, en: …}")
            return nil
        }
        guard let entry = Entry(node, what: "`\(key)` of \(what)", file: place.file, faults: faults) else { return nil }
        entry.allowOnly("zh", "en")
        guard let zh = entry.string("zh"), let en = entry.string("en") else { return nil }
        return LocalizedText(zh: zh, en: en)
    }

    func seconds(_ key: String) -> Seconds? {
        guard has(key) else {
            missing(key, "a span such as 5 min")
            return nil
        }
        return optionalSeconds(key)
    }

    /// `90`, `90 s`, `5 min`, `2 h` or `3 d`.
    func optionalSeconds(_ key: String) -> Seconds? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node, let span = Self.span(scalar.string) else {
            report(
                key, "`\(key)` of \(what) must be a span such as 90 s, 5 min, 2 h or 3 d (at least 0, at most 10 years), not \(Self.form(of: node))")
            return nil
        }
        return span
    }

    static func span(_ text: String) -> Seconds? {
        let parts = text.split(separator: " ")
        guard let first = parts.first, parts.count <= 2, let number = Double(first), number.isFinite else { return nil }
        let units = ["s": 1.0, "min": 60, "h": 3600, "d": 86_400]
        guard let factor = parts.count == 1 ? 1 : units[String(parts[1])] else { return nil }
        let seconds = number * factor
        return seconds >= 0 && seconds <= spanSecondsMax ? Seconds(seconds) : nil
    }

    func coordinate(_ key: String) -> Coordinate? {
        guard let node = node(key) else {
            missing(key, "{latitude: …, longitude: …}")
            return nil
        }
        guard let entry = Entry(node, what: "`\(key)` of \(what)", file: place.file, faults: faults) else { return nil }
        entry.allowOnly("latitude", "longitude")
        guard let latitude = entry.number("latitude"), let longitude = entry.number("longitude") else { return nil }
        let point = Coordinate(latitude: latitude, longitude: longitude)
        guard point.isOnEarth else {
            report(key, "`\(key)` of \(what) lies outside ±90° latitude, ±180° longitude: check whether the two were swapped")
            return nil
        }
        return point
    }

    /// No clock of a city runs longer; the bound catches a unit that was typed twice.
    static let spanSecondsMax = 10.0 * 366 * 86_400
    /// Names stand in every event; longer ones are mistakes.
    static let identifierBytesMax = 80
}
