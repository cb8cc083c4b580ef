import City
import HazardKit

/// A grade that rises at once and falls slowly: one step at a time, each only after the target has lain below it for long enough, with
/// data. Missing data stops the fall.
public struct GradeHold: Hashable, Codable, Sendable {
    public private(set) var grade: Grade?
    private var below: Seconds = .zero
    private var last: Instant?
    /// How long the target must lie below the grade in force, before that falls by one step.
    public let holdFor: Seconds

    public init(holdFor: Seconds = .hours(24)) { self.holdFor = holdFor }

    /// Takes up a grade from before a restart.
    public mutating func resume(_ grade: Grade?) { self.grade = FusionRule.graver(self.grade, grade) }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&grade)
        var milliseconds = below.milliseconds
        tape.carry(&milliseconds)
        below = Seconds(milliseconds: milliseconds)
        var moment = last?.millisecondsSince1970
        tape.carry(&moment, standard: 0) { $1.carry(&$0) }
        last = moment.map { Instant(millisecondsSince1970: $0) }
    }

    /// - Parameters:
    ///   - target: what the fusion says now.
    ///   - hasData: false while sensors that the grade rests on are silent.
    public mutating func settle(_ target: Grade?, hasData: Bool, at now: Instant) {
        let passed = last.map { max(now.since($0), .zero) } ?? .zero
        last = now
        guard let held = grade, target.map({ $0 < held }) ?? true else {
            grade = FusionRule.graver(grade, target)
            below = .zero
            return
        }
        guard hasData else {
            below = .zero
            return
        }
        below = below + passed
        guard below >= holdFor else { return }
        below = .zero
        grade = held == .iv ? nil : FusionRule.graver(FusionRule.milder(held), target)
    }
}
