/// Reads a displacement series from the bytes of a CSV file: `time_h,displacement_mm`, hours and millimetres.
///
/// A header, empty lines, lines that begin with `#`, a byte-order mark and Windows line ends are tolerated. Everything else that is not
/// two finite numbers with rising times is a fault with line and column: a series that was half understood would answer with a wrong calm.
public enum SeriesFile {
    /// What cannot be read, and where; lines and columns count from 1, a column is a field of the row.
    public struct Fault: Error, Hashable, Sendable {
        public let line: Int
        public let column: Int
        public let message: String
    }

    /// A series with the line that each reading stands in.
    public struct Contents: Hashable, Sendable {
        public let series: DisplacementSeries
        public let lines: [Int]
        /// False when the last line has no line end: the file may be cut off within a number.
        public let endsWithNewline: Bool
    }

    public static func parse(_ bytes: some Collection<UInt8>) throws(Fault) -> Contents {
        var draft = Draft()
        var line = 0
        for row in withoutMark(bytes).split(separator: 10, omittingEmptySubsequences: false) {
            line += 1
            guard line <= linesMax else { throw Fault(line: line, column: 1, message: "more than \(linesMax) lines; cut the series") }
            let text = trimmed(row)
            if text.isEmpty || text.first == comment { continue }
            try draft.take(text, line: line)
        }
        guard draft.hours.count > 1 else {
            let what = draft.hours.isEmpty ? "cannot tell: no reading in the file" : "cannot tell: a single reading has no velocity"
            throw Fault(line: draft.lines.last ?? max(line, 1), column: 1, message: "\(what); give rows of time_h,displacement_mm")
        }
        let newline: Bool = Array(bytes.suffix(1)).first == 10
        return Contents(
            series: DisplacementSeries(hours: draft.hours, millimetres: draft.millimetres), lines: draft.lines, endsWithNewline: newline)
    }

    private struct Draft {
        var hours: [Double] = []
        var millimetres: [Double] = []
        var lines: [Int] = []
        var sawHeader = false

        mutating func take(_ row: [UInt8], line: Int) throws(Fault) {
            let fields = row.split(separator: 44, omittingEmptySubsequences: false).map { String(decoding: trimmed($0), as: UTF8.self) }
            if hours.isEmpty, !sawHeader, fields.allSatisfy({ Double($0) == nil }), SeriesFile.isHeader(fields) {
                sawHeader = true
                return
            }
            guard fields.count == 2 else {
                let what = fields.count < 2 ? "the row ends after \(fields.count) field; is the file cut off?" : "\(fields.count) fields"
                throw Fault(line: line, column: min(fields.count + 1, 3), message: "\(what) A row is time_h,displacement_mm")
            }
            let hour = try number(fields[0], line: line, column: 1, what: "time_h")
            let displacement = try number(fields[1], line: line, column: 2, what: "displacement_mm")
            if let last = hours.last, hour <= last {
                let what = hour == last ? "is the same as" : "lies before"
                throw Fault(line: line, column: 1, message: "the time \(fields[0]) \(what) that of line \(lines[lines.count - 1]); times must rise")
            }
            hours.append(hour)
            millimetres.append(displacement)
            lines.append(line)
        }

        private func number(_ text: String, line: Int, column: Int, what: String) throws(Fault) -> Double {
            if text.isEmpty { throw Fault(line: line, column: column, message: "\(what) is missing; leave the whole row out where nothing was read") }
            guard let value = Double(text) else {
                throw Fault(line: line, column: column, message: "\(what) is not a number: \(text.prefix(40))")
            }
            guard value.isFinite, abs(value) <= SeriesFile.magnitudeMax else {
                throw Fault(line: line, column: column, message: "\(what) is not a usable number: \(text.prefix(40)); leave the row out")
            }
            return value
        }
    }

    /// A header names what stands below it; a first row of text that does not is a fault and not a header.
    private static func isHeader(_ fields: [String]) -> Bool {
        fields.count >= 2 && fields[0].lowercased().hasPrefix("time") && fields[1].lowercased().hasPrefix("displacement")
    }

    private static func withoutMark(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let all = Array(bytes)
        return all.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(all.dropFirst(3)) : all
    }

    private static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
        var text = Array(bytes)
        while let last = text.last, last == 13 || last == 32 || last == 9 { text.removeLast() }
        return Array(text.drop { $0 == 32 || $0 == 9 })
    }

    private static let comment = UInt8(ascii: "#")
    /// A century of hours.
    static let linesMax = 876_600
    /// Beyond this no displacement in millimetres and no time in hours is meant, and squares stay far from overflow.
    static let magnitudeMax = 1e9
}
