import City
import HazardKit

/// How one sector looks at each hour of the sun's day when nothing burns: bare rock in the afternoon sun stands out every clear day.
///
/// An hour is learned as a whole once it is over, and only a calm one: the sun warms the ground slowly and never beyond `InfraredRule.sunMost`, a fire does
/// neither. So a fire teaches nothing, and a rock does even while it is claimed.
struct HourlyBackground: Sendable {
    /// What is usual at one hour.
    struct Usual: Hashable, Sendable {
        /// Days that were learned, up to `daysMax`.
        var days = 0
        /// °C above the median of the neighbours: the mean, and the most within the hour.
        var excess = 0.0
        var top = 0.0
        /// °C, the highest within the hour.
        var level = 0.0
    }

    private struct Block: Sendable {
        var hour = Int64.min
        var count = 0
        var sum = 0.0
        var top = -Double.infinity
        var level = -Double.infinity
        var isCalm = true
    }

    private var hours = Array(repeating: Usual(), count: 24)
    private var block = Block()
    private(set) var newest: Instant?
    private var value = 0.0

    /// What is usual at the hour of a moment; nil before `daysMin` days were learned.
    func usual(at hour: Int64) -> Usual? {
        let usual = hours[Self.index(hour)]
        return usual.days >= Self.daysMin ? usual : nil
    }

    /// The mean excess over the hours of the night, which sun does not explain: how far a sensor is off; nil while too few nights were seen.
    var nightOffset: Double? {
        let nights = Self.nightHours.map { hours[$0] }.filter { $0.days >= Self.nightsMin }
        guard nights.count >= Self.nightHours.count / 2 else { return nil }
        return nights.reduce(0) { $0 + $1.excess } / Double(nights.count)
    }

    /// One more reading.
    ///
    /// - Parameters:
    ///   - excess: °C above the median of the neighbours; nil where there were too few.
    ///   - hour: whole hours of the sun's time since 1970.
    /// - Returns: true when an hour was learned.
    @discardableResult
    mutating func take(_ value: Double, excess: Double?, at moment: Instant, hour: Int64) -> Bool {
        let isLearned = hour != block.hour && close()
        if hour != block.hour { block = Block(hour: hour) }
        if let newest, moment.since(newest) <= Self.stepSpan, value - self.value > Self.stepMost { block.isCalm = false }
        (newest, self.value) = (moment, value)
        guard let excess else { return isLearned }
        block.count += 1
        block.sum += excess
        block.top = max(block.top, excess)
        block.level = max(block.level, value)
        return isLearned
    }

    private mutating func close() -> Bool {
        guard block.count >= Self.readingsMin, block.isCalm, block.level < InfraredRule.sunMost else { return false }
        var usual = hours[Self.index(block.hour)]
        usual.days = min(usual.days + 1, Self.daysMax)
        let weight = 1 / Double(usual.days)
        usual.excess += (block.sum / Double(block.count) - usual.excess) * weight
        // The most fades: a clear day after weeks of cloud is expected for a while yet.
        usual.top = usual.days == 1 ? block.top : max(block.top, usual.top - Self.fadePerDay)
        usual.level = usual.days == 1 ? block.level : max(block.level, usual.level - Self.fadePerDay)
        hours[Self.index(block.hour)] = usual
        return true
    }

    mutating func carry(on tape: inout MemoryTape) {
        for index in hours.indices {
            tape.carry(&hours[index].days)
            tape.carry(&hours[index].excess)
            tape.carry(&hours[index].top)
            tape.carry(&hours[index].level)
            tape.require((0...Self.daysMax).contains(hours[index].days))
        }
        tape.carry(&block.hour)
        tape.carry(&block.count)
        tape.carry(&block.sum)
        tape.carry(&block.top)
        tape.carry(&block.level)
        tape.carry(&block.isCalm)
        var moment = newest?.millisecondsSince1970 ?? .min
        tape.carry(&moment)
        newest = moment == .min ? nil : Instant(millisecondsSince1970: moment)
        tape.carry(&value)
    }

    /// Whole hours of the mean sun's time at a longitude, since 1970.
    static func hour(_ moment: Instant, longitude: Double) -> Int64 {
        Int64(((Double(moment.millisecondsSince1970) / 3_600_000) + longitude / 15).rounded(.down))
    }

    private static func index(_ hour: Int64) -> Int { Int(((hour % 24) + 24) % 24) }

    /// One day may have been the odd one.
    static let daysMin = 2
    /// A week: leaves fall and grass dries within weeks.
    static let daysMax = 7
    /// °C a day.
    static let fadePerDay = 1.0
    /// Fewer say nothing of an hour.
    static let readingsMin = 3
    /// °C from one reading to the next within `stepSpan`: clouds part and the ground warms by less.
    static let stepMost = 8.0
    static let stepSpan = Seconds.minutes(20)
    /// From two hours before midnight to four after it, when what the sun left has mostly gone.
    static let nightHours = [22, 23, 0, 1, 2, 3]
    static let nightsMin = 3
}
