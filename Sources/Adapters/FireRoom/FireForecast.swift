import City
import Wildfire

/// Where a fire is expected to run in the next day: the expected fire, and how many of many possible ones.
struct FireForecast: Sendable {
    /// Minutes after `start` by cell; infinity where it does not come within a day.
    let arrival: [Float]
    let fronts: [Front?]
    /// For each of `horizons` the members that burned a cell by then.
    let counts: [[UInt16]]
    let members: Int
    /// km² for each of `horizons`: the expected fire, and members in the order of their size.
    let expectedAreas: [Double]
    let memberAreas: [[Double]]
    /// The minute nought of the fire.
    let start: Instant

    /// Hours.
    static let horizons = [1, 3, 6, 12, 24]
    static let hours = 24.0

    func probability(_ cell: Int, horizon: Int) -> Double { members > 0 ? Double(counts[horizon][cell]) / Double(members) : 0 }

    func arrival(_ cell: Int) -> Float? { arrival[cell] < .infinity ? arrival[cell] : nil }

    /// km² that the expected fire covers a moment after its start.
    func squareKilometres(at moment: Instant, of landscape: Landscape) -> Double {
        let minute = Float(max(0, moment.since(start).value / 60))
        return Double(arrival.count { $0 <= minute }) * landscape.cellSize * landscape.cellSize / 1e6
    }

    /// Where a fire is taken to begin.
    enum Origin: Sendable {
        /// One place, with its deviation in metres.
        case point(SIMD2<Double>, deviation: Double)
        /// The middles of the cells that were measured to burn; members do not stray from what was measured.
        case cells([SIMD2<Double>])

        var points: [SIMD2<Double>] {
            switch self {
            case .point(let point, _): [point]
            case .cells(let points): points
            }
        }
    }

    /// The fire of its origin, and members around it until their number or the time for them is up.
    ///
    /// - Parameters:
    ///   - isTimeUp: asked after each member; a picture in time is worth more than a hundred members late. The first members always run.
    static func run(
        _ landscape: Landscape, from origin: Origin, weather: [WeatherBand], start: Instant, seed: UInt64,
        threads: Int, isTimeUp: @escaping @Sendable () -> Bool
    ) async -> FireForecast {
        let growth = FireGrowth(landscape)
        growth.run(from: origin.points, weather: weather, minutes: hours * 60)
        let arrival = (0..<landscape.count).map { growth.arrival($0) ?? .infinity }
        var tally = Tally(landscape)
        tally.add(growth)
        let expected = tally.areas.map { $0[0] }
        var spread = EnsembleSpread(ignition: 0)
        if case .point(_, let deviation) = origin { spread.ignition = max(deviation, landscape.cellSize) }
        let (points, ensemble) = (origin.points, spread)
        let total = await withTaskGroup(of: Tally.self) { group in
            for lane in 0..<threads {
                group.addTask {
                    let growth = FireGrowth(landscape)
                    var tally = Tally(landscape)
                    for number in stride(from: lane, to: membersMax, by: threads) {
                        if number >= membersMin, isTimeUp() || Task.isCancelled { break }
                        let member = EnsembleMember(number, seed: seed, spread: ensemble, weather: weather, ignitions: points, landscape: landscape)
                        growth.run(from: member.ignitions, weather: member.weather, minutes: hours * 60, seed: member.seed)
                        tally.add(growth)
                    }
                    return tally
                }
            }
            return await group.reduce(into: Tally(landscape)) { $0.add($1) }
        }
        return FireForecast(
            arrival: arrival, fronts: growth.fronts(), counts: total.counts, members: total.members, expectedAreas: expected,
            memberAreas: total.areas.map { $0.sorted() }, start: start)
    }

    /// A probability in steps of one per cent.
    private static let membersMax = 100
    /// Fewer say nothing of a probability.
    private static let membersMin = 8

    /// How often cells burned by each horizon.
    private struct Tally: Sendable {
        private let cellSquareKilometres: Double
        var counts: [[UInt16]]
        var areas: [[Double]] = Array(repeating: [], count: horizons.count)
        var members = 0

        init(_ landscape: Landscape) {
            cellSquareKilometres = landscape.cellSize * landscape.cellSize / 1e6
            counts = Array(repeating: Array(repeating: 0, count: landscape.count), count: horizons.count)
        }

        mutating func add(_ growth: FireGrowth) {
            members += 1
            var burned = Array(repeating: 0, count: horizons.count)
            for cell in growth.burnedCells {
                guard let minute = growth.arrival(cell) else { continue }
                for (number, hours) in horizons.enumerated() where minute <= Float(hours * 60) {
                    counts[number][cell] += 1
                    burned[number] += 1
                }
            }
            for number in horizons.indices { areas[number].append(Double(burned[number]) * cellSquareKilometres) }
        }

        mutating func add(_ other: Tally) {
            members += other.members
            for number in horizons.indices {
                for cell in counts[number].indices { counts[number][cell] += other.counts[number][cell] }
                areas[number] += other.areas[number]
            }
        }
    }
}
