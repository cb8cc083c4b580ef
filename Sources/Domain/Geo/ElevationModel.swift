import City

/// Heights of the ground, from one grid or several (a digital elevation model). Where several know a place, the finest speaks.
public struct ElevationModel: Sendable {
    /// Heights at the crossings of a net of latitudes and longitudes.
    public struct Grid: Sendable {
        /// The crossing with the least latitude and longitude, WGS 84.
        public let southWest: Coordinate
        /// From one crossing to the next, in degrees, both ways.
        public let stepDegrees: Double
        public let columns: Int
        public let rows: Int
        /// In metres above one datum, row by row from the south, west to east; not a number where nothing is known.
        let heights: [Float]

        /// - Parameter heights: `columns * rows` of them, row by row from the south.
        public init(southWest: Coordinate, stepDegrees: Double, columns: Int, rows: Int, heights: [Float]) {
            precondition(heights.count == columns * rows && columns > 1 && rows > 1 && stepDegrees > 0, "a grid has a height for each crossing")
            self.southWest = southWest
            self.stepDegrees = stepDegrees
            self.columns = columns
            self.rows = rows
            self.heights = heights
        }

        /// Between four crossings, bilinear; nil outside, and where one of the four is not known.
        public func heightMetres(at place: Coordinate) -> Double? {
            let column = (place.longitude - southWest.longitude) / stepDegrees, row = (place.latitude - southWest.latitude) / stepDegrees
            guard column >= 0, row >= 0, column <= Double(columns - 1), row <= Double(rows - 1) else { return nil }
            let left = min(Int(column), columns - 2), low = min(Int(row), rows - 2)
            let across = column - Double(left), up = row - Double(low)
            let base = low * columns + left
            let south = Double(heights[base]) * (1 - across) + Double(heights[base + 1]) * across
            let north = Double(heights[base + columns]) * (1 - across) + Double(heights[base + columns + 1]) * across
            let height = south * (1 - up) + north * up
            return height.isFinite ? height : nil
        }
    }

    /// The finest first.
    public let grids: [Grid]

    public init(grids: [Grid] = []) {
        self.grids = grids.sorted { $0.stepDegrees < $1.stepDegrees }
    }

    public var isEmpty: Bool { grids.isEmpty }

    /// In metres above the datum of the grids; nil where none knows.
    public func heightMetres(at place: Coordinate) -> Double? {
        for grid in grids {
            if let height = grid.heightMetres(at: place) { return height }
        }
        return nil
    }

    /// A city of 82,000 km² at 90 m has ten million crossings, which take 40 MB; a district at 30 m three million.
    public static let crossingsMax = 16_000_000
    /// A file for each sheet of a map; more are joined first.
    public static let gridsMax = 100
}
