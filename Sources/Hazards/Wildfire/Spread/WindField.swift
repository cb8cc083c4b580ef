#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// How the ground bends the wind: what becomes in each cell of the wind that a station or a forecast tells for the whole landscape.
public enum WindField: Sendable {
    case terrain(TerrainWind)
    case tables(WindTables)

    /// The weather of one cell.
    func local(_ weather: FireWeather, _ cell: Int) -> FireWeather {
        let (factor, turn) =
            switch self {
            case .terrain(let wind): wind.local(upwind: weather.upwind, cell)
            case .tables(let wind): wind.local(upwind: weather.upwind, cell)
            }
        var bent = weather
        bent.windSpeed *= factor
        bent.upwind = (weather.upwind + turn + 720).truncatingRemainder(dividingBy: 360)
        return bent
    }

    /// How many cells it was made for.
    var count: Int {
        switch self {
        case .terrain(let wind): wind.count
        case .tables(let wind): wind.count
        }
    }
}

/// Wind over hills by what lies around: faster on ridges and on slopes that face it, slower in hollows and in the lee, and turned aside by slopes.
///
/// G. E. Liston and K. Elder 2006, "A meteorological distribution system for high-resolution terrestrial modeling (MicroMet)", Journal of Hydrometeorology 7,
/// section on wind speed and direction, with that model's weights of slope and curvature and the deflection of B. C. Ryan 1977. A rule for gentle
/// questions: it knows no eddies behind crests, no slope winds of the day, and speeds stay within half and one and a half.
public struct TerrainWind: Sendable {
    /// Slope angle along the aspect, so scaled that the steepest is a half.
    private let leans: [SIMD2<Float>]
    /// Above or below what lies around, so scaled that the most is a half.
    private let curvatures: [Float]

    var count: Int { leans.count }

    /// - Parameters:
    ///   - heights: metres, row 0 in the south; what is no number counts as level with its surroundings.
    ///   - slopes: of the same cells.
    ///   - reach: metres, about half the way from one ridge to the next.
    public init(heights: [Float], slopes: [Slope], rows: Int, columns: Int, cellSize: Double, reach: Double = reachStandard) {
        precondition(heights.count == rows * columns && slopes.count == heights.count, "one height and one slope a cell")
        let raw = slopes.map { slope -> SIMD2<Float> in
            guard slope.riseOverRun > 0 else { return SIMD2() }
            return SIMD2<Float>(-slope.gradient / slope.riseOverRun * atan(slope.riseOverRun))
        }
        let steepest = raw.reduce(Float(0)) { max($0, ($1 * $1).sum()) }.squareRoot()
        leans = steepest > 0 ? raw.map { $0 / (2 * steepest) } : raw
        let steps = max(1, Int((reach / cellSize).rounded()))
        let bends = Self.bends(heights, rows: rows, columns: columns, steps: steps, reach: Double(steps) * cellSize)
        let most = bends.reduce(Float(0)) { max($0, abs($1)) }
        curvatures = most > 0 ? bends.map { $0 / (2 * most) } : bends
    }

    /// The factor on the speed, and the degrees by which the azimuth it comes from turns.
    func local(upwind: Double, _ cell: Int) -> (factor: Double, turn: Double) {
        let from = SIMD2<Float>(Azimuth.vector(upwind))
        let lean = leans[cell]
        let facing = (lean * from).sum()
        let factor = 1 + Self.slopeWeight * facing + Self.curvatureWeight * curvatures[cell]
        let size = (lean * lean).sum().squareRoot()
        guard size > 0 else { return (Double(factor), 0) }
        let (cosine, sine) = (facing / size, (lean.x * from.y - lean.y * from.x) / size)
        return (Double(factor), -0.5 * Double(facing * 2 * sine * cosine) * 180 / .pi)
    }

    /// How far each cell lies above the middle of what lies opposite each other around it, over the distance.
    private static func bends(_ heights: [Float], rows: Int, columns: Int, steps: Int, reach: Double) -> [Float] {
        let far = Float(reach)
        let lines: [(east: Int, north: Int, length: Float)] = [
            (1, 0, 2 * far), (0, 1, 2 * far), (1, 1, 2 * far * Float(2).squareRoot()), (1, -1, 2 * far * Float(2).squareRoot()),
        ]
        return heights.indices.map { cell in
            let own = heights[cell]
            guard own.isFinite else { return 0 }
            let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
            func height(_ east: Int, _ north: Int) -> Float {
                let (x, y) = (min(max(column + east * steps, 0), columns - 1), min(max(row + north * steps, 0), rows - 1))
                let value = heights[y * columns + x]
                return value.isFinite ? value : own
            }
            return lines.reduce(Float(0)) { sum, line in
                sum + (own - (height(line.east, line.north) + height(-line.east, -line.north)) / 2) / line.length
            } / 4
        }
    }

    /// Metres, as MicroMet has it.
    public static let reachStandard = 500.0
    private static let slopeWeight: Float = 0.58
    private static let curvatureWeight: Float = 0.42
}

/// Wind as another model computed it, for winds from some directions: between two of them it is taken in proportion.
public struct WindTables: Sendable {
    /// One direction: for each cell the local speed over that of the whole, and the degrees by which the azimuth it comes from turns.
    public struct Table: Sendable {
        public let upwind: Double
        public let factors: [Float]
        public let turns: [Float]

        public init(upwind: Double, factors: [Float], turns: [Float]) { (self.upwind, self.factors, self.turns) = (upwind, factors, turns) }
    }

    /// By direction.
    private let tables: [Table]

    var count: Int { tables[0].factors.count }

    /// At least one table, each with a number for every cell.
    public init(_ tables: [Table]) {
        precondition(!tables.isEmpty && tables.allSatisfy { $0.factors.count == tables[0].factors.count && $0.turns.count == $0.factors.count })
        self.tables = tables.sorted { $0.upwind < $1.upwind }
    }

    func local(upwind: Double, _ cell: Int) -> (factor: Double, turn: Double) {
        let after = tables.firstIndex { $0.upwind > upwind } ?? 0
        let (low, high) = (tables[(after + tables.count - 1) % tables.count], tables[after])
        let span = Self.turned(high.upwind - low.upwind)
        let part = span > 0 ? Self.turned(upwind - low.upwind) / span : 0
        return (
            Double(low.factors[cell]) * (1 - part) + Double(high.factors[cell]) * part,
            Double(low.turns[cell]) * (1 - part) + Double(high.turns[cell]) * part
        )
    }

    private static func turned(_ degrees: Double) -> Double { (degrees + 720).truncatingRemainder(dividingBy: 360) }
}
