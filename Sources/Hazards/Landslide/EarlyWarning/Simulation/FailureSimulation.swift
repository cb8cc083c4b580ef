/// A made-up slope that fails by Voight's law, watched by a noisy sensor. Synthetic, for measuring forecasts.
public struct FailureSimulation: Sendable {
    public let law: VoightLaw
    /// From the first reading up to the moment of the forecast; half of the whole life unless another part was asked for.
    public let series: DisplacementSeries

    /// - Parameters:
    ///   - noise: the standard deviation of single readings in mm, as a part of the movement up to the forecast.
    ///   - part: the part of the life that is watched; at half-life the time left equals the time watched.
    public init(seed: UInt64, alphas: ClosedRange<Double> = 1.7...2.3, noise: ClosedRange<Double> = 0.0005...0.002, part: Double = 0.5) {
        var chance = SeededNoise(seed: seed)
        let alpha = chance.between(alphas.lowerBound, alphas.upperBound)
        let life = chance.scale(Self.lifeHours.lowerBound, Self.lifeHours.upperBound)
        let beginning = chance.scale(Self.firstVelocities.lowerBound, Self.firstVelocities.upperBound)
        law = VoightLaw(alpha: alpha, failureHour: life, firstVelocity: beginning)
        let count = max(Int(life * part), VoightFit.readingsMin)
        let hours = (0...count).map { Double($0) * life * part / Double(count) }
        let moved = law.displacement(from: 0, to: life * part)
        let spread = moved * chance.scale(noise.lowerBound, noise.upperBound)
        let law = law
        series = DisplacementSeries(hours: hours, millimetres: hours.map { law.displacement(from: 0, to: $0) + spread * chance.normal() })
    }

    /// From ten days to two months.
    static let lifeHours = 240.0...1440.0
    /// From 1 mm to 20 mm a day.
    static let firstVelocities = 0.05...0.8
}

/// How forecasts over many simulated failures hold against the truth.
public struct ForecastScore: Hashable, Codable, Sendable {
    public private(set) var failures = 0
    /// Those for which a time of failure was given.
    public private(set) var answered = 0
    /// Those whose true time lies within the 90 % interval.
    public private(set) var held = 0
    /// |error| over the time that is left, each.
    private var errors: [Double] = []

    public init() {}

    public mutating func add(_ forecast: MethodVerdict.Forecast?, truth: Double, now: Double) {
        failures += 1
        guard let forecast, let interval = forecast.interval90 else { return }
        answered += 1
        if interval.contains(truth) { held += 1 }
        errors.append(abs(forecast.failureHour - truth) / (truth - now))
    }

    /// The median |error| over the time left; an unanswered failure counts as wholly wrong.
    public var medianError: Double { Middle.median(errors + Array(repeating: 1, count: failures - answered)) ?? 1 }
    /// The share of intervals that hold the truth.
    public var coverage: Double { answered > 0 ? Double(held) / Double(answered) : 0 }
}
