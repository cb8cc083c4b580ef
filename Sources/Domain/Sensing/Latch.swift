import HazardKit

/// Remembers which grade a rule has claimed and changes it only after enough readings in a row say so.
public struct Latch: Hashable, Sendable {
    /// What a value changed.
    public enum Change: Hashable, Sendable {
        /// The claim now stands at this grade; before, there was none or another.
        case holds(Grade)
        /// The claim, last at this grade, is over.
        case cleared(Grade)
    }

    public private(set) var grade: Grade?
    private let confirmReadings: Int
    private var streak = 0
    private var streakRises = false
    private var candidate: Grade?

    public init(confirmReadings: Int = 1) { self.confirmReadings = confirmReadings }

    /// Takes up a grade that was claimed before a restart.
    public mutating func resume(_ grade: Grade?) {
        self.grade = grade
        streak = 0
    }

    /// Holds a value against the ladder. Within a streak that rises, the mildest grade counts; within one that falls, the gravest.
    public mutating func take(_ value: Double, on ladder: GradeLadder) -> Change? {
        settle(ladder.grade(at: value, holding: grade))
    }

    /// The same for a grade that was found elsewhere.
    public mutating func settle(_ target: Grade?) -> Change? {
        guard target != grade else {
            streak = 0
            return nil
        }
        let rises = Self.isBelow(grade, target)
        if streak > 0, rises == streakRises {
            let targetIsBelow = Self.isBelow(target, candidate)
            if targetIsBelow == rises { candidate = target }
        } else {
            streak = 0
            streakRises = rises
            candidate = target
        }
        streak += 1
        guard streak >= confirmReadings else { return nil }
        let before = grade
        grade = candidate
        streak = 0
        if let grade { return .holds(grade) }
        return before.map { .cleared($0) }
    }

    /// True when `left` is milder than `right`, where no grade is the mildest of all.
    public static func isBelow(_ left: Grade?, _ right: Grade?) -> Bool {
        guard let right else { return false }
        guard let left else { return true }
        return left < right
    }
}
