/// How far the members of an ensemble stray from what is expected. Each draws its own wind, moisture and ignition.
public struct EnsembleSpread: Hashable, Sendable {
    /// Standard deviation of the factor on the wind speed.
    public var windFactor: Double
    /// Degrees.
    public var windDirection: Double
    /// Standard deviation of the factor on the moisture of dead fuel.
    public var moistureFactor: Double
    /// Metres.
    public var ignition: Double

    public init(windFactor: Double = 0.2, windDirection: Double = 20, moistureFactor: Double = 0.15, ignition: Double = 30) {
        self.windFactor = windFactor
        self.windDirection = windDirection
        self.moistureFactor = moistureFactor
        self.ignition = ignition
    }
}

/// One member: the weather and the ignition it runs with. It hangs on the seed and its number alone, so threads may share members in any way.
public struct EnsembleMember: Sendable {
    public let weather: [WeatherBand]
    public let ignitions: [SIMD2<Double>]
    public let seed: UInt64

    public init(_ number: Int, seed: UInt64, spread: EnsembleSpread, weather: [WeatherBand], ignitions: [SIMD2<Double>], landscape: Landscape) {
        var draws = SeededDraws(seed: seed &+ UInt64(number) &* 0x2545_F491_4F6C_DD1D)
        let wind = max(0.3, 1 + spread.windFactor * draws.normal())
        let turn = spread.windDirection * draws.normal()
        let moisture = max(0.4, 1 + spread.moistureFactor * draws.normal())
        self.weather = weather.map { band in
            var band = band
            band.weather.windSpeed *= wind
            band.weather.upwind = (band.weather.upwind + turn + 720).truncatingRemainder(dividingBy: 360)
            band.weather.moisture.oneHour *= moisture
            band.weather.moisture.tenHour *= moisture
            band.weather.moisture.hundredHour *= moisture
            return band
        }
        self.ignitions = ignitions.map { point in
            let moved = point + spread.ignition * SIMD2(draws.normal(), draws.normal())
            // A member whose fire would begin in a lake begins where it was reported.
            return landscape.cell(at: moved).map(landscape.burns) == true ? moved : point
        }
        self.seed = draws.next()
    }
}

/// How often each cell burned, over the members that ran so far. Counts add, so that several threads can count apart.
public struct BurnCount: Sendable {
    public private(set) var members = 0
    public private(set) var counts: [UInt32]
    /// km², one for each member in the order of their numbers within this count.
    public private(set) var burnedSquareKilometres: [Double] = []

    public init(_ landscape: Landscape) { counts = Array(repeating: 0, count: landscape.count) }

    public mutating func add(_ growth: FireGrowth) {
        var burned = 0
        for cell in growth.burnedCells {
            counts[cell] += 1
            burned += 1
        }
        members += 1
        burnedSquareKilometres.append(Double(burned) * growth.landscape.cellSize * growth.landscape.cellSize / 1e6)
    }

    public mutating func add(_ other: BurnCount) {
        for index in counts.indices { counts[index] += other.counts[index] }
        members += other.members
        burnedSquareKilometres += other.burnedSquareKilometres
    }

    /// The share of members in which the cell burned.
    public func probability(_ cell: Int) -> Float { members > 0 ? Float(counts[cell]) / Float(members) : 0 }
}
