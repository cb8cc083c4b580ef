/// A CSV file with a header line (RFC 4180 quotes; lines that start with `#` are remarks). Reading it keeps line numbers.
struct CSVTable {
    struct Row {
        let place: Place
        fileprivate let fields: [String]
    }

    let rows: [Row]
    private let columns: [String: Int]
    private let faults: FaultLog

    /// Parses the text; a broken row is reported and left out. Nil when a column of `columns` is missing.
    init?(_ text: String, file: String, columns expected: [String], faults: FaultLog) {
        var reader = CSVReader(text)
        var header: [String]?
        var rows: [Row] = []
        while let record = reader.next() {
            let place = Place(file: file, line: record.line)
            if let fault = record.fault { faults.report(place, fault) }
            guard let header else {
                header = record.fields
                continue
            }
            guard record.fields.count == header.count else {
                faults.report(
                    place,
                    "the row has \(record.fields.count) fields and the header \(header.count): look for a missing or extra comma or an open quote")
                continue
            }
            rows.append(Row(place: place, fields: record.fields))
        }
        let names = header ?? []
        let absent = expected.filter { !names.contains($0) }
        guard absent.isEmpty else {
            faults.report(Place(file: file, line: 1), "the header lacks \(absent.joined(separator: ", ")): add the column, empty if nothing is known")
            return nil
        }
        self.rows = rows
        self.faults = faults
        columns = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func report(_ row: Row, _ message: String) { faults.report(row.place, message) }

    func text(_ row: Row, _ column: String) -> String { columns[column].map { row.fields[$0] } ?? "" }

    /// Every field of a row by its column.
    func fields(_ row: Row) -> [String: String] { columns.mapValues { row.fields[$0] } }

    func required(_ row: Row, _ column: String) -> String? {
        let value = text(row, column)
        if value.isEmpty {
            faults.report(row.place, "`\(column)` is empty: fill it in")
            return nil
        }
        return value
    }

    /// A number, nil when the field is empty; anything else is a fault.
    func number(_ row: Row, _ column: String) -> Double? {
        let value = text(row, column)
        if value.isEmpty { return nil }
        guard let number = Double(value), number.isFinite else {
            faults.report(row.place, "`\(column)` must be a number, not `\(value.prefix(40))`")
            return nil
        }
        return number
    }

    func bool(_ row: Row, _ column: String) -> Bool {
        switch text(row, column) {
        case "yes", "true": return true
        case "", "no", "false": return false
        case let other:
            faults.report(row.place, "`\(column)` must be yes, no or empty, not `\(other.prefix(40))`")
            return false
        }
    }
}
