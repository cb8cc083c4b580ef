import HazardKit

/// Lets single wild readings fall and bridges jumps, one reading after another.
///
/// A reading far from where the movement leads waits. If the next ones return, it was a spike; if they stay where it went, the sensor was
/// moved and the step is bridged; if they go on in its direction, it is movement and nothing is bridged.
struct JumpFilter: Sendable {
    /// What became of a reading.
    enum Outcome: Equatable {
        /// Values that count now: the reading, or the ones that waited with it.
        case count(Double)
        /// A jump was bridged; the reading counts at its bridged value.
        case bridged(Double, by: Double)
        case wait
    }

    private var level = 0.0
    private var slope = 0.0
    private var spread = 0.0
    private var seen = 0
    private var offset = 0.0
    private var lastHour = 0.0
    private var waiting = 0
    private var firstWaiting = 0.0
    private var newestWaiting = 0.0
    private var rising = 0

    mutating func take(_ raw: Double, hour: Double) -> Outcome {
        let value = raw - offset
        guard seen > 0 else {
            (level, lastHour, seen) = (value, hour, 1)
            return .count(value)
        }
        let gap = max(hour - lastHour, 0)
        let off = value - level - slope * gap
        if seen < Self.learning || abs(off) <= Self.spreads * spread * (1 + gap / Self.gapHours) {
            waiting = 0
            accept(value, off, hour: hour, gap: gap)
            return .count(value)
        }
        return hold(value, off, hour: hour, gap: gap)
    }

    private mutating func hold(_ value: Double, _ off: Double, hour: Double, gap: Double) -> Outcome {
        if waiting == 0 {
            (firstWaiting, newestWaiting, waiting, rising) = (value, value, 1, 0)
            return .wait
        }
        let step = value - newestWaiting
        let onward = off > 0 ? step : -step
        waiting += 1
        newestWaiting = value
        rising = onward > Self.onwardSpreads * spread ? rising + 1 : 0
        if rising >= Self.onwardMin {
            waiting = 0
            slope = step / max(gap / Double(rising + 1), 0.1)
            (level, lastHour) = (value, hour)
            return .count(value)
        }
        guard waiting >= Self.waitMax else { return .wait }
        waiting = 0
        offset += off
        accept(value - off, 0, hour: hour, gap: gap)
        return .bridged(value - off, by: off)
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&level)
        tape.carry(&slope)
        tape.carry(&spread)
        tape.carry(&seen)
        tape.carry(&offset)
        tape.carry(&lastHour)
        tape.carry(&waiting)
        tape.carry(&firstWaiting)
        tape.carry(&newestWaiting)
        tape.carry(&rising)
    }

    private mutating func accept(_ value: Double, _ off: Double, hour: Double, gap: Double) {
        seen = min(seen + 1, Self.memory)
        let size = seen > Self.learning ? min(abs(off), Self.spreads * spread) : abs(off)
        spread += (size * Self.perMeanDeviation - spread) / Double(seen)
        let gain = Self.gain
        level += slope * gap + gain * off
        if gap > 0 { slope += Self.slopeGain * off / max(gap, 1) }
        lastHour = hour
    }

    /// Readings that teach the spread before anything is held back.
    private static let learning = 24
    /// The spread forgets over ten days of hours.
    private static let memory = 240
    /// Normal noise goes beyond this twice in 10⁹ readings; heavier tails now and then, and then one reading waits an hour.
    private static let spreads = 6.0
    /// A day without readings doubles what a reading may be off.
    private static let gapHours = 24.0
    /// Readings that must stay at a new level before it is bridged.
    private static let waitMax = 5
    /// Steps in one direction, each beyond this many spreads, are movement.
    private static let onwardSpreads = 1.5
    private static let onwardMin = 2
    private static let gain = 0.3
    private static let slopeGain = 0.03
    /// √(π/2): from the mean absolute deviation to the standard deviation of normal noise.
    private static let perMeanDeviation = 1.2533
}
