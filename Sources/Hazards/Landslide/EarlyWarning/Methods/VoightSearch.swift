#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Finds where the time left and α may lie: for each α a grid over the logarithm of the time left, and a grid over α, each refined until
/// several of its points lie within the mass. The two hang together closely, so one box over both would miss the ridge between its points.
struct VoightSearch: Sendable {
    let likelihood: VoightLikelihood
    let effort: VoightFit.Effort

    /// What the readings leave open.
    struct Posterior: Sendable {
        fileprivate struct Row {
            let alpha: Double
            /// Share of the whole mass.
            let mass: Double
            /// The logarithm of the time left, and the share of this row up to there.
            let places: [Double]
            let shares: [Double]
        }

        fileprivate let rows: [Row]
        let best: VoightLikelihood.Point
        /// The mass at the longest time that is looked at.
        let massAtEnd: Double

        /// The logarithm of the time left that is not reached with this probability.
        func logLeft(_ probability: Double) -> Double {
            var low = rows.map { $0.places[0] }.min() ?? 0
            var high = rows.map { $0.places[$0.places.count - 1] }.max() ?? 0
            for _ in 0..<60 {
                let middle = (low + high) / 2
                let below = rows.reduce(0) { $0 + $1.mass * VoightSearch.share(of: middle, $1.places, $1.shares) }
                if below < probability { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }

        func alpha(_ probability: Double) -> Double {
            var below = 0.0
            for (index, row) in rows.enumerated() {
                let next = below + row.mass
                if next >= probability || index == rows.count - 1 {
                    let half = index + 1 < rows.count ? rows[index + 1].alpha - row.alpha : index > 0 ? row.alpha - rows[index - 1].alpha : 0
                    return row.alpha + half * (row.mass > 0 ? (probability - below) / row.mass - 0.5 : 0)
                }
                below = next
            }
            return rows.last?.alpha ?? 0
        }
    }

    func posterior() -> Posterior? {
        let range = Self.range(likelihood.sample)
        var known: [Double: Level] = [:]
        func level(_ alpha: Double) -> Level {
            if let level = known[alpha] { return level }
            let level = self.level(alpha, within: range)
            known[alpha] = level
            return level
        }
        let grid = Self.refined(within: Self.alphaRange, points: effort.alphaPoints) { level($0).logarithm }
        let levels = grid.map { level($0) }
        guard let top = levels.map(\.logarithm).max(), top.isFinite else { return nil }
        let masses = levels.map { exp($0.logarithm - top) }
        let total = masses.reduce(0, +)
        guard let best = levels.map(\.best).max(by: { $0.logarithm < $1.logarithm })?.best else { return nil }
        let rows = zip(zip(grid, levels), masses).map { pair, mass in
            Posterior.Row(alpha: pair.0, mass: mass / total, places: pair.1.places, shares: pair.1.shares)
        }
        let atEnd = zip(rows, levels).reduce(0) { $0 + $1.0.mass * $1.1.shareAtEnd }
        return Posterior(rows: rows, best: best, massAtEnd: atEnd)
    }

    /// The time left for one α: the logarithm of its mass, and its distribution.
    private struct Level {
        let logarithm: Double
        let places: [Double]
        let shares: [Double]
        let shareAtEnd: Double
        let best: (logarithm: Double, best: VoightLikelihood.Point)
    }

    private func level(_ alpha: Double, within range: ClosedRange<Double>) -> Level {
        var known: [Double: (logarithm: Double, best: VoightLikelihood.Point)] = [:]
        func value(_ place: Double) -> (logarithm: Double, best: VoightLikelihood.Point) {
            if let value = known[place] { return value }
            let value = likelihood.value(alpha: alpha, logLeft: place)
            known[place] = value
            return value
        }
        let places = Self.refined(within: range, points: effort.timePoints) { value($0).logarithm }
        let values = places.map { value($0) }
        let best = values.max { $0.logarithm < $1.logarithm } ?? value(range.lowerBound)
        let heights = values.map { exp($0.logarithm - best.logarithm) }
        var shares = [0.0]
        for index in 1..<places.count {
            let width = places[index] - places[index - 1]
            shares.append(shares[index - 1] + (heights[index] + heights[index - 1]) / 2 * width)
        }
        let area = max(shares[shares.count - 1], 1e-300)
        let reachesEnd = places[places.count - 1] >= range.upperBound - 1e-9
        return Level(
            logarithm: best.logarithm + log(area), places: places, shares: shares.map { $0 / area },
            shareAtEnd: reachesEnd ? heights[heights.count - 1] * (places[1] - places[0]) / area : 0, best: best)
    }

    /// Evenly spaced points over the part of a range that holds the mass, found by looking closer until enough of them lie in it.
    private static func refined(within range: ClosedRange<Double>, points: Int, _ value: (Double) -> Double) -> [Double] {
        var low = range.lowerBound
        var high = range.upperBound
        var grid: [Double] = []
        for _ in 0..<roundsMax {
            grid = (0..<points).map { low + (high - low) * Double($0) / Double(points - 1) }
            let values = grid.map(value)
            guard let top = values.max() else { break }
            let inside = values.indices.filter { values[$0] > top - massDepth }
            let core: Int = inside.reduce(0) { $0 + (values[$1] > top - coreDepth ? 1 : 0) }
            if core >= corePoints { break }
            guard let first = inside.first, let last = inside.last else { break }
            low = grid[max(first - 1, 0)]
            high = grid[min(last + 1, points - 1)]
        }
        return grid
    }

    private static func share(of place: Double, _ places: [Double], _ shares: [Double]) -> Double {
        if place <= places[0] { return 0 }
        guard let index = places.firstIndex(where: { $0 >= place }) else { return 1 }
        let part = (place - places[index - 1]) / (places[index] - places[index - 1])
        return shares[index - 1] + part * (shares[index] - shares[index - 1])
    }

    /// Where the logarithm of the time left is looked for.
    static func range(_ sample: VoightSample) -> ClosedRange<Double> {
        let span = -sample.hours[0]
        return log(span * shortestPart)...log(span * longestPart)
    }

    static func logPrior(alpha: Double) -> Double {
        let outside = max(alphaEven.lowerBound - alpha, alpha - alphaEven.upperBound, 0) / alphaFall
        return -outside * outside / 2
    }

    /// The shortest time left, as a part of the time watched.
    static let shortestPart = 0.002
    /// A curve says nothing about times many times as long as itself.
    static let longestPart = 20.0
    static let alphaRange = 1.3...3.0
    static let alphaEven = 1.7...2.3
    /// One standard deviation of the fall outside of the even part.
    static let alphaFall = 0.12
    private static let roundsMax = 7
    /// e^−10 of the height is outside of any interval that is asked for.
    private static let massDepth = 10.0
    private static let coreDepth = 4.0
    private static let corePoints = 4
}
