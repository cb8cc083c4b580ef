/// An ESRI ASCII grid: a header of names and numbers, then rows from north to south. Heights stand at the middle of the cells, in whatever
/// units and projection the file is.
public struct AsciiGrid: Sendable {
    public let columns: Int
    public let rows: Int
    /// From one middle to the next.
    public let cell: Double
    /// The middle of the cell with the least x and y.
    public let x: Double
    public let y: Double
    /// Row by row from the south, west to east; not a number where nothing is known.
    public let heights: [Double]

    /// What the format takes where the header does not name it.
    static let unknownUsual = -9_999.0

    /// - Parameters:
    ///   - cellsMax: more are refused before anything is held for them.
    ///   - within: heights beyond are in another unit.
    public static func read(
        _ text: String, cellsMax: Int, within: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    ) throws(AsciiGridFault) -> AsciiGrid {
        let lines = AsciiGridLines(text)
        let head = try AsciiGridHead(lines, cellsMax: cellsMax)
        var heights = [Double](repeating: .nan, count: head.columns * head.rows)
        var row = 0
        for line in lines.lines[head.lineCount...] {
            guard row < head.rows else {
                throw AsciiGridFault(line: line.number, message: "there are more rows than nrows says, \(head.rows)")
            }
            try fill(&heights, from: (head.rows - 1 - row) * head.columns, line, head, within)
            row += 1
        }
        guard row == head.rows else {
            throw AsciiGridFault(
                line: lines.lines.last?.number, message: "the file ends after \(row) of \(head.rows) rows: it was cut off, or nrows is wrong")
        }
        guard heights.contains(where: \.isFinite) else { throw AsciiGridFault(line: nil, message: "no height is known") }
        return AsciiGrid(columns: head.columns, rows: head.rows, cell: head.cell, x: head.x, y: head.y, heights: heights)
    }

    private static func fill(
        _ heights: inout [Double], from start: Int, _ line: AsciiGridLines.Line, _ head: AsciiGridHead, _ within: ClosedRange<Double>
    ) throws(AsciiGridFault) {
        let fields = line.fields
        guard fields.count == head.columns else {
            throw AsciiGridFault(line: line.number, message: "the row has \(fields.count) heights and ncols says \(head.columns)")
        }
        for (column, field) in fields.enumerated() {
            guard let height = Double(field), height.isFinite else {
                throw AsciiGridFault(line: line.number, message: "the height is no number: `\(field.prefix(40))`")
            }
            guard height != head.unknown else { continue }
            guard within.contains(height) else {
                throw AsciiGridFault(line: line.number, message: "a height of \(height) m is not on this Earth: heights are in metres")
            }
            heights[start + column] = height
        }
    }
}

/// What is wrong with a grid, and where; nil for the file as a whole.
public struct AsciiGridFault: Error {
    public let line: Int?
    public let message: String

    public init(line: Int?, message: String) {
        self.line = line
        self.message = message
    }
}
