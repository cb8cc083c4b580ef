/// RFC 3339 text, written and read by hand: it stands in every event and every reading, and Foundation's formatters cost
/// several microseconds each. The calendar arithmetic is Howard Hinnant's `days_from_civil` / `civil_from_days`.
extension Instant {
    /// Such as `2026-07-01T08:00:00.000Z`, always UTC, always three digits of milliseconds.
    public var rfc3339: String {
        var text = [UInt8]()
        text.reserveCapacity(24)
        appendRFC3339(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes the same into a buffer, without making a string.
    public func appendRFC3339(to text: inout [UInt8]) {
        let days = millisecondsSince1970.flooredDivision(by: 86_400_000)
        let ofDay = Int(millisecondsSince1970 - days * 86_400_000)
        let (year, month, day) = Self.civil(fromDays: days)
        let seconds = ofDay / 1000
        Self.append(Int(year / 100), Int(year % 100), to: &text)
        Self.append(Int(month), after: 45, to: &text)
        Self.append(Int(day), after: 45, to: &text)
        Self.append(seconds / 3600, after: 84, to: &text)
        Self.append(seconds / 60 % 60, after: 58, to: &text)
        Self.append(seconds % 60, after: 58, to: &text)
        let milliseconds = ofDay % 1000
        text.append(46)
        text.append(UInt8(48 + milliseconds / 100))
        Self.append(milliseconds % 100, to: &text)
        text.append(90)
    }

    /// Reads RFC 3339 with `Z` or a numeric offset and any number of fraction digits (those past three are dropped).
    public init?(rfc3339 text: String) {
        var text = text
        let parsed = text.withUTF8 { Self.parse($0) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Reads the same from bytes without making a string.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        guard bytes.count >= 20, bytes.count <= 40, bytes[4] == 45, bytes[7] == 45, bytes[10] | 32 == 116 || bytes[10] == 32, bytes[13] == 58,
            bytes[16] == 58, let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
            let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2),
            (1...12).contains(month), day >= 1, day <= daysIn(month: month, year: year), hour <= 23, minute <= 59, second <= 60
        else { return nil }
        var index = 19
        var milliseconds: Int64 = 0
        if bytes[index] == 46 {
            index += 1
            var scale: Int64 = 100
            let start = index
            while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 {
                milliseconds += Int64(bytes[index] - 48) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        guard let offset = offsetMinutes(bytes, from: index) else { return nil }
        let days = daysFromCivil(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60
        return Instant(millisecondsSince1970: seconds * 1000 + milliseconds)
    }

    private static func offsetMinutes(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int64? {
        guard index < bytes.count else { return nil }
        if bytes[index] | 32 == 122 { return index + 1 == bytes.count ? 0 : nil }
        guard bytes[index] == 43 || bytes[index] == 45, index + 6 == bytes.count, bytes[index + 3] == 58,
            let hours = number(bytes, index + 1, 2), let minutes = number(bytes, index + 4, 2), hours <= 23, minutes <= 59
        else { return nil }
        return (bytes[index] == 45 ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int64? {
        guard start + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for index in start..<(start + count) {
            guard bytes[index] >= 48, bytes[index] <= 57 else { return nil }
            value = value * 10 + Int64(bytes[index] - 48)
        }
        return value
    }

    private static func append(_ high: Int, _ low: Int, to text: inout [UInt8]) {
        append(high, to: &text)
        append(low, to: &text)
    }

    private static func append(_ value: Int, after separator: UInt8, to text: inout [UInt8]) {
        text.append(separator)
        append(value, to: &text)
    }

    /// Two digits; of a year beyond 9999, which has no place in RFC 3339, the last two of each half.
    private static func append(_ value: Int, to text: inout [UInt8]) {
        let value = abs(value) % 100
        text.append(UInt8(48 + value / 10))
        text.append(UInt8(48 + value % 10))
    }

    private static func daysIn(month: Int64, year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    /// Days since 1970-01-01 of a proleptic Gregorian date.
    static func daysFromCivil(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredDivision(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The proleptic Gregorian date of a number of days since 1970-01-01.
    static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthShifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthShifted + 2) / 5 + 1
        let month = monthShifted < 10 ? monthShifted + 3 : monthShifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
