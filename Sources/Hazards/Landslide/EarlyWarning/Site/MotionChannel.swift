import HazardKit

/// One sensor that moves with the slope: displacement, crack or tilt. Readings become means of three hours; thirty days of them are kept.
///
/// - Folding: `take(_:hour:)` for each reading, `close(through:)` when a block of three hours is over
/// - Looking: `rate`, `multiple`, `series`, `jumps`, `isLearning`
struct MotionChannel: Sendable {
    let kind: SensorKind
    /// How fast it moves now against how it always moved.
    private(set) var rate: Grade?
    /// The velocity over that of even creep, the larger of the last day's and the last six hours'.
    private(set) var multiple = 0.0
    private(set) var direction = 1.0
    /// Blocks in which a jump was bridged, newest last.
    private(set) var lastJumpBlock = Int64.min
    private(set) var newestHour = -Double.infinity
    private(set) var rateHeldBlocks = 0

    private var filter = JumpFilter()
    private var block: Int64?
    private var sum = 0.0
    private var count = 0
    /// Empty until the first reading: most of a city's sensors say nothing for a while after a start, and a month of blocks for each is 30 MB.
    private var blocks: [Float] = []
    private var newestBlock = Int64.min
    private var profile = [Float](repeating: 0, count: Self.blocksPerDay)
    private var day = RateBaseline(perDay: 1)
    private var quarter = RateBaseline(perDay: 4)

    init(_ kind: SensorKind) {
        self.kind = kind
    }

    /// True while too little is known of how this sensor usually moves.
    var isLearning: Bool { day.isLearning }

    static func block(of hour: Double) -> Int64 { Int64((hour / hoursPerBlock).rounded(.down)) }

    mutating func take(_ value: Double, hour: Double) {
        let current = Self.block(of: hour)
        if blocks.isEmpty { blocks = Array(repeating: .nan, count: Self.blocksKept) }
        if let block {
            if current < block || current <= newestBlock { return }
            if current > block { close(through: block) }
        }
        block = current
        newestHour = max(newestHour, hour)
        switch filter.take(value, hour: hour) {
        case .count(let value): add(value)
        case .bridged(let value, _):
            add(value)
            lastJumpBlock = current
        case .wait: break
        }
    }

    private mutating func add(_ value: Double) {
        sum += value
        count += 1
    }

    /// Ends every block up to and with `last`; those without a reading stay missing.
    mutating func close(through last: Int64) {
        guard let block, last > newestBlock else { return }
        if newestBlock > Int64.min, last - newestBlock > 1 {
            for passed in max(newestBlock + 1, last - Int64(Self.blocksKept) + 1)..<last { blocks[slot(passed)] = .nan }
        }
        let isOwn = block <= last && count > 0
        if isOwn, block < last, newestBlock < block { blocks[slot(block)] = Float(sum / Double(count)) }
        blocks[slot(last)] = isOwn && block == last ? Float(sum / Double(count)) : .nan
        if block <= last { (sum, count) = (0, 0) }
        newestBlock = last
        judge()
    }

    private mutating func judge() {
        let daily = difference(Self.blocksPerDay, adjusted: false)
        let quick = difference(2, adjusted: true)
        if let value = daily, newestBlock % Int64(Self.blocksPerDay) == 0 { day.learn(value, frozen: isMovingFast) }
        if let value = quick, newestBlock % 2 == 0 { quarter.learn(value, frozen: isMovingFast) }
        if !isMovingFast { learnProfile() }
        // Without a value the last judgement stands: missing data lowers nothing.
        guard !isLearning, let daily else { return }
        let floor = kind.dailyFloor
        let slow = day.verdict(daily, floor: floor)
        let fast = quick.map { quarter.verdict($0, floor: floor * Self.quickFloorShare) }
        let graver = (fast?.multiple ?? 0) > slow.multiple ? fast ?? slow : slow
        let before = rate
        (rate, multiple, direction) = (graver.grade, graver.multiple, daily < 0 ? -1 : 1)
        rateHeldBlocks = (rate ?? .iv) >= .ii && (before ?? .iv) >= .ii ? rateHeldBlocks + 1 : 0
    }

    private var isMovingFast: Bool { (rate ?? .iv) >= .iii }

    /// The mean of the newest `length` blocks minus that of the `length` before them, per day.
    private func difference(_ length: Int, adjusted: Bool) -> Double? {
        guard let late = mean(endingWith: newestBlock, length, adjusted), let early = mean(endingWith: newestBlock - Int64(length), length, adjusted)
        else { return nil }
        return (late - early) * Double(Self.blocksPerDay) / Double(length)
    }

    private func mean(endingWith last: Int64, _ length: Int, _ adjusted: Bool) -> Double? {
        var sum: Float = 0
        var found = 0
        for number in (last - Int64(length) + 1)...last {
            let value = blocks[slot(number)]
            guard !value.isNaN else { continue }
            sum += adjusted ? value - profile[Self.phase(number)] : value
            found += 1
        }
        return found * 2 >= length && found > 0 ? Double(sum) / Double(found) : nil
    }

    /// How the block half a day ago differs from the day around it, slowly averaged for each time of day.
    private mutating func learnProfile() {
        let middle = newestBlock - Int64(Self.blocksPerDay / 2)
        let value = blocks[slot(middle)]
        guard !value.isNaN, let mean = mean(endingWith: newestBlock, Self.blocksPerDay, false) else { return }
        let place = Self.phase(middle)
        profile[place] += (value - Float(mean) - profile[place]) * Self.profileGain
    }

    /// The blocks of the last thirty days without their daily cycle, turned so that the movement is positive.
    var series: DisplacementSeries {
        var hours: [Double] = []
        var values: [Double] = []
        for number in (newestBlock - Int64(Self.blocksKept) + 1)...newestBlock {
            let value = blocks[slot(number)]
            guard !value.isNaN else { continue }
            hours.append((Double(number) + 0.5) * Self.hoursPerBlock)
            values.append(Double(value - profile[Self.phase(number)]) * direction)
        }
        return DisplacementSeries(hours: hours, millimetres: values)
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&rate)
        tape.carry(&multiple)
        tape.carry(&direction)
        tape.carry(&lastJumpBlock)
        tape.carry(&newestHour)
        tape.carry(&rateHeldBlocks)
        filter.carry(on: &tape)
        tape.carry(&block, standard: 0) { $1.carry(&$0) }
        tape.carry(&sum)
        tape.carry(&count)
        tape.carry(&blocks, countMax: Self.blocksKept)
        tape.require(blocks.isEmpty || blocks.count == Self.blocksKept)
        tape.carry(&newestBlock)
        tape.carry(&profile, countMax: Self.blocksPerDay)
        tape.require(profile.count == Self.blocksPerDay)
        day.carry(on: &tape)
        quarter.carry(on: &tape)
    }

    private func slot(_ number: Int64) -> Int {
        let rest = Int(number % Int64(Self.blocksKept))
        return rest < 0 ? rest + Self.blocksKept : rest
    }

    private static func phase(_ number: Int64) -> Int {
        let rest = Int(number % Int64(blocksPerDay))
        return rest < 0 ? rest + blocksPerDay : rest
    }

    static let hoursPerBlock = 3.0
    static let blocksPerDay = 8
    /// Thirty days: an acceleration that began earlier is slow enough to be seen in them.
    static let blocksKept = 240
    /// Two weeks of days.
    private static let profileGain: Float = 1.0 / 14
    /// Within six hours a sensor must move as if at two and a half times the daily floor, so that a lone quick wobble says little.
    private static let quickFloorShare = 2.5
}

/// How fast a sensor usually moves, and how much that scatters, learned over weeks.
struct RateBaseline: Sendable {
    private var usual = 0.0
    private var spread = 0.0
    private var seen = 0.0
    private let memory: Double
    private let learning: Double

    init(perDay: Double) {
        memory = Self.memoryDays * perDay
        learning = Self.learningDays * perDay
    }

    var isLearning: Bool { seen < learning }

    /// - Parameter frozen: true while the slope moves fast, so that an acceleration does not become what is usual.
    mutating func learn(_ value: Double, frozen: Bool) {
        if frozen, !isLearning { return }
        seen = min(seen + 1, memory)
        let bound = seen > Self.boundAfter ? Self.clip * spread : .infinity
        let off = min(max(value - usual, -bound), bound)
        usual += off / seen
        spread += (abs(off) * Self.perMeanDeviation - spread) / seen
    }

    /// The rate as a multiple of even creep, and its grade. Where no creep stands out, v₀ is the bound of what would not be seen.
    func verdict(_ value: Double, floor: Double) -> (multiple: Double, grade: Grade?) {
        let direction: Double = value < 0 ? -1 : 1
        let creep = max(usual * direction, EvenCreep.ninety * spread, floor)
        let speed = abs(value)
        let half = EvenCreep.ninety * spread
        let angle = TangentialAngle.degrees(velocity: speed, creep: creep)
        let low = TangentialAngle.degrees(velocity: max(speed - half, 0), creep: creep)
        let high = TangentialAngle.degrees(velocity: speed + half, creep: creep)
        // What is not more than the bound of the noise is no movement, and no blue either.
        if speed - half <= 0 || speed < creep * Self.blueShare { return (speed / creep, nil) }
        return (speed / creep, TangentialAngle.grade(angle, interval90: low...high))
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&usual)
        tape.carry(&spread)
        tape.carry(&seen)
    }

    private static let memoryDays = 30.0
    /// Ten days show how a sensor scatters; before that it has no vote.
    private static let learningDays = 10.0
    private static let boundAfter = 6.0
    private static let clip = 3.0
    private static let perMeanDeviation = 1.2533
    private static let blueShare = 0.8
}
