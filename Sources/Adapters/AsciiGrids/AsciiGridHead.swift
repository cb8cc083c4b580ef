/// The lines of a grid that say something, with their numbers. Remarks begin with `#`.
struct AsciiGridLines {
    struct Line {
        let number: Int
        private let text: Substring

        init(number: Int, text: Substring) {
            self.number = number
            self.text = text
        }

        /// Cut when they are asked for: the fields of a whole city at once would take a gigabyte.
        var fields: [Substring] { text.split { $0.isWhitespace || $0 == "," } }
    }

    let lines: [Line]

    init(_ text: String) {
        // A byte order mark is what a spreadsheet puts first.
        let text = text.hasPrefix("\u{feff}") ? text.dropFirst() : text[...]
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap { index, line in
            guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { return nil }
            return Line(number: index + 1, text: line)
        }
    }
}

/// The header of a grid.
struct AsciiGridHead {
    let columns: Int
    let rows: Int
    let cell: Double
    let x: Double
    let y: Double
    /// Stands where no height is known.
    let unknown: Double
    /// How many lines it takes.
    let lineCount: Int

    private static let names = ["ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize", "nodata_value"]

    init(_ lines: AsciiGridLines, cellsMax: Int) throws(AsciiGridFault) {
        var head: [String: Double] = [:]
        var first = 0
        while first < lines.lines.count {
            let line = lines.lines[first], fields = line.fields
            guard let name = fields.first?.lowercased(), Self.names.contains(name) else { break }
            guard fields.count == 2, let number = Double(fields[1]), number.isFinite else {
                throw AsciiGridFault(line: line.number, message: "\(name) needs one number")
            }
            head[name] = number
            first += 1
        }
        guard let columns = head["ncols"].flatMap(Int.init(exactly:)), let rows = head["nrows"].flatMap(Int.init(exactly:)),
            let cell = head["cellsize"], cell > 0, columns >= 2, rows >= 2
        else { throw AsciiGridFault(line: 1, message: "the header needs ncols and nrows from 2 and a cellsize above 0") }
        // Each is bounded by itself before they are multiplied, so that no header overflows.
        guard columns <= cellsMax, rows <= cellsMax, columns * rows <= cellsMax else {
            throw AsciiGridFault(line: 1, message: "\(columns) by \(rows) heights are more than \(cellsMax): thin the grid")
        }
        guard let x = head["xllcenter"] ?? head["xllcorner"].map({ $0 + cell / 2 }),
            let y = head["yllcenter"] ?? head["yllcorner"].map({ $0 + cell / 2 })
        else { throw AsciiGridFault(line: 1, message: "the header needs xllcorner or xllcenter, and yllcorner or yllcenter") }
        self.columns = columns
        self.rows = rows
        self.cell = cell
        self.x = x
        self.y = y
        unknown = head["nodata_value"] ?? AsciiGrid.unknownUsual
        lineCount = first
    }
}
