import Foundation

/// A file of columns with names: CSV, separated by commas, semicolons or tabs, whichever its header uses.
///
/// Empty lines, lines that begin with `#`, a byte-order mark and Windows line ends are tolerated.
public struct ColumnTable: Sendable {
    public struct Row: Sendable {
        public let line: Int
        public let fields: [String]
    }

    public let file: String
    /// As they stand in the header.
    public let names: [String]
    public let rows: [Row]
    private let places: [String: Int]

    public init(_ file: String, _ bytes: some Sequence<UInt8>) throws(FireFileFault) {
        self.file = file
        var header: [String]?
        var separator: Character = ","
        var rows: [Row] = []
        let text = String(decoding: Array(bytes), as: UTF8.self)
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = raw.trimmingCharacters(in: Self.ignored)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let names = header else {
                separator = [";", "\t"].first { line.contains($0) } ?? ","
                header = Self.fields(line, separator)
                continue
            }
            guard rows.count < Self.rowsMax else { throw FireFileFault(file, line: index + 1, "more than \(Self.rowsMax) rows; cut the file") }
            let fields = Self.fields(line, separator)
            guard fields.count == names.count else {
                throw FireFileFault(file, line: index + 1, "\(fields.count) fields, and the header names \(names.count)")
            }
            rows.append(Row(line: index + 1, fields: fields))
        }
        guard let header else { throw FireFileFault(file, "it is empty; its first line names the columns") }
        names = header
        self.rows = rows
        places = Dictionary(header.enumerated().map { ($1.lowercased(), $0) }) { first, _ in first }
    }

    /// The place of the first of these names that the header has.
    public func place(_ names: String...) -> Int? { names.lazy.compactMap { places[$0.lowercased()] }.first }

    public func requirePlace(_ names: String...) throws(FireFileFault) -> Int {
        if let place = names.lazy.compactMap({ places[$0.lowercased()] }).first { return place }
        throw FireFileFault(file, line: 1, "the column '\(names[0])' is missing; there are: \(self.names.joined(separator: ", "))")
    }

    /// A number of a row; nothing that is not finite passes.
    public func number(_ row: Row, _ place: Int) throws(FireFileFault) -> Double {
        let text = row.fields[place]
        guard let value = Double(text), value.isFinite else {
            let what = text.isEmpty ? "is empty" : "is no number: \(text.prefix(40))"
            throw FireFileFault(file, line: row.line, "\(names[place]) \(what)")
        }
        return value
    }

    /// A whole number of a row, such as a code.
    public func whole(_ row: Row, _ place: Int) throws(FireFileFault) -> Int {
        let value = try number(row, place)
        guard let whole = Int(exactly: value) else {
            throw FireFileFault(file, line: row.line, "\(names[place]) is \(row.fields[place]), no whole number")
        }
        return whole
    }

    private static func fields(_ line: String, _ separator: Character) -> [String] {
        line.split(separator: separator, omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: ignored) }
    }

    private static let ignored = CharacterSet(charactersIn: " \r\"\u{FEFF}")
    /// A century of hours; nobody reads more at once.
    static let rowsMax = 1_000_000
}
