import City

/// Reads the hourly rain archives of the USGS landslide-threshold program `thresh`.
///
/// A line is a station (2 digits), the hour as local standard time `YYYYMMDDHH`, and the rain of that hour in hundredths of an inch
/// (3 digits). `HH` names the hour from `HH:00` to `HH:59`; a row stands for its end. Pacific Standard Time all year: UTC − 8.
public enum HourlyRainArchive {
    /// The rain of one hour at one station.
    public struct Hour: Hashable, Sendable {
        public let station: Int
        /// The end of the hour, as `phenomenonTime` of a sum wants it.
        public let end: Instant
        public let hundredthsOfInch: Int
        public var inches: Double { Double(hundredthsOfInch) / 100 }
    }

    /// A line that is not a row of such an archive.
    public struct Fault: Error, Hashable, Sendable {
        public let line: Int
        public let message: String
    }

    /// Parses a whole archive; empty lines are passed over, anything else that is not a row is a fault with its line.
    public static func parse(_ bytes: some Collection<UInt8>) throws(Fault) -> [Hour] {
        var hours: [Hour] = []
        var line = 0
        for row in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            line += 1
            guard line <= linesMax else { throw Fault(line: line, message: "more than \(linesMax) lines") }
            var text = Array(row.prefix(lineLength + 2))
            while let last = text.last, last == 13 || last == 32 { text.removeLast() }
            if text.isEmpty { continue }
            hours.append(try parse(row: text, line: line))
        }
        return hours
    }

    /// The landslide days of `dates2011Muk.txt`, `MM/DD/YYYY` a line, each as the first moment of that day in Pacific Standard Time.
    public static func parseDays(_ bytes: some Collection<UInt8>) throws(Fault) -> [Instant] {
        var days: [Instant] = []
        var line = 0
        for row in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            line += 1
            let text = String(decoding: row.prefix(20).filter { $0 != 13 && $0 != 32 }, as: UTF8.self)
            if text.isEmpty { continue }
            let parts = text.split(separator: "/")
            guard parts.count == 3, parts[0].count == 2, parts[1].count == 2, parts[2].count == 4,
                let day = Instant(rfc3339: "\(parts[2])-\(parts[0])-\(parts[1])T00:00:00\(zone)")
            else { throw Fault(line: line, message: "not a day such as 01/13/2011: \(text)") }
            days.append(day)
        }
        return days
    }

    private static func parse(row: [UInt8], line: Int) throws(Fault) -> Hour {
        guard row.count == lineLength, row.allSatisfy({ (48...57).contains($0) }) else {
            throw Fault(line: line, message: "not 15 digits (station, YYYYMMDDHH, hundredths of an inch): \(String(decoding: row, as: UTF8.self))")
        }
        func text(_ range: Range<Int>) -> String { String(decoding: row[range], as: UTF8.self) }
        func number(_ range: Range<Int>) -> Int { row[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
        guard let start = Instant(rfc3339: "\(text(2..<6))-\(text(6..<8))-\(text(8..<10))T\(text(10..<12)):00:00\(zone)") else {
            throw Fault(line: line, message: "no such hour: \(text(2..<12))")
        }
        return Hour(station: number(0..<2), end: start.advanced(by: 3600), hundredthsOfInch: number(12..<15))
    }

    private static let zone = "-08:00"
    private static let lineLength = 15
    /// A century of hours.
    static let linesMax = 876_600
}
