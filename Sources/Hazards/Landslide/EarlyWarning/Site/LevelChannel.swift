import HazardKit

/// One sensor whose level speaks beside the movement: pore pressure or micro-seismic counts, against its own last weeks.
struct LevelChannel: Sendable {
    let kind: SensorKind
    private(set) var grade: Grade?
    private(set) var newestHour = -Double.infinity
    /// How many spreads the last half day lies above what is usual.
    private(set) var excess = 0.0

    private var sum = 0.0
    private var count = 0.0
    private var recent = [Double](repeating: .nan, count: Self.recentBlocks)
    private var place = 0
    private var usual = 0.0
    private var spread = 0.0
    private var seen = 0.0

    init(_ kind: SensorKind) { self.kind = kind }

    mutating func take(_ value: Double, hour: Double) {
        newestHour = max(newestHour, hour)
        sum += value
        count += 1
    }

    /// Ends a block of three hours.
    mutating func close() {
        guard count > 0 else { return }
        recent[place] = sum / count
        place = (place + 1) % Self.recentBlocks
        (sum, count) = (0, 0)
        let known = recent.filter { !$0.isNaN }
        let mean = known.reduce(0, +) / Double(known.count)
        if seen >= Self.learning {
            excess = (mean - usual) / max(spread, Self.spreadMin)
            grade = excess >= Self.yellow ? .iii : excess >= Self.blue ? .iv : nil
        }
        seen = min(seen + 1, Self.memory)
        let bound = seen > Self.learning ? Self.clip * spread : .infinity
        let off = min(max(mean - usual, -bound), bound)
        usual += off / seen
        spread += (abs(off) * 1.2533 - spread) / seen
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&grade)
        tape.carry(&newestHour)
        tape.carry(&excess)
        tape.carry(&sum)
        tape.carry(&count)
        tape.carry(&recent, standard: .nan, countMax: Self.recentBlocks) { $1.carry(&$0) }
        tape.carry(&place)
        tape.require(recent.count == Self.recentBlocks && recent.indices.contains(place))
        tape.carry(&usual)
        tape.carry(&spread)
        tape.carry(&seen)
    }

    private static let recentBlocks = 4
    /// Ten days and thirty days of blocks.
    private static let learning = 80.0
    private static let memory = 240.0
    private static let clip = 3.0
    /// A level that never changed by a hair has no spread to divide by.
    private static let spreadMin = 0.05
    private static let blue = 5.0
    private static let yellow = 10.0
}

/// The rain of one gauge over the last three days and the effective rain of weeks, held against Caine's line and the site's own limit.
struct RainChannel: Sendable {
    private(set) var grade: Grade?
    private(set) var newestHour = -Double.infinity
    /// Effective rain of the days before, in mm.
    private(set) var effective = 0.0
    private var today = 0.0
    private var day: Int64?
    private var hour: Int64?
    private var amounts = [Float](repeating: 0, count: Self.hoursKept)
    private let hoursPerReading: Double?
    private let effectiveLimit: Double

    /// - Parameters:
    ///   - hoursPerReading: the length of a reading's span for a gauge that reports mm/h; nil for one that reports the amount.
    ///   - effectiveLimit: mm of effective rain from which the site's soil counts as wet through.
    init(hoursPerReading: Double?, effectiveLimit: Double) {
        self.hoursPerReading = hoursPerReading
        self.effectiveLimit = effectiveLimit
    }

    mutating func take(_ value: Double, hour moment: Double) {
        guard value >= 0 else { return }
        newestHour = max(newestHour, moment)
        let amount = value * (hoursPerReading ?? 1)
        let number = Int64(moment.rounded(.down))
        if let newest = hour, number > newest {
            for passed in max(newest + 1, number - Int64(Self.hoursKept) + 1)...number { amounts[slot(passed)] = 0 }
        }
        if number >= hour ?? number { hour = number } else { return }
        amounts[slot(number)] += Float(amount)
        turn(to: number.flooredDivided(by: 24))
        today += amount
    }

    /// Each passed day leaves its share: Σ Kⁱ rᵢ.
    private mutating func turn(to number: Int64) {
        guard let last = day else {
            day = number
            return
        }
        guard number > last else { return }
        for _ in 0..<min(number - last, Self.daysMax) {
            effective = (effective + today) * EffectiveRain.keptADay
            today = 0
        }
        day = number
    }

    /// Judges the rain up to the newest hour.
    mutating func close() {
        guard let hour else { return }
        var sum = 0.0
        var beyond = false
        for back in 0..<Self.hoursKept {
            sum += Double(amounts[slot(hour - Int64(back))])
            let length = Double(back + 1)
            if Self.durations.contains(back + 1), sum / length >= RainThreshold.caine1980.intensity(hours: length) { beyond = true }
        }
        let wet = effective + today >= effectiveLimit
        grade = beyond && wet ? .iii : beyond || wet ? .iv : nil
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&grade)
        tape.carry(&newestHour)
        tape.carry(&effective)
        tape.carry(&today)
        tape.carry(&day, standard: 0) { $1.carry(&$0) }
        tape.carry(&hour, standard: 0) { $1.carry(&$0) }
        tape.carry(&amounts, countMax: Self.hoursKept)
        tape.require(amounts.count == Self.hoursKept)
    }

    private func slot(_ number: Int64) -> Int {
        let rest = Int(number % Int64(Self.hoursKept))
        return rest < 0 ? rest + Self.hoursKept : rest
    }

    private static let hoursKept = 72
    private static let durations: Set<Int> = [1, 3, 6, 12, 24, 48, 72]
    /// After so many days nothing is left of a rain.
    private static let daysMax: Int64 = 120
}
