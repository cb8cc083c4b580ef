import City
import FireFiles
import Geo
import Wildfire

/// The ground of a forest, laid on the Earth.
struct ForestGround: Sendable {
    let landscape: Landscape
    let frame: CornerFrame

    func cell(at point: Coordinate) -> Int? { landscape.cell(at: frame.metres(of: point)) }

    /// Metres east and north of the south-western corner.
    func middle(_ cell: Int) -> SIMD2<Double> {
        let (row, column) = cell.quotientAndRemainder(dividingBy: landscape.columns)
        return SIMD2(Double(column) + 0.5, Double(row) + 0.5) * landscape.cellSize
    }

    func point(of cell: Int) -> Coordinate {
        frame.coordinate(middle(cell))
    }

    /// The cells along a line with the metres of it in each, in its order.
    func cells(along line: [Coordinate]) -> [(cell: Int, metres: Double)] {
        var found: [(cell: Int, metres: Double)] = []
        for (from, to) in zip(line, line.dropFirst()) {
            let (a, b) = (frame.metres(of: from), frame.metres(of: to))
            let way = b - a
            let length = (way * way).sum().squareRoot()
            let count = max(1, Int((length / landscape.cellSize * Self.samplesPerCell).rounded(.up)))
            for number in 0..<count {
                let part = (Double(number) + 0.5) / Double(count)
                guard let cell = landscape.cell(at: a + way * part) else { continue }
                let metres = length / Double(count)
                if let last = found.last, last.cell == cell {
                    found[found.count - 1].metres += metres
                } else {
                    found.append((cell, metres))
                }
            }
        }
        return found
    }

    /// Finer than this a line across a cell's corner is drawn right anyway.
    private static let samplesPerCell = 4.0

    /// The cells whose middles lie in an area.
    func cells(in area: Polygon) -> [Int] {
        let corners = area.outer.map { frame.metres(of: $0) / landscape.cellSize }
        let (east, north) = (corners.map(\.x), corners.map(\.y))
        guard let west = east.min(), let eastMost = east.max(), let south = north.min(), let northMost = north.max() else { return [] }
        func clamped(_ value: Double, _ most: Int) -> Int { Int(min(max(value, 0), Double(most - 1))) }
        var cells: [Int] = []
        for row in clamped(south, landscape.rows)...clamped(northMost, landscape.rows) {
            for column in clamped(west, landscape.columns)...clamped(eastMost, landscape.columns) {
                let cell = row * landscape.columns + column
                if area.contains(point(of: cell)) { cells.append(cell) }
            }
        }
        return cells
    }

    /// The outline of cells as areas, the largest first; holes are left out, since nobody drives into the middle of a fire.
    func areas(_ holds: (Int) -> Bool, atMost most: Int) -> [[Coordinate]] {
        let rings = CellOutline.rings(columns: landscape.columns, rows: landscape.rows, cellSize: landscape.cellSize, holds)
        let outer = rings.map { (ring: $0, area: CellOutline.area($0)) }.filter { $0.area > 0 }.sorted { $0.area > $1.area }
        return outer.prefix(most).map { $0.ring.map(frame.coordinate) }
    }
}
