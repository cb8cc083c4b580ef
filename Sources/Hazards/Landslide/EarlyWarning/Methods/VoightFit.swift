#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The time of failure by Voight's law with α estimated, from displacement itself, with a 90 % interval.
///
/// Displacement is fitted as D₀ + k · g(t; tf, α, onset): even creep up to the onset, Voight's law behind it, velocities equal where they
/// meet. D₀, k and the noise are integrated out exactly (flat priors), the onset over a few places, tf and α over adaptive grids. So the
/// interval holds what is not known about α, which a straight line through 1/v leaves out; that line is late for α > 2. No chance is used.
///
/// - Prior of α: even from 1.7 to 2.3, falling off outside (Voight 1988, 1989; Crosta and Agliardi 2003 give 1.5 to 2.6 and mostly about 2).
/// - Prior of tf: even in the logarithm of the time left.
public struct VoightFit: Hashable, Sendable {
    /// The median of what α may be.
    public let alpha: Double
    public let alpha90: ClosedRange<Double>
    /// The median of the time of failure, in hours of the series.
    public let failureHour: Double
    public let interval90: ClosedRange<Double>
    /// mm/h at the newest reading, by the most probable curve.
    public let velocity: Double
    /// Twice the logarithm of how much better the law explains the readings than a straight line, counted in independent readings.
    public let evidence: Double
    /// The same against a surge that dies away, such as rain sets off.
    public let beyondSurge: Double
    /// True when the interval runs into the longest time that is looked at: the end is open.
    public let isOpen: Bool
    /// Since when the movement accelerates, by the most probable curve, in hours of the series.
    public let onsetHour: Double

    /// True when the movement accelerates beyond doubt.
    public var isAccelerating: Bool { evidence > Self.evidenceMin && beyondSurge > Self.beyondSurgeMin }

    /// How finely the readings and α are looked at.
    public enum Effort: Sendable {
        /// For one answer to a person.
        case full
        /// For thousands of sensors that are judged again every few hours.
        case quick

        var singles: Int { self == .full ? 48 : 24 }
        var bins: Int { self == .full ? 72 : 32 }
        var alphaPoints: Int { self == .full ? 11 : 7 }
        var timePoints: Int { self == .full ? 12 : 9 }
    }

    /// Nil where the readings are too few, or say nothing about a curve; with quick effort also where nothing accelerates, for which the
    /// search, nearly all of the cost, is not needed.
    public init?(_ series: DisplacementSeries, effort: Effort = .full) {
        guard series.count >= Self.readingsMin, series.spanHours > 0 else { return nil }
        let sample = VoightSample(series, effort: effort)
        guard sample.lineSquares > 0 else { return nil }
        var likelihood = VoightLikelihood(sample, weight: 1)
        guard var rough = likelihood.best(alphas: Self.roughAlphas) else { return nil }
        var inflation = Autocorrelation.inflation(likelihood.residuals(rough))
        // A rough curve through readings with next to no noise leaves its own error over, which hangs together; a better one tells.
        if inflation > Self.doubtful, let finer = VoightSearch(likelihood: likelihood, effort: effort).posterior()?.best,
            finer.squares < rough.squares
        {
            rough = finer
            inflation = Autocorrelation.inflation(likelihood.residuals(finer))
        }
        likelihood.weight = 1 / inflation
        let independent = sample.pieces * likelihood.weight
        guard independent > Self.independentMin else { return nil }
        let least = sample.lineSquares * 1e-15
        evidence = independent * log(sample.lineSquares / max(rough.squares, least))
        if effort == .quick, evidence <= Self.evidenceMin { return nil }
        beyondSurge = independent * log(max(Surge.squares(sample), least) / max(rough.squares, least))
        if effort == .quick, beyondSurge <= Self.beyondSurgeMin { return nil }
        let search = VoightSearch(likelihood: likelihood, effort: effort)
        guard let posterior = search.posterior() else { return nil }
        alpha = posterior.alpha(0.5)
        alpha90 = posterior.alpha(0.05)...posterior.alpha(0.95)
        let left = [0.05, 0.5, 0.95].map { exp(posterior.logLeft($0)) }
        failureHour = series.now + left[1]
        interval90 = series.now + left[0]...series.now + left[2]
        isOpen = posterior.massAtEnd > Self.openMassMax
        velocity = likelihood.velocity(posterior.best)
        onsetHour = series.now + sample.hours[posterior.best.onset]
    }

    /// Four unknowns and a scale of the noise need more than a handful.
    static let readingsMin = 12
    /// White noise rarely looks as if fewer than half of its values were independent.
    private static let doubtful = 2.0
    static let independentMin = 6.0
    /// χ² of two and a half degrees of freedom exceeds this once in a thousand times.
    static let evidenceMin = 15.0
    /// e² times as likely as the best surge.
    static let beyondSurgeMin = 4.0
    static let openMassMax = 0.02
    private static let roughAlphas = [1.6, 2.0, 2.4]
}

/// The readings in at most a few hundred pieces: single at the end, where the curve bends, gathered in bins before.
struct VoightSample: Sendable {
    /// Hours from the newest reading, zero and below.
    private(set) var hours: [Double] = []
    private(set) var values: [Double] = []
    private(set) var weights: [Double] = []
    /// The number of readings, as the sum of all weights.
    let weight: Double
    /// The number of pieces. What a curve leaves over between pieces speaks for so many values and not for all readings: the scatter
    /// within a bin is gone.
    var pieces: Double { Double(hours.count) }
    /// What a straight line leaves over.
    let lineSquares: Double
    private(set) var sumOfValues = 0.0
    private(set) var sumOfSquares = 0.0
    /// Weighted sums over everything before an index, with times from the newest reading.
    private(set) var before: [(weight: Double, hour: Double, hourHour: Double, value: Double, hourValue: Double)] = [(0, 0, 0, 0, 0)]
    /// Indices of the places where the acceleration may begin; the first is the beginning of the series.
    let onsets: [Int]

    init(_ series: DisplacementSeries, effort: VoightFit.Effort) {
        weight = Double(series.count)
        let early = max(series.count - effort.singles, 0)
        let size = max((early + effort.bins - 1) / effort.bins, 1)
        // Values from their mean and hours from the last, so that sums of squares lose no digits.
        let level = series.millimetres.reduce(0, +) / Double(series.count)
        for first in stride(from: 0, to: early, by: size) {
            let range = first..<min(first + size, early)
            let count = Double(range.count)
            hours.append(series.hours[range].reduce(0, +) / count - series.now)
            values.append(series.millimetres[range].reduce(0) { $0 + $1 - level } / count)
            weights.append(count)
        }
        hours += series.hours[early...].map { $0 - series.now }
        values += series.millimetres[early...].map { $0 - level }
        weights += Array(repeating: 1, count: series.count - early)
        var line = NormalEquations(count: 2)
        for index in hours.indices {
            let (hour, value, weight) = (hours[index], values[index], weights[index])
            line.add([1, hour], value, weight: weight)
            sumOfValues += weight * value
            sumOfSquares += weight * value * value
            let last = before[index]
            before.append(
                (
                    last.weight + weight, last.hour + weight * hour, last.hourHour + weight * hour * hour, last.value + weight * value,
                    last.hourValue + weight * hour * value
                ))
        }
        lineSquares = line.solved().map { line.residualSquares($0) } ?? 0
        let count = hours.count
        onsets = [0] + (1...Self.onsetPlaces).map { count * $0 / (Self.onsetPlaces + 2) }.filter { $0 > 0 && $0 <= count - 6 }
    }

    private static let onsetPlaces = 8
}

/// The other story of a movement that has become faster: a step or a surge that dies away, on top of even creep.
enum Surge {
    /// What the best surge leaves over: it begins at one of the last pieces and dies away within hours to days, or stays as a step.
    static func squares(_ sample: VoightSample) -> Double {
        let count = sample.hours.count
        guard count > 4 else { return .infinity }
        var best = Double.infinity
        let span = -sample.hours[0]
        for place in stride(from: count - 2, to: max(count - beginnings, 2), by: -1) {
            let start = sample.hours[place - 1]
            for part in decays {
                let decay = part * span
                var sums = NormalEquations(count: 3)
                for index in sample.hours.indices {
                    let since = sample.hours[index] - start
                    let moved: Double = since <= 0 ? 0 : decay > 0 ? -expm1(-since / decay) : 1
                    sums.add([1, sample.hours[index], moved], sample.values[index], weight: sample.weights[index])
                }
                guard let found = sums.solved(), found[1] >= 0 || found[2] >= 0 else { continue }
                best = min(best, sums.residualSquares(found))
            }
        }
        return best
    }

    /// Pieces at the end among which a surge may have begun.
    private static let beginnings = 20
    /// How fast it dies away, as parts of the time watched; zero is a step.
    private static let decays = [0, 0.005, 0.015, 0.04]
}

/// The likelihood of the time left, of α and of the onset, with level, scale and noise integrated out.
struct VoightLikelihood: Sendable {
    struct Point: Hashable, Sendable {
        var alpha: Double
        var logLeft: Double
        var onset: Int
        var squares: Double
    }

    let sample: VoightSample
    /// How many independent values one piece is worth.
    var weight: Double

    init(_ sample: VoightSample, weight: Double) {
        self.sample = sample
        self.weight = weight
    }

    /// The logarithm of the likelihood over all onsets, and the best of them. That the whole series accelerates is nineteen
    /// times as likely beforehand as all later onsets together: a later one must show in the readings.
    func value(alpha: Double, logLeft: Double) -> (logarithm: Double, best: Point) {
        let shape = VoightLaw.Shape(alpha: alpha)
        let curve = Curve(sample, shape, logLeft)
        var best = Point(alpha: alpha, logLeft: logLeft, onset: 0, squares: .infinity)
        let exponent = -(sample.pieces * weight - 2) / 2
        var logarithms: [Double] = []
        for (place, onset) in sample.onsets.enumerated() {
            let squares = max(curve.squares(onset: onset), sample.lineSquares * Self.squaresMin)
            if squares < best.squares { best = Point(alpha: alpha, logLeft: logLeft, onset: onset, squares: squares) }
            let prior = place == 0 ? 0 : -log(Self.wholeOdds * Double(sample.onsets.count - 1))
            logarithms.append(exponent * log(squares / sample.lineSquares) + prior)
        }
        let top = logarithms.max() ?? 0
        return (top + log(logarithms.reduce(0) { $0 + exp($1 - top) }) + VoightSearch.logPrior(alpha: alpha), best)
    }

    /// A first look: the best point on a coarse grid, then along the time left.
    func best(alphas: [Double]) -> Point? {
        let range = VoightSearch.range(sample)
        var best: Point?
        for alpha in alphas {
            var low = range.lowerBound
            var high = range.upperBound
            for _ in 0..<4 {
                let step = (high - low) / 10
                let points = (0...10).map { value(alpha: alpha, logLeft: low + step * Double($0)).best }
                guard let found = points.min(by: { $0.squares < $1.squares }) else { break }
                if found.squares < best?.squares ?? .infinity { best = found }
                low = max(found.logLeft - step, range.lowerBound)
                high = min(found.logLeft + step, range.upperBound)
            }
        }
        return best
    }

    /// What the curve of a point leaves over, reading by reading, each times the root of its weight.
    func residuals(_ point: Point) -> [Double] {
        let curve = Curve(sample, VoightLaw.Shape(alpha: point.alpha), point.logLeft)
        let line = curve.line(onset: point.onset)
        return sample.hours.indices.map { index in
            (sample.values[index] - line.level - line.scale * curve.value(index, onset: point.onset)) * sample.weights[index].squareRoot()
        }
    }

    /// mm/h at the newest reading.
    func velocity(_ point: Point) -> Double {
        let curve = Curve(sample, VoightLaw.Shape(alpha: point.alpha), point.logLeft)
        return curve.line(onset: point.onset).scale * (curve.velocities.last ?? 0)
    }

    private static let wholeOdds = 19.0
    /// Rounding leaves this share of the straight line's squares over, even where nothing else is left.
    private static let squaresMin = 1e-15

    /// The law's curve over the sample for one α and one time left. Up to an onset it goes on straight with the velocity of the onset.
    struct Curve {
        private let sample: VoightSample
        private var places: [Double] = []
        private(set) var velocities: [Double] = []
        /// Weighted sums of the curve, its square and its product with the values, from an index to the end.
        private var behind: [(g: Double, gg: Double, gy: Double)] = []

        init(_ sample: VoightSample, _ shape: VoightLaw.Shape, _ logLeft: Double) {
            self.sample = sample
            let left = exp(logLeft)
            places.reserveCapacity(sample.hours.count)
            velocities.reserveCapacity(sample.hours.count)
            // Over the time left now, so that neither very long nor very short times spoil the numbers.
            for hour in sample.hours {
                let point = shape.point(1 - hour / left)
                places.append(point.displacement)
                velocities.append(point.velocity / left)
            }
            behind = Array(repeating: (0, 0, 0), count: places.count + 1)
            for index in places.indices.reversed() {
                let weighted = sample.weights[index] * places[index]
                let last = behind[index + 1]
                behind[index] = (last.g + weighted, last.gg + weighted * places[index], last.gy + weighted * sample.values[index])
            }
        }

        func value(_ index: Int, onset: Int) -> Double {
            index >= onset ? places[index] : places[onset] - velocities[onset] * (sample.hours[onset] - sample.hours[index])
        }

        func line(onset: Int) -> (level: Double, scale: Double) {
            let sums = sums(onset)
            let scale = sums.gg > 0 ? max(sums.gy / sums.gg, 0) : 0
            return (sums.y - scale * sums.g, scale)
        }

        /// What is left over with the best level and the best scale; a scale below zero would be a slope that moves uphill.
        func squares(onset: Int) -> Double {
            let sums = sums(onset)
            guard sums.gg > 0, sums.gy > 0 else { return sums.yy }
            return sums.yy - sums.gy * sums.gy / sums.gg
        }

        /// Sums of one onset. Before the onset the curve is a straight line, whose sums the sample holds ready; behind it they add up from
        /// the end, so all onsets together cost one walk.
        private func sums(_ onset: Int) -> (g: Double, y: Double, gg: Double, gy: Double, yy: Double) {
            let slope = velocities[onset]
            let base = places[onset] - slope * sample.hours[onset]
            let line = sample.before[onset]
            let total = sample.weight
            let g = (behind[onset].g + base * line.weight + slope * line.hour) / total
            let y = sample.sumOfValues / total
            let early = base * base * line.weight + 2 * base * slope * line.hour + slope * slope * line.hourHour
            let gg = behind[onset].gg + early - total * g * g
            let gy = behind[onset].gy + base * line.value + slope * line.hourValue - total * g * y
            return (g, y, gg, gy, sample.sumOfSquares - total * y * y)
        }
    }
}
