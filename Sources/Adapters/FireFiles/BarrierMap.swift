import Wildfire

/// From which minute on a cell lets no fire in: roads and breaks of a layer at once, lines of crews when they stand.
struct BarrierMap {
    private(set) var minutes: [Float] = []
    private(set) var doubts: [FireFileFault] = []

    init(_ layers: inout LandscapeLayers, _ description: LandscapeDescription, file: String) throws(FireFileFault) {
        let layer = try layers.values("barrier")
        let lines = description.lines ?? []
        guard let (rows, columns) = layers.shape, layer != nil || !lines.isEmpty else { return }
        if let voids = layer?.count(where: \.isNaN), voids > 0 {
            doubts.append(FireFileFault(file, "\(voids) cells of the layer barrier have no value: taken as open"))
        }
        minutes = layer.map { $0.map { $0 != 0 && !$0.isNaN ? 0 : .infinity } } ?? Array(repeating: .infinity, count: rows * columns)
        for (number, line) in lines.enumerated() {
            guard line.points.count >= 2, line.points.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isFinite && abs($0) < 1e9 } }) else {
                throw FireFileFault(file, "line \(number + 1) needs two points or more, each x and y")
            }
            let points = line.points.map { (SIMD2($0[0], $0[1]) - description.corner) / description.cellSize }
            for (from, to) in zip(points, points.dropFirst()) {
                draw(from, to, rows: rows, columns: columns, minute: Float(max(line.fromMinute ?? 0, 0)))
            }
        }
    }

    /// Every cell that the line passes through, in steps of a fifth of a cell. A step across a corner leaves no gap: a fire does not pass between two
    /// closed cells that touch.
    private mutating func draw(_ from: SIMD2<Double>, _ to: SIMD2<Double>, rows: Int, columns: Int, minute: Float) {
        let way = to - from
        let steps = min(Int((max(abs(way.x), abs(way.y)) * 5).rounded(.up)) + 1, Self.stepsMax)
        for step in 0...steps {
            let place = from + way * (Double(step) / Double(steps))
            guard place.x >= 0, place.y >= 0, place.x < Double(columns), place.y < Double(rows) else { continue }
            let cell = Int(place.y) * columns + Int(place.x)
            minutes[cell] = min(minutes[cell], minute)
        }
    }

    /// A line ten times around the largest landscape.
    private static let stepsMax = 1_000_000
}
