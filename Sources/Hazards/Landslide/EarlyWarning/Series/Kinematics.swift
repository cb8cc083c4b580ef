/// Velocity and acceleration at the newest reading, each with its standard error.
///
/// A parabola is fitted to the last readings, robustly (Huber's weights), over windows that grow as long as their answers agree (the rule
/// of the intersection of confidence intervals, Katkovnik 1999): short where the movement changes fast, long where it is even.
public struct Kinematics: Hashable, Sendable {
    /// mm/h at the newest reading.
    public let velocity: Double
    /// mm/h, one standard error.
    public let velocityError: Double
    /// mm/h².
    public let acceleration: Double
    public let accelerationError: Double
    /// The readings that the chosen window holds.
    public let readings: Int

    /// Nil where there are fewer than `readingsMin` readings.
    public init?(_ series: DisplacementSeries) {
        guard series.count >= Self.readingsMin else { return nil }
        let noise = SeriesRepair.noise(series.hours, series.millimetres)
        var best: Kinematics?
        var low = -Double.infinity
        var high = Double.infinity
        var length = Self.readingsMin
        while true {
            length = min(length, series.count)
            if let fit = Self.fit(series, last: length, noise: noise) {
                low = max(low, fit.velocity - Self.width * fit.velocityError)
                high = min(high, fit.velocity + Self.width * fit.velocityError)
                if low > high { break }
                best = fit
            }
            if length == series.count { break }
            length = max(length + 1, Int(Double(length) * Self.growth))
        }
        guard let best else { return nil }
        self = best
    }

    private init(velocity: Double, velocityError: Double, acceleration: Double, accelerationError: Double, readings: Int) {
        self.velocity = velocity
        self.velocityError = velocityError
        self.acceleration = acceleration
        self.accelerationError = accelerationError
        self.readings = readings
    }

    /// The straight line through a stretch, robustly: its slope in mm/h and the standard error of that.
    static func line(_ hours: ArraySlice<Double>, _ values: ArraySlice<Double>, noise: Double) -> (slope: Double, error: Double)? {
        guard hours.count >= 3, let fit = robust(hours, values, from: hours.first ?? 0, powers: 2, noise: noise) else { return nil }
        return (fit.unknowns[1], fit.errors[1])
    }

    private static func fit(_ series: DisplacementSeries, last length: Int, noise: Double) -> Kinematics? {
        guard let fit = robust(series.hours.suffix(length), series.millimetres.suffix(length), from: series.now, powers: 3, noise: noise) else {
            return nil
        }
        return Kinematics(
            velocity: fit.unknowns[1], velocityError: fit.errors[1], acceleration: 2 * fit.unknowns[2], accelerationError: 2 * fit.errors[2],
            readings: length)
    }

    /// Three rounds of Huber's weights. The error takes the larger of the noise of single readings and what the fit leaves over, and is
    /// widened where what is left over hangs together from one reading to the next.
    private static func robust(
        _ hours: ArraySlice<Double>, _ values: ArraySlice<Double>, from origin: Double, powers: Int, noise: Double
    ) -> (unknowns: [Double], errors: [Double])? {
        let level = values.first ?? 0
        var weights = [Double](repeating: 1, count: hours.count)
        var residuals: [Double] = []
        var unknowns: [Double] = []
        var inverse: [Double] = []
        for _ in 0..<rounds {
            var sums = NormalEquations(count: powers)
            for ((hour, value), weight) in zip(zip(hours, values), weights) {
                sums.add(row(hour - origin, powers), value - level, weight: weight)
            }
            guard let found = sums.solved(), let inverted = sums.inverse() else { return nil }
            unknowns = found
            inverse = inverted
            residuals = zip(hours, values).map { hour, value in
                let fitted: Double = zip(row(hour - origin, powers), found).reduce(0) { $0 + $1.0 * $1.1 }
                return value - level - fitted
            }
            let scale = max(noise, Middle.spread(residuals) ?? 0)
            guard scale > 0 else { break }
            weights = residuals.map { min(1, huber * scale / max(abs($0), 1e-300)) }
        }
        let squares: Double = zip(residuals, weights).reduce(0) { $0 + $1.1 * $1.0 * $1.0 }
        let left: Double = squares / Double(max(residuals.count - powers, 1))
        let together = residuals.count >= togetherMin ? Autocorrelation.inflation(residuals) : 1
        let variance = max(noise * noise, left * together)
        let errors: [Double] = (0..<powers).map { index in (variance * max(inverse[index * powers + index], 0)).squareRoot() }
        return (unknowns, errors)
    }

    private static func row(_ hours: Double, _ powers: Int) -> [Double] { powers == 2 ? [1, hours] : [1, hours, hours * hours] }

    /// A parabola has three unknowns; with fewer readings than this its error is not known either.
    static let readingsMin = 6
    /// Half width, in standard errors, of the intervals that must intersect. Narrower ones part by chance in one even creep of five, and
    /// then the shortest window speaks.
    static let width = 3.0
    static let growth = 1.4
    static let rounds = 3
    /// Huber's constant: 95 % as efficient as least squares where the noise is normal.
    static let huber = 1.345
    /// A correlation of neighbours from fewer residuals than this is itself noise.
    static let togetherMin = 20
}

/// How much less a run of residuals says when neighbours resemble each other.
enum Autocorrelation {
    /// (1 + ρ) / (1 − ρ) for the correlation ρ ≥ 0 of neighbours: so many dependent readings are worth one independent one.
    static func inflation(_ residuals: [Double]) -> Double {
        guard residuals.count > 2 else { return 1 }
        let mean = residuals.reduce(0, +) / Double(residuals.count)
        var own = 0.0
        var next = 0.0
        for index in residuals.indices {
            own += (residuals[index] - mean) * (residuals[index] - mean)
            if index > 0 { next += (residuals[index] - mean) * (residuals[index - 1] - mean) }
        }
        guard own > 0 else { return 1 }
        // White noise gives a correlation of about ±1/√n by chance; what lies within that is not held against the series.
        let rho = min(next / own, correlationMax)
        guard rho > 1 / Double(residuals.count).squareRoot() else { return 1 }
        return (1 + rho) / (1 - rho)
    }

    /// Beyond this the estimate from a short run is worthless, and the inflation already 39-fold.
    static let correlationMax = 0.95
}
