import City

/// Fukuzono's inverse velocity: the straight line through 1/v, and where it meets zero (T. Fukuzono 1985). Exact for α = 2 only: for
/// α < 2 it is early, for α > 2 late and therefore unsafe.
public enum InverseVelocity {
    /// The line through 1/v over time, by ordinary least squares.
    public struct Line: Hashable, Sendable {
        /// Where 1/v meets zero, in hours.
        public let failureHour: Double
        public let determination: Double
        /// One standard error of the time, by the delta method, in hours.
        public let error: Double
    }

    /// - Parameters:
    ///   - hours: the times of the velocities. A velocity that is a difference of two readings belongs to the middle between them; stamped
    ///     at its end it shifts the answer by half an interval.
    ///   - velocities: mm/h, all above zero.
    /// - Returns: nil for fewer than three velocities, or where 1/v does not fall.
    public static func line(hours: [Double], velocities: [Double], weights: [Double]? = nil) -> Line? {
        guard hours.count == velocities.count, hours.count >= 3, velocities.allSatisfy({ $0 > 0 }), let origin = hours.last else { return nil }
        var sums = NormalEquations(count: 2)
        var mean = 0.0
        for index in hours.indices {
            let weight = weights?[index] ?? 1
            sums.add([1, hours[index] - origin], 1 / velocities[index], weight: weight)
            mean += weight / velocities[index]
        }
        guard let found = sums.solved(), let inverse = sums.inverse(), found[1] < 0 else { return nil }
        mean /= sums.weight
        let left = sums.residualSquares(found)
        let variance = left / Double(max(hours.count - 2, 1))
        let byLevel = -1 / found[1]
        let bySlope = found[0] / (found[1] * found[1])
        let error = variance * (byLevel * byLevel * inverse[0] + 2 * byLevel * bySlope * inverse[1] + bySlope * bySlope * inverse[3])
        let around = sums.squares - sums.weight * mean * mean
        return Line(
            failureHour: origin - found[0] / found[1], determination: around > 0 ? 1 - left / around : 1, error: max(error, 0).squareRoot())
    }

    /// Velocities from the differences of a series, each stamped in the middle; readings are gathered until each step stands out of the noise.
    static func velocities(_ series: DisplacementSeries, since start: Double, noise: Double) -> (hours: [Double], velocities: [Double]) {
        var hours: [Double] = []
        var velocities: [Double] = []
        var last = series.hours.firstIndex { $0 >= start } ?? 0
        for index in series.hours.indices where index > last {
            let moved = series.millimetres[index] - series.millimetres[last]
            guard moved > stepSpreads * noise, moved > 0 else { continue }
            let length = series.hours[index] - series.hours[last]
            hours.append((series.hours[index] + series.hours[last]) / 2)
            velocities.append(moved / length)
            last = index
        }
        return (hours, velocities)
    }

    /// A step of ten spreads is known to a seventh, and 1/v hardly bent by the noise.
    static let stepSpreads = 10.0
}
