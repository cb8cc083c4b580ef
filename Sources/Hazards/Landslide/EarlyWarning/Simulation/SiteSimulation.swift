#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A made-up year of one site with 46 sensors, hour by hour: noise, days and seasons, drift, spikes, dropouts, maintenance, rain with its
/// surges, and perhaps an acceleration that ends in failure. Synthetic, for measuring false alarms and what is found.
public struct SiteSimulation: Sendable {
    /// How a failing slope goes.
    public enum Pace: String, Sendable, CaseIterable {
        /// Ten days to two months from the first acceleration to the end, as a creeping slide.
        case slow
        /// Six hours to two days, as a column of rock that topples or breaks off.
        case brittle

        var lifeHours: ClosedRange<Double> { self == .slow ? 240...1440 : 6...48 }
        /// mm/h at the beginning of the acceleration.
        var firstVelocities: ClosedRange<Double> { self == .slow ? 0.5 / 24...3 / 24 : 1 / 24...12 / 24 }
    }

    /// How a surge after rain runs.
    public enum SurgeForm: String, Sendable, CaseIterable {
        /// Fastest at once, dying away within hours to a day; the counters of cracking hear nothing of it.
        case sudden
        /// Slow, then fast, then slow (a logistic curve), up to three days long and heard by the counters: much more like a failure.
        case swelling
    }

    /// How rough the year is; 1 is the standard.
    public let roughness: Double
    public let sensors: [SensorKind]
    /// The hours between which the slope accelerates to failure; nil for a year without.
    public let acceleration: ClosedRange<Double>?
    private let law: VoightLaw?
    private var channels: [SimulatedChannel] = []
    private var storms: [(hour: Int, hours: Int, intensity: Double, surge: Double, decay: Double)] = []
    private var weather = 0.0
    private var chance: SeededNoise
    private let surgeForm: SurgeForm
    public private(set) var hour = 0

    /// 18 satellite positions, 12 cracks, 6 tilts, 4 rain gauges, 4 pore pressures, 2 micro-seismic counters.
    public static let sensors: [SensorKind] =
        Array(repeating: .displacement, count: 18) + Array(repeating: .crack, count: 12) + Array(repeating: .tilt, count: 6)
        + Array(repeating: .rain, count: 4) + Array(repeating: .porePressure, count: 4) + Array(repeating: .microSeismic, count: 2)
    public static let hoursPerYear = 8766

    public init(
        seed: UInt64, failing: Bool, roughness: Double = 1, pace: Pace = .slow, surges surgeForm: SurgeForm = .sudden,
        sensors: [SensorKind] = Self.sensors
    ) {
        var chance = SeededNoise(seed: seed)
        self.roughness = roughness
        self.surgeForm = surgeForm
        self.sensors = sensors
        if failing {
            let life = chance.scale(pace.lifeHours.lowerBound, pace.lifeHours.upperBound)
            let start = chance.between(60 * 24, Double(Self.hoursPerYear) - life - 24)
            acceleration = start...start + life
            law = VoightLaw(
                alpha: chance.between(1.7, 2.3), failureHour: life,
                firstVelocity: chance.scale(pace.firstVelocities.lowerBound, pace.firstVelocities.upperBound))
        } else {
            acceleration = nil
            law = nil
        }
        let creep = chance.part() < 0.5 ? chance.scale(0.02, 0.3) / 24 : 0
        let moving = chance.between(0.3, 1)
        for kind in sensors { channels.append(SimulatedChannel(kind, creep: creep, moving: moving, roughness: roughness, &chance)) }
        for _ in 0..<Self.stormsPerYear {
            let surge = chance.part() < 0.3 ? chance.scale(1, 8) : 0
            storms.append(
                (
                    Int(chance.between(0, Double(Self.hoursPerYear))), Int(chance.between(3, 30)), chance.scale(2, 25), surge,
                    chance.between(3, 24)
                ))
        }
        self.chance = chance
    }

    /// One value for each sensor of the next hour; NaN where it is silent.
    public mutating func next(into values: inout [Float]) {
        let now = Double(hour)
        if hour % 24 == 0 { weather = 0.7 * weather + 0.3 * chance.normal() }
        var rain = 0.0
        var surge = 0.0
        var speed = 0.0
        for storm in storms where hour >= storm.hour {
            if hour < storm.hour + storm.hours { rain += storm.intensity }
            let moved = surgeForm.moved(Double(hour - storm.hour), storm.decay)
            surge += storm.surge * moved.part
            speed += storm.surge * moved.heard
        }
        var failing = 0.0
        if let law, let acceleration, now > acceleration.lowerBound {
            let at = min(now - acceleration.lowerBound, law.failureHour - Self.lastHour)
            failing = law.displacement(from: 0, to: at)
            speed += law.velocity(at: at)
        }
        let moment = SimulatedChannel.Moment(hour: now, weather: weather, rain: rain, surge: surge * roughness, failing: failing, speed: speed)
        for index in channels.indices { values[index] = Float(channels[index].next(moment, &chance)) }
        hour += 1
    }

    private static let stormsPerYear = 10
    /// The law ends in infinity; the last quarter of an hour is not simulated.
    private static let lastHour = 0.25
}

extension SiteSimulation.SurgeForm {
    /// How much of the surge is over after so many hours, and how fast it goes on as far as the counters hear it, a part per hour.
    ///
    /// - Parameter decay: hours; a swelling surge is half over after five of them.
    func moved(_ hours: Double, _ decay: Double) -> (part: Double, heard: Double) {
        switch self {
        case .sudden: return (-expm1(-hours / decay), 0)
        case .swelling:
            let before = 1 / (1 + exp(Self.halfAfter))
            let part = 1 / (1 + exp(Self.halfAfter - hours / decay))
            return ((part - before) / (1 - before), part * (1 - part) / decay)
        }
    }

    private static let halfAfter = 5.0
}

/// One made-up sensor.
struct SimulatedChannel: Sendable {
    /// What the whole site feels in one hour; mm, mm/h and hours.
    struct Moment {
        let hour: Double
        let weather: Double
        let rain: Double
        let surge: Double
        let failing: Double
        let speed: Double
    }

    private let kind: SensorKind
    private let white: Double
    private let daily: Double
    private let yearly: Double
    private let phase: Double
    private let drift: Double
    private let gain: Double
    private let surgeGain: Double
    private var slow = 0.0
    private var offset = 0.0
    private var silentFor = 0
    private var wet = 0.0
    private let rough: Double

    init(_ kind: SensorKind, creep: Double, moving: Double, roughness: Double, _ chance: inout SeededNoise) {
        self.kind = kind
        rough = roughness
        // The unit of the sensor against 1 mm of displacement of the block.
        let unit = kind == .displacement ? 1 : kind == .crack ? chance.between(0.2, 0.6) : 0.01
        white = (kind == .displacement ? chance.between(1, 2.5) : kind == .crack ? chance.between(0.03, 0.08) : 0.003) * roughness
        daily =
            (kind == .displacement ? chance.between(0.3, 1.5) : kind == .crack ? chance.between(0.1, 0.4) : chance.between(0.005, 0.03)) * roughness
        yearly = kind == .displacement ? chance.between(0, 3) : kind == .crack ? chance.between(0, 1) : 0.05
        phase = chance.between(-2, 2)
        gain = chance.part() < moving ? unit * chance.between(0.3, 1.5) : 0
        drift = gain * creep + chance.normal() * white * 1e-4
        surgeGain = chance.part() < 0.5 ? unit * chance.between(0.2, 1) : 0
    }

    mutating func next(_ moment: Moment, _ chance: inout SeededNoise) -> Double {
        if silentFor > 0 {
            silentFor -= 1
            return .nan
        }
        let luck = chance.part()
        if luck < Self.dropout {
            silentFor = Int(chance.scale(2, 72))
            return .nan
        }
        switch kind {
        case .rain: return max(0, moment.rain * (1 + 0.2 * chance.normal()))
        case .porePressure:
            wet = wet * 0.99 + moment.rain * 0.05
            return 20 + wet + 0.5 * chance.normal() * rough + moment.failing * 0.05
        case .microSeismic: return max(0, (2 + 1.4 * chance.normal() * rough + moment.speed * 20).rounded())
        case .displacement, .crack, .tilt: break
        }
        if luck > 1 - Self.maintenance { offset += chance.normal() * white * 30 }
        slow = 0.98 * slow + 0.06 * white * chance.normal()
        let turn = 2 * Double.pi * moment.hour
        let day = daily * (1 + 0.4 * moment.weather) * sin((turn + phase) / 24)
        let year = yearly * sin(turn / 8766 + phase)
        var value = offset + slow + day + year + drift * moment.hour + gain * moment.failing + surgeGain * moment.surge
        value += white * chance.normal()
        if luck > 0.5, luck < 0.5 + Self.spike { value += chance.normal() * white * 25 }
        return value
    }

    /// An hour in so many begins a silence; about six a year.
    private static let dropout = 1.0 / 1500
    /// Three visits in two years.
    private static let maintenance = 1.5 / 8766
    private static let spike = 1e-3
}
