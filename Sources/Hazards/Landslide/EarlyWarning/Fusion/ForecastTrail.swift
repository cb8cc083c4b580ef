import HazardKit

/// What the forecasts of one sensor said one after another, so that one that comes true is told from one that runs away.
///
/// On the way to a failure the forecast time stays where it is while the clock goes on. While a surge dies away, its newest movement looks
/// each time as if the end were a few hours off: the forecast moves on as fast as the clock. A decaying surge of any shape does so, because
/// the law has no beginning of its own; it must be seen again, later.
struct ForecastTrail: Hashable, Sendable {
    private struct Saying: Hashable, Sendable {
        var hour: Double
        var failureHour: Double
    }

    /// Oldest first.
    private var sayings: [Saying] = []

    /// - Parameters:
    ///   - failureHour: the middle of the forecast.
    ///   - hour: when it was made; later than all before it.
    mutating func add(_ failureHour: Double, at hour: Double) {
        sayings.removeAll { hour - $0.hour > Self.oldestHours }
        sayings.append(Saying(hour: hour, failureHour: failureHour))
    }

    /// True where the newest forecast lies later than one that is at least half a day older by no more than half of the hours between
    /// the two. Of several older ones the youngest counts.
    var isBorneOut: Bool {
        guard let newest = sayings.last, let older = sayings.last(where: { newest.hour - $0.hour >= Self.agedHours }) else { return false }
        return newest.failureHour - older.failureHour <= Self.driftMax * (newest.hour - older.hour)
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&sayings, standard: Saying(hour: 0, failureHour: 0), countMax: Self.sayingsMax) { saying, tape in
            tape.carry(&saying.hour)
            tape.carry(&saying.failureHour)
        }
    }

    /// One each three hours at most for two days, and the newest.
    static let sayingsMax = 17
    /// Half a day: two questions to the curve later, and half of the lead that people need.
    static let agedHours = 12.0
    /// What was said two days ago is about another movement; so a trail holds nine sayings at most, one each six hours.
    static let oldestHours = 48.0
    /// A failure is at 0, give or take what the noise moves; a surge at 1.
    static let driftMax = 0.5
}
