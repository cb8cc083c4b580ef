import City
import HazardKit

/// Rain per clock hour over the last hours of one gauge. An hour without readings is missing, which is not the same as dry.
///
/// One contiguous ring; gauges that report more often than hourly add into their hour, each step of it at most once.
struct HourlyWindow: Sendable {
    /// Rain, and how much of it is unknown, over a run of hours.
    struct Total: Hashable, Sendable {
        var amount = 0.0
        var missingHours = 0.0
    }

    private let hours: Int
    private let step: Seconds
    private let stepsPerHour: Int
    private var amounts: [Double]
    /// One bit for each step of the hour that has been seen.
    private var seen: [UInt64]
    /// The number of the newest hour with a reading, counted from 1970; an hour is named by its beginning.
    private(set) var newestHour: Int64?
    /// The first hour ever seen; before it, nothing was missing because nothing was promised.
    private(set) var firstHour: Int64?

    init(hours: Int, interval: Seconds) {
        self.hours = hours
        stepsPerHour = min(max(Int((3600 / max(interval.value, 60)).rounded()), 1), 60)
        step = Seconds(milliseconds: 3_600_000 / Int64(stepsPerHour))
        amounts = Array(repeating: 0, count: hours)
        seen = Array(repeating: 0, count: hours)
    }

    /// The hour that a reading belongs to: its phenomenon time is the end of the span in which the rain fell.
    static func hour(of moment: Instant) -> Int64 { (moment.millisecondsSince1970 - 1).flooredDivided(by: 3_600_000) }

    /// Adds one reading; false when it is older than the window or its step of the hour was seen before.
    mutating func add(_ amount: Double, at moment: Instant) -> Bool {
        let hour = Self.hour(of: moment)
        if let newest = newestHour, hour > newest {
            for passed in max(newest + 1, hour - Int64(hours) + 1)...hour { empty(passed) }
        }
        newestHour = max(newestHour ?? hour, hour)
        guard let newest = newestHour, newest - hour < Int64(hours) else { return false }
        firstHour = min(firstHour ?? hour, hour)
        let slot = slot(of: hour)
        let offset = moment.millisecondsSince1970 - 1 - hour * 3_600_000
        let bit = UInt64(1) << UInt64(min(offset / step.milliseconds, Int64(stepsPerHour - 1)))
        guard seen[slot] & bit == 0 else { return false }
        seen[slot] |= bit
        amounts[slot] += amount
        return true
    }

    /// The rain of `count` hours that end with the hour `last`; hours before the first reading count as missing.
    func total(of count: Int, endingWith last: Int64) -> Total {
        var total = Total()
        guard let newestHour, count > 0 else { return Total(amount: 0, missingHours: Double(max(count, 0))) }
        let first = max(last - Int64(count) + 1, newestHour - Int64(hours) + 1)
        let until = min(last, newestHour)
        guard first <= until else { return Total(amount: 0, missingHours: Double(count)) }
        var seenSteps = 0
        var slot = slot(of: first)
        var left = Int(until - first) + 1
        while left > 0 {
            seenSteps += seen[slot].nonzeroBitCount
            total.amount += amounts[slot]
            slot += 1
            if slot == hours { slot = 0 }
            left -= 1
        }
        total.missingHours = Double(count) - Double(seenSteps) / Double(stepsPerHour)
        return total
    }

    /// The rain of one hour.
    func amount(_ hour: Int64) -> Double { known(hour) > 0 ? amounts[slot(of: hour)] : 0 }

    /// The part of an hour that was reported, 0…1.
    func known(_ hour: Int64) -> Double {
        guard let newestHour, hour <= newestHour, newestHour - hour < Int64(hours) else { return 0 }
        return Double(seen[slot(of: hour)].nonzeroBitCount) / Double(stepsPerHour)
    }

    private func slot(of hour: Int64) -> Int {
        let rest = Int(hour % Int64(hours))
        return rest < 0 ? rest + hours : rest
    }

    private mutating func empty(_ hour: Int64) {
        amounts[slot(of: hour)] = 0
        seen[slot(of: hour)] = 0
    }
}

extension Int64 {
    func flooredDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
