/// Heights on a regular grid, rows from south to north; nil where nobody knows.
public struct SurfaceGrid: Codable, Hashable, Sendable {
    /// The node in the south-west, metres.
    public let corner: PlanPoint
    public let cellMetres: Double
    public let columns: Int
    public let rows: Int
    /// Metres, row by row.
    public let heights: [Double?]

    /// A grid needs two nodes each way, a cell of some size, and a height or nil for each node; the caller has checked that.
    public init(corner: PlanPoint, cellMetres: Double, columns: Int, rows: Int, heights: [Double?]) {
        precondition(columns >= 2 && rows >= 2 && cellMetres > 0 && heights.count == columns * rows, "a grid of another shape than its heights")
        self.corner = corner
        self.cellMetres = cellMetres
        self.columns = columns
        self.rows = rows
        self.heights = heights
    }

    /// 400 by 400 nodes: 2.5 m on a slope of a kilometre, finer than any model between boreholes.
    public static let nodesMax = 160_000

    public var farCorner: PlanPoint {
        PlanPoint(x: corner.x + Double(columns - 1) * cellMetres, y: corner.y + Double(rows - 1) * cellMetres)
    }

    struct Node {
        let point: PlanPoint
        let height: Double
    }

    /// The nodes whose height is known.
    var nodes: [Node] {
        heights.enumerated().compactMap { index, height in
            height.map { Node(point: point(column: index % columns, row: index / columns), height: $0) }
        }
    }

    private func point(column: Int, row: Int) -> PlanPoint {
        PlanPoint(x: corner.x + Double(column) * cellMetres, y: corner.y + Double(row) * cellMetres)
    }

    /// Bilinear between the four nodes around a place; nil outside, and where a node that counts is unknown. Nothing is extrapolated.
    public func height(at place: PlanPoint) -> Double? {
        let across = (place.x - corner.x) / cellMetres, up = (place.y - corner.y) / cellMetres
        // A collar or a section ends on the edge itself; rounding must not push it outside.
        let slack = 1e-9 * Double(columns + rows)
        guard across >= -slack, up >= -slack, across <= Double(columns - 1) + slack, up <= Double(rows - 1) + slack else { return nil }
        let column = min(max(Int(across), 0), columns - 2), row = min(max(Int(up), 0), rows - 2)
        let right = min(max(across - Double(column), 0), 1), above = min(max(up - Double(row), 0), 1)
        let parts = [
            (heights[row * columns + column], (1 - right) * (1 - above)), (heights[row * columns + column + 1], right * (1 - above)),
            (heights[(row + 1) * columns + column], (1 - right) * above), (heights[(row + 1) * columns + column + 1], right * above),
        ]
        var sum = 0.0
        for (height, weight) in parts where weight > 0 {
            guard let height else { return nil }
            sum += height * weight
        }
        return sum
    }
}
