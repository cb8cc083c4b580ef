/// The stretches of all roads sorted into cells of a grid, to find what is near a point or an area.
struct RoadIndex: Sendable {
    /// A stretch between two neighbouring points of a road.
    struct Stretch: Sendable {
        let road: Int32
        /// The index of its first point.
        let point: Int32
    }

    private let south: Int32
    private let west: Int32
    private let cellSteps: Int64
    private let columns: Int64
    private let rows: Int64
    private let start: [Int32]
    private let stretches: [Stretch]

    init(_ graph: RoadGraph) {
        let latitudes = graph.points.map(\.latitude)
        let longitudes = graph.points.map(\.longitude)
        (south, west) = (latitudes.min() ?? 0, longitudes.min() ?? 0)
        let height = Int64(latitudes.max() ?? 0) - Int64(south)
        let width = Int64(longitudes.max() ?? 0) - Int64(west)
        cellSteps = max(Self.cellStepsMin, max(width, height) / Self.cellsPerSideMax + 1)
        columns = width / cellSteps + 1
        rows = height / cellSteps + 1
        var entries: [(cell: Int32, stretch: Stretch)] = []
        entries.reserveCapacity(graph.points.count)
        for road in graph.roads.indices {
            let range = graph.pointRange(road)
            for point in range.dropLast() {
                Self.cells(from: graph.points[point], to: graph.points[point + 1], south, west, cellSteps, columns, rows) {
                    entries.append((Int32($0), Stretch(road: Int32(road), point: Int32(point))))
                }
            }
        }
        var start = [Int32](repeating: 0, count: Int(columns * rows) + 1)
        for entry in entries { start[Int(entry.cell) + 1] += 1 }
        for index in 1..<start.count { start[index] += start[index - 1] }
        var next = start
        var stretches = [Stretch](repeating: Stretch(road: 0, point: 0), count: entries.count)
        for entry in entries {
            stretches[Int(next[Int(entry.cell)])] = entry.stretch
            next[Int(entry.cell)] += 1
        }
        self.start = start
        self.stretches = stretches
    }

    /// About 110 m: a handful of stretches a cell in a town.
    private static let cellStepsMin: Int64 = 10_000
    /// 2,048 × 2,048 cells take 16 MB, whatever the size of the region.
    private static let cellsPerSideMax: Int64 = 2_047

    /// A rectangle in steps of latitude and longitude.
    struct Box {
        var south: Int32
        var north: Int32
        var west: Int32
        var east: Int32

        init(_ a: MapPoint, _ b: MapPoint) {
            (south, north) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
            (west, east) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
        }

        mutating func include(_ point: MapPoint) {
            (south, north) = (min(south, point.latitude), max(north, point.latitude))
            (west, east) = (min(west, point.longitude), max(east, point.longitude))
        }

        func meets(_ other: Box) -> Bool { south <= other.north && other.south <= north && west <= other.east && other.west <= east }
    }

    private static func cells(
        of box: Box, _ south: Int32, _ west: Int32, _ steps: Int64, _ columns: Int64, _ rows: Int64, _ body: (Int) -> Void
    ) {
        func cell(_ value: Int32, _ origin: Int32, _ count: Int64) -> Int64 { max(0, min(count - 1, (Int64(value) - Int64(origin)) / steps)) }
        for row in cell(box.south, south, rows)...cell(box.north, south, rows) {
            for column in cell(box.west, west, columns)...cell(box.east, west, columns) { body(Int(row * columns + column)) }
        }
    }

    /// The cells that a straight stretch crosses, row by row; a long diagonal has thousands of them, and its rectangle millions.
    private static func cells(
        from a: MapPoint, to b: MapPoint, _ south: Int32, _ west: Int32, _ steps: Int64, _ columns: Int64, _ rows: Int64, _ body: (Int) -> Void
    ) {
        let box = Box(a, b)
        let (height, width) = (Double(b.latitude) - Double(a.latitude), Double(b.longitude) - Double(a.longitude))
        func longitude(_ latitude: Double) -> Double {
            height == 0 ? Double(a.longitude) : Double(a.longitude) + width * ((latitude - Double(a.latitude)) / height)
        }
        let first = (Int64(box.south) - Int64(south)) / steps
        for row in first...(Int64(box.north) - Int64(south)) / steps {
            let low = max(Int64(box.south), Int64(south) + row * steps)
            let high = min(Int64(box.north), Int64(south) + (row + 1) * steps)
            let ends = height == 0 ? (Double(box.west), Double(box.east)) : (longitude(Double(low)), longitude(Double(high)))
            // A step more on either side, for what rounding takes.
            let part = (min(ends.0, ends.1) - 1, max(ends.0, ends.1) + 1)
            let (from, to) = ((part.0 - Double(west)) / Double(steps), (part.1 - Double(west)) / Double(steps))
            for column in Int64(max(0, from))...Int64(max(0, min(Double(columns - 1), to))) { body(Int(row * columns + column)) }
        }
    }

    /// Calls `body` with the stretches in the cells that a box touches; one may come several times.
    func forEachStretch(in box: Box, _ body: (Stretch) -> Void) {
        Self.cells(of: box, south, west, cellSteps, columns, rows) { cell in
            for slot in Int(start[cell])..<Int(start[cell + 1]) { body(stretches[slot]) }
        }
    }
}
