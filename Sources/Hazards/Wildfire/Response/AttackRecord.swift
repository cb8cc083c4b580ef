import City

/// How the initial attack went: when each step was reached, and how large the fire was then.
///
/// Times are those of the log; areas those of the forecast, until somebody has measured them.
public struct AttackRecord: Hashable, Sendable {
    public enum Step: String, CaseIterable, Sendable {
        /// The first evidence.
        case detected
        case confirmed
        /// The first team stands at the fire.
        case attacked
        /// Under control.
        case contained
        case out
    }

    public struct Mark: Hashable, Sendable {
        public let step: Step
        public let at: Instant
        /// Since the step before that was reached; nil for the first.
        public let afterMinutes: Double?
        /// km² by then; nil where no forecast covers it.
        public let squareKilometres: Double?
    }

    public let marks: [Mark]
    /// True where the fire was contained within the burning period of the first attack; false where it was not; nil while it is open.
    public let isHeld: Bool?

    /// - Parameters:
    ///   - times: of the steps that were reached.
    ///   - area: km² that the forecast gives for a moment.
    ///   - now: decides whether an open attack has failed already.
    public init(_ times: [Step: Instant], now: Instant, area: (Instant) -> Double?) {
        var marks: [Mark] = []
        for step in Step.allCases {
            guard let at = times[step] else { continue }
            let before = marks.last.map { at.since($0.at).value / 60 }
            marks.append(Mark(step: step, at: at, afterMinutes: before, squareKilometres: area(at)))
        }
        self.marks = marks
        guard let detected = times[.detected] else {
            isHeld = nil
            return
        }
        let end = times[.contained] ?? times[.out]
        let isInTime = (end ?? now).since(detected) <= Self.attackPeriod
        isHeld = end == nil && isInTime ? nil : isInTime
    }

    /// Eight hours: a fire that burns beyond its first working period has escaped initial attack.
    public static let attackPeriod = Seconds.hours(8)
}
