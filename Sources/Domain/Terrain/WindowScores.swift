#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Means of many neighbouring cores in units of their standard error, over windows of several sizes, and what chance alone makes of them.
struct WindowScores {
    let windows: [Neighbourhoods]
    /// For each window and core: the sum of the weights' squares, as one over its root.
    private let scales: [[Double]]
    private let weights: [Double]
    private let limited: [Double]
    /// For each window: how much wider the scores scatter than those of independent cores.
    private(set) var inflation: [Double] = []
    /// Location and scale of Gumbel's distribution of the largest score that chance makes on this face.
    private var location = 0.0
    private var slope = 1.0

    /// Radii of the windows in spacings of the cores: 9, 21, 37 and 89 cores on a square grid.
    static let radii = [1.5, 2.6, 3.45, 5.2]
    /// A core counts at most as much as this many standard errors, so that one that fooled its own level makes no patch alone.
    static let limit = 3.0
    /// Sign changes of the whole face. Their two moments fix Gumbel's distribution to a few per cent.
    private static let rounds = 100
    private static let seed: UInt64 = 20_130_826

    /// `moved` are cores that are known to have moved: they do not count among what chance makes.
    init(_ changes: [Change], moved: [Bool], windows: [Neighbourhoods]) {
        self.windows = windows
        let isUsed = changes.map(\.isUsable)
        weights = changes.map { $0.isUsable ? Normal.ninetyFive / $0.level : 0 }
        limited = changes.indices.map { [weights] index in
            guard isUsed[index] else { return 0 }
            return max(-Self.limit, min(Self.limit, changes[index].distance * weights[index])) * weights[index]
        }
        scales = windows.map { [weights] window in
            changes.indices.map { index in
                let sum = window[index].reduce(0.0) { $0 + weights[Int($1)] * weights[Int($1)] }
                return sum > 0 ? 1 / sum.squareRoot() : 0
            }
        }
        calibrate(moved)
    }

    private func raw(_ window: Int, _ values: [Double]) -> [Double] {
        let (members, starts, scale) = (windows[window].members, windows[window].starts, scales[window])
        return scale.indices.map { index in
            var sum = 0.0
            for slot in Int(starts[index])..<Int(starts[index + 1]) { sum += values[Int(members[slot])] }
            return sum * scale[index]
        }
    }

    /// Rounds that are summed side by side, as many as a vector register of common machines has doubles for: a list of neighbours is then read
    /// once for eight rounds.
    private static let abreast = 8

    /// What `raw` gives, for eight lists of values at once: the largest size of each list's scores, and all scores of the first.
    private func abreast(_ window: Int, _ values: [SIMD8<Double>]) -> (largest: SIMD8<Double>, first: [Double]) {
        let scale = scales[window]
        var largest = SIMD8<Double>()
        var first = [Double](repeating: 0, count: scale.count)
        windows[window].members.withUnsafeBufferPointer { members in
            windows[window].starts.withUnsafeBufferPointer { starts in
                values.withUnsafeBufferPointer { values in
                    for index in scale.indices {
                        var sum = SIMD8<Double>()
                        for slot in Int(starts[index])..<Int(starts[index + 1]) { sum += values[Int(members[slot])] }
                        sum *= scale[index]
                        first[index] = sum[0]
                        largest = pointwiseMax(largest, pointwiseMax(sum, -sum))
                    }
                }
            }
        }
        return (largest, first)
    }

    /// The score of every core in one window, in standard errors.
    func scores(_ window: Int) -> [Double] { raw(window, limited).map { $0 / inflation[window] } }

    /// The score of one core in one window when the cores that are taken say nothing.
    func score(_ window: Int, at core: Int, without isTaken: [Bool]) -> Double {
        var (sum, square) = (0.0, 0.0)
        for other in windows[window][core] where !isTaken[Int(other)] {
            sum += limited[Int(other)]
            square += weights[Int(other)] * weights[Int(other)]
        }
        return square > 0 ? sum / square.squareRoot() / inflation[window] : 0
    }

    /// Signs are changed core by core: where nothing moved each sign is as likely as the other, and sizes keep their heavy tails
    /// (Nichols and Holmes 2002). The largest of all windows in each round gives the distribution that a true patch has to beat.
    private mutating func calibrate(_ moved: [Bool]) {
        var generator = SeededGenerator(seed: Self.seed)
        var largest: [Double] = []
        var chanceSpread: [Double] = []
        let still = limited.indices.map { moved[$0] ? 0 : limited[$0] }
        var flipped = [SIMD8<Double>](repeating: SIMD8(), count: still.count)
        for first in stride(from: 0, to: Self.rounds, by: Self.abreast) {
            let lanes = min(Self.abreast, Self.rounds - first)
            for lane in 0..<lanes {
                for index in still.indices { flipped[index][lane] = generator.next() & 1 == 0 ? still[index] : -still[index] }
            }
            let all = windows.indices.map { abreast($0, flipped) }
            let most = all.reduce(SIMD8<Double>()) { pointwiseMax($0, $1.largest) }
            for lane in 0..<lanes { largest.append(most[lane]) }
            if first == 0 { chanceSpread = all.map { Self.spread($0.first) } }
        }
        inflation = windows.indices.map { max(1, Self.spread(raw($0, still)) / max(chanceSpread[$0], .leastNormalMagnitude)) }
        let mean = largest.reduce(0, +) / Double(largest.count)
        let variance = largest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(largest.count - 1)
        slope = max(variance.squareRoot() * 6.0.squareRoot() / Double.pi, 1e-3)
        location = mean - 0.577_215_664_9 * slope
    }

    private static func spread(_ scores: [Double]) -> Double {
        Ranked.normalPerMedianDeviation * Ranked.median(scores.filter { $0 != 0 }.map { abs($0) })
    }

    /// The chance that a face on which nothing moved shows a score like this anywhere.
    func chance(of score: Double) -> Double { -expm1(-exp(-(score - location) / slope)) }

    /// A shift of a window in metres: the mean of its cores, each limited.
    func shift(_ window: Int, _ score: Double, at core: Int) -> Double { score * inflation[window] * scales[window][core] }
}
