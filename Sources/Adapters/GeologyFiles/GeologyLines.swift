/// The lines of a file that say something, with their numbers; fields are divided by commas, else by blanks. Quotes are not read.
struct GeologyLines {
    struct Line {
        let number: Int
        let fields: [Substring]
    }

    let file: String
    let lines: [Line]

    init(_ source: GeologySource) {
        file = source.name
        // A byte order mark is what a spreadsheet puts first.
        let text = source.text.hasPrefix("\u{feff}") ? source.text.dropFirst() : source.text[...]
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap { index, line in
            guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { return nil }
            let fields =
                line.contains(",")
                ? line.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed) : line.split(whereSeparator: \.isWhitespace)
            return Line(number: index + 1, fields: fields)
        }
    }

    private static func trimmed(_ field: Substring) -> Substring {
        let front = field.drop(while: \.isWhitespace)
        return front.lastIndex { !$0.isWhitespace }.map { front[...$0] } ?? ""
    }

    /// The first line in small letters.
    var header: [String] { lines.first?.fields.map { $0.lowercased() } ?? [] }

    func fault(_ line: Int?, _ message: String) -> GeologyFileFault { GeologyFileFault(file: file, line: line, message: message) }

    func number(_ field: Substring, _ name: String, at line: Line) throws(GeologyFileFault) -> Double {
        guard let value = Double(field), value.isFinite else {
            throw fault(line.number, "\(name) is no number: `\(field.prefix(40))`")
        }
        return value
    }

    /// Where each column stands in the header.
    func columns(_ names: [String]) throws(GeologyFileFault) -> [Int] {
        let header = header
        let absent = names.filter { !header.contains($0) }
        guard absent.isEmpty else { throw fault(lines.first?.number ?? 1, "the header lacks \(absent.joined(separator: ", "))") }
        return names.map { name in header.firstIndex(of: name) ?? 0 }
    }

    /// The rows under the header, each as wide as it.
    func rows() throws(GeologyFileFault) -> ArraySlice<Line> {
        for line in lines.dropFirst() where line.fields.count != header.count {
            throw fault(line.number, "the row has \(line.fields.count) fields and the header \(header.count)")
        }
        return lines.dropFirst()
    }
}
