import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Points sorted into square cells, so that the nearest one is found without looking at all of them.
struct PointGrid: Sendable {
    private let points: [Coordinate]
    private let origin: Coordinate
    private let cellDegrees: Double
    private let columns: Int
    private let rows: Int
    /// The points of cell `c` are `order[starts[c] ..< starts[c + 1]]` (counting sort).
    private let starts: [Int32]
    private let order: [Int32]

    init(_ points: [Coordinate]) {
        let box = Box(points)
        let extent = max(box.north - box.south, box.east - box.west)
        let cellDegrees = max(Self.cellDegreesMin, extent / Double(Self.cellsPerSideMax - 1))
        let columns = Int((box.east - box.west) / cellDegrees) + 1
        let rows = Int((box.north - box.south) / cellDegrees) + 1
        let cells = points.map { point in
            Int((point.latitude - box.south) / cellDegrees) * columns + Int((point.longitude - box.west) / cellDegrees)
        }
        var starts = [Int32](repeating: 0, count: columns * rows + 1)
        for cell in cells { starts[cell + 1] += 1 }
        for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
        var next = starts
        var order = [Int32](repeating: 0, count: points.count)
        for (index, cell) in cells.enumerated() {
            order[Int(next[cell])] = Int32(index)
            next[cell] += 1
        }
        self.points = points
        origin = Coordinate(latitude: box.south, longitude: box.west)
        self.cellDegrees = cellDegrees
        self.columns = columns
        self.rows = rows
        self.starts = starts
        self.order = order
    }

    /// Calls `visit` with points by growing squares of cells. `visit` gets the index and the distance and returns how far it still
    /// cares; the search ends when everything nearer than that was seen. Distances are equirectangular about `centre`: within
    /// 0.1 % of the great circle up to 50 km at these latitudes.
    func search(from centre: Coordinate, withinMetres reach: Double, visit: (Int, Double) -> Double) {
        guard !points.isEmpty else { return }
        let shrink = cos(centre.latitude.radians)
        let row = cell(centre.latitude - origin.latitude)
        let column = cell(centre.longitude - origin.longitude)
        let ringMetres = cellDegrees * Self.metresPerDegree * max(shrink, Self.shrinkMin)
        var limit = reach
        var ring = 0
        while ring <= Self.ringMax, Double(ring - 1) * ringMetres <= limit {
            for y in (row - ring)...(row + ring) where y >= 0 && y < rows {
                let wholeRow = y == row - ring || y == row + ring
                let step = wholeRow || ring == 0 ? 1 : 2 * ring
                for x in stride(from: column - ring, through: column + ring, by: step) where x >= 0 && x < columns {
                    limit = visitCell(y * columns + x, centre: centre, shrink: shrink, limit: limit, visit: visit)
                }
            }
            ring += 1
        }
    }

    private func visitCell(_ cell: Int, centre: Coordinate, shrink: Double, limit: Double, visit: (Int, Double) -> Double) -> Double {
        var limit = limit
        for slot in Int(starts[cell])..<Int(starts[cell + 1]) {
            let index = Int(order[slot])
            let north = (points[index].latitude - centre.latitude) * Self.metresPerDegree
            let east = (points[index].longitude - centre.longitude) * Self.metresPerDegree * shrink
            let distance = (north * north + east * east).squareRoot()
            if distance <= limit { limit = min(limit, visit(index, distance)) }
        }
        return limit
    }

    /// Clamped, so that a point on the other side of the Earth cannot overflow.
    private func cell(_ degrees: Double) -> Int { Int((max(-720, min(720, degrees)) / cellDegrees).rounded(.down)) }

    private static let metresPerDegree = Coordinate.earthRadiusMetres * .pi / 180
    /// About 5 km: a handful of townships per cell in the country, a few dozen in the core.
    private static let cellDegreesMin = 0.05
    /// 512 × 512 cells take 1 MB, whatever the size of the city.
    private static let cellsPerSideMax = 512
    /// Cells narrow towards the poles; no city lies beyond 80°.
    private static let shrinkMin = 0.17
    /// One side of the grid and the reach beyond it.
    private static let ringMax = 1_024
}
