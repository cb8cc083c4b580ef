import Geology

/// An ESRI ASCII grid: six lines of header, then rows from north to south. Heights stand at the middle of the cells.
enum AsciiGrid {
    private static let headerNames = [
        "ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize", "nodata_value",
    ]

    static func read(_ lines: GeologyLines) throws(GeologyFileFault) -> SurfaceGrid {
        var head: [String: Double] = [:]
        var first = 0
        while first < lines.lines.count, let name = lines.lines[first].fields.first?.lowercased(), headerNames.contains(name) {
            let line = lines.lines[first]
            guard line.fields.count == 2 else { throw lines.fault(line.number, "\(name) needs one number") }
            head[name] = try lines.number(line.fields[1], name, at: line)
            first += 1
        }
        let shape = try shape(head, lines)
        var rows: [[Double?]] = []
        for line in lines.lines[first...] {
            guard line.fields.count == shape.columns else {
                throw lines.fault(line.number, "the row has \(line.fields.count) heights and ncols says \(shape.columns)")
            }
            guard rows.count < shape.rows else { throw lines.fault(line.number, "there are more rows than nrows says, \(shape.rows)") }
            var row: [Double?] = []
            for field in line.fields {
                let height = try lines.number(field, "the height", at: line)
                row.append(height == head["nodata_value"] ?? nodataUsual ? nil : height)
            }
            rows.append(row)
        }
        guard rows.count == shape.rows else {
            throw lines.fault(lines.lines.last?.number, "the file ends after \(rows.count) of \(shape.rows) rows: it was cut off, or nrows is wrong")
        }
        guard rows.contains(where: { $0.contains { $0 != nil } }) else { throw lines.fault(nil, "no height is known") }
        return SurfaceGrid(
            corner: shape.corner, cellMetres: shape.cell, columns: shape.columns, rows: shape.rows, heights: rows.reversed().flatMap(\.self))
    }

    private struct Shape {
        let columns: Int
        let rows: Int
        let cell: Double
        let corner: PlanPoint
    }

    /// What the format takes where the header does not name it.
    private static let nodataUsual = -9_999.0

    private static func shape(_ head: [String: Double], _ lines: GeologyLines) throws(GeologyFileFault) -> Shape {
        guard let columns = head["ncols"].flatMap(Int.init(exactly:)), let rows = head["nrows"].flatMap(Int.init(exactly:)),
            let cell = head["cellsize"], cell > 0, columns >= 2, rows >= 2
        else { throw lines.fault(1, "the header needs ncols and nrows from 2 and a cellsize above 0") }
        // Each is bounded by itself before they are multiplied, so that no header overflows.
        guard columns <= SurfaceGrid.nodesMax, rows <= SurfaceGrid.nodesMax, columns * rows <= SurfaceGrid.nodesMax else {
            throw lines.fault(1, "\(columns) by \(rows) nodes are more than \(SurfaceGrid.nodesMax): thin the grid")
        }
        guard let x = head["xllcenter"] ?? head["xllcorner"].map({ $0 + cell / 2 }),
            let y = head["yllcenter"] ?? head["yllcorner"].map({ $0 + cell / 2 })
        else { throw lines.fault(1, "the header needs xllcorner or xllcenter, and yllcorner or yllcenter") }
        return Shape(columns: columns, rows: rows, cell: cell, corner: PlanPoint(x: x, y: y))
    }
}
