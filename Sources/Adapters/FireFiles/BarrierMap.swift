import Wildfire

/// A road, a break or a line of crews.
public struct BarrierLine: Hashable, Sendable {
    /// Metres in the landscape's coordinate system.
    public let points: [SIMD2<Double>]
    /// Minutes after the ignition from which on it stands.
    public let fromMinute: Double
    /// Metres; infinite where no flame reaches over it.
    public let width: Double

    public init(points: [SIMD2<Double>], fromMinute: Double, width: Double) {
        (self.points, self.fromMinute, self.width) = (points, fromMinute, width)
    }

    /// What is wrong with it, or nil.
    var fault: String? {
        if points.count < 2 || !points.allSatisfy({ abs($0.x) < 1e9 && abs($0.y) < 1e9 }) { return "needs two points or more, each x and y" }
        if !(width > 0) { return "is \(width) m wide; width is metres above 0" }
        return fromMinute.isFinite ? nil : "stands from no minute"
    }
}

/// From which minute on a cell lets no fire in, and how wide what stops it is: roads and breaks of a layer at once, lines of crews when they stand.
///
/// Where several lines cross a cell it counts from the first of them on, with the width of the widest.
struct BarrierMap {
    private(set) var minutes: [Float] = []
    /// Empty where nothing can be crossed.
    private(set) var widths: [Float] = []

    private(set) var doubts: [FireFileFault] = []

    init(_ layers: inout LandscapeLayers, _ description: LandscapeDescription, file: String) throws(FireFileFault) {
        let layer = try layers.values("barrier")
        guard let (rows, columns) = layers.shape else { return }
        if let voids = layer?.count(where: \.isNaN), voids > 0 {
            doubts.append(FireFileFault(file, "\(voids) cells of the layer barrier have no value: taken as open"))
        }
        minutes = layer.map { $0.map { $0 != 0 && !$0.isNaN ? 0 : .infinity } } ?? []
        let lines = (description.lines ?? []).map { line in
            let points = line.points.map { $0.count == 2 ? SIMD2($0[0], $0[1]) : SIMD2(.nan, .nan) }
            return BarrierLine(points: points, fromMinute: line.fromMinute ?? 0, width: line.width ?? .infinity)
        }
        try draw(lines, rows: rows, columns: columns, corner: layers.corner, cellSize: description.cellSize, file: file)
    }

    /// What a landscape has, to draw more upon.
    init(_ landscape: Landscape) { (minutes, widths) = (landscape.barriers, landscape.barrierWidths) }

    mutating func draw(
        _ lines: [BarrierLine], rows: Int, columns: Int, corner: SIMD2<Double>, cellSize: Double, file: String
    ) throws(FireFileFault) {
        guard !lines.isEmpty else { return }
        if minutes.isEmpty { minutes = Array(repeating: .infinity, count: rows * columns) }
        if widths.isEmpty, lines.contains(where: { $0.width < .infinity }) {
            // What closes a cell already is as wide as can be.
            widths = minutes.map { $0 < .infinity ? .infinity : 0 }
        }
        for (number, line) in lines.enumerated() {
            if let fault = line.fault { throw FireFileFault(file, "line \(number + 1) \(fault)") }
            let points = line.points.map { ($0 - corner) / cellSize }
            for (from, to) in zip(points, points.dropFirst()) { draw(from, to, rows: rows, columns: columns, line) }
        }
        // A cell without a barrier has no width either.
        widths = widths.isEmpty ? [] : zip(widths, minutes).map { $1 < .infinity ? $0 : .infinity }
    }

    /// Every cell that the line passes through, in steps of a fifth of a cell. A step across a corner leaves no gap: a fire does not pass between two
    /// closed cells that touch.
    private mutating func draw(_ from: SIMD2<Double>, _ to: SIMD2<Double>, rows: Int, columns: Int, _ line: BarrierLine) {
        let way = to - from
        let steps = Int(min((max(abs(way.x), abs(way.y)) * 5).rounded(.up) + 1, Double(Self.stepsMax)))
        for step in 0...steps {
            let place = from + way * (Double(step) / Double(steps))
            guard place.x >= 0, place.y >= 0, place.x < Double(columns), place.y < Double(rows) else { continue }
            let cell = Int(place.y) * columns + Int(place.x)
            if !widths.isEmpty { widths[cell] = minutes[cell] < .infinity ? max(widths[cell], Float(line.width)) : Float(line.width) }
            minutes[cell] = min(minutes[cell], Float(max(line.fromMinute, 0)))
        }
    }

    /// A line ten times around the largest landscape.
    private static let stepsMax = 1_000_000
}
