import Geology

/// Lines of x, y and z that stand on a square grid, in any order; nodes may be missing. Scattered points are refused: Bayu does not interpolate
/// what a geologist has not drawn.
enum PointGridFile {
    private struct Point {
        let x: Double
        let y: Double
        let z: Double
        let line: Int
    }

    static func read(_ lines: GeologyLines) throws(GeologyFileFault) -> SurfaceGrid {
        let points = try points(lines)
        let cell = try cell(points, lines)
        let corner = PlanPoint(x: points.reduce(.infinity) { min($0, $1.x) }, y: points.reduce(.infinity) { min($0, $1.y) })
        let across = (points.reduce(-.infinity) { max($0, $1.x) } - corner.x) / cell,
            up = (points.reduce(-.infinity) { max($0, $1.y) } - corner.y) / cell
        guard across < Double(SurfaceGrid.nodesMax), up < Double(SurfaceGrid.nodesMax) else { throw lines.fault(nil, tooMany) }
        let (columns, rows) = (Int(across.rounded()) + 1, Int(up.rounded()) + 1)
        guard columns * rows <= SurfaceGrid.nodesMax else { throw lines.fault(nil, tooMany) }
        guard columns >= 2, rows >= 2 else { throw lines.fault(nil, "the points stand in one line: a surface needs two rows and two columns") }
        var heights = [Double?](repeating: nil, count: columns * rows)
        for point in points {
            let (column, row) = ((point.x - corner.x) / cell, (point.y - corner.y) / cell)
            guard abs(column - column.rounded()) < offGridShare, abs(row - row.rounded()) < offGridShare else {
                throw lines.fault(point.line, "the point stands beside the grid of \(cell) m: interpolate the surface to a regular grid before")
            }
            let index = Int(row.rounded()) * columns + Int(column.rounded())
            guard heights[index] == nil else { throw lines.fault(point.line, "the node was given before") }
            heights[index] = point.z
        }
        return SurfaceGrid(corner: corner, cellMetres: cell, columns: columns, rows: rows, heights: heights)
    }

    private static let tooMany = "the grid has more than \(SurfaceGrid.nodesMax) nodes, or one point stands far from the others"
    /// Coordinates are written to the millimetre or so; a hundredth of a cell is no other place.
    private static let offGridShare = 0.01

    private static func points(_ lines: GeologyLines) throws(GeologyFileFault) -> [Point] {
        var rows = lines.lines[...]
        var places = [0, 1, 2]
        if let first = rows.first?.fields.first, Double(first) == nil {
            places = try lines.columns(["x", "y", "z"])
            rows = rows.dropFirst()
        }
        var points: [Point] = []
        for line in rows {
            guard line.fields.count > places.reduce(0, max) else { throw lines.fault(line.number, "the row lacks x, y or z") }
            let x = try lines.number(line.fields[places[0]], "x", at: line), y = try lines.number(line.fields[places[1]], "y", at: line)
            points.append(Point(x: x, y: y, z: try lines.number(line.fields[places[2]], "z", at: line), line: line.number))
        }
        guard !points.isEmpty else { throw lines.fault(nil, "the file has no points") }
        return points
    }

    /// The smallest step along x; the same holds along y, or the point beside the grid is named later.
    private static func cell(_ points: [Point], _ lines: GeologyLines) throws(GeologyFileFault) -> Double {
        let xs = points.map(\.x).sorted()
        let steps = zip(xs.dropFirst(), xs).map { $0 - $1 }.filter { $0 > sameMetres }
        guard let cell = steps.min() else { throw lines.fault(nil, "all points have one x: a surface needs two columns") }
        return cell
    }

    private static let sameMetres = 0.001
}
