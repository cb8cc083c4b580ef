import City
import HazardKit

/// The limits of one rule, from the mildest grade to the gravest, and the gap that a value must fall back before a grade is left.
///
/// Without the gap a value that hovers at its limit would raise and clear an alert with every reading.
public struct GradeLadder: Hashable, Sendable {
    /// One grade and the value from which it holds.
    public struct Rung: Hashable, Sendable {
        public let grade: Grade
        public let limit: Double

        public init(grade: Grade, limit: Double) {
            self.grade = grade
            self.limit = limit
        }
    }

    /// Mildest first. The limits carry the sign of `direction`, so that "graver" always means "larger".
    private let rungs: [Rung]
    private let gap: Double
    /// 1 where high values are dangerous, −1 where low ones are.
    private let direction: Double

    /// Reads `limits` and, from `numbers`, `falling` (1 where low values are dangerous) and `clearBelow` or `clearAbove`.
    public init(_ rule: RuleParameters) throws(RuleFault) {
        guard !rule.limits.isEmpty else { throw rule.fault("limits is empty; name at least one grade, such as III: 10") }
        let falling = rule.numbers["falling"] == 1
        let direction: Double = falling ? -1 : 1
        var rungs: [Rung] = []
        for (name, limit) in rule.limits.sorted(by: { $0.key < $1.key }) {
            guard let grade = Grade(rawValue: name) else { throw rule.fault("limits names the grade '\(name)'; use I, II, III or IV") }
            guard limit.isFinite else { throw rule.fault("the limit of grade \(name) is not a finite number") }
            rungs.append(Rung(grade: grade, limit: limit * direction))
        }
        rungs.sort { $0.grade < $1.grade }
        for (milder, graver) in zip(rungs, rungs.dropFirst()) where milder.limit >= graver.limit {
            throw rule.fault("the limit of grade \(graver.grade.rawValue) is not beyond that of grade \(milder.grade.rawValue)")
        }
        let clearing = falling ? "clearAbove" : "clearBelow"
        let clearAt = rule.numbers[clearing].map { $0 * direction } ?? rungs[0].limit
        guard clearAt.isFinite, clearAt <= rungs[0].limit else {
            throw rule.fault("\(clearing) lies beyond the mildest limit; an alert would clear while its limit is still exceeded")
        }
        self.rungs = rungs
        self.direction = direction
        gap = rungs[0].limit - clearAt
    }

    /// The mildest grade of the ladder.
    public var mildest: Grade { rungs[0].grade }

    /// The limit of a grade as it was written, or of the mildest grade when the ladder has no such rung.
    public func limit(of grade: Grade) -> Double { ((rungs.first { $0.grade == grade } ?? rungs[0]).limit) * direction }

    /// The value at which the mildest grade is left.
    public var clearing: Double { (rungs[0].limit - gap) * direction }

    /// True where low values are dangerous.
    public var isFalling: Bool { direction < 0 }

    /// The rungs, mildest first, with limits that carry the sign of the direction; compare them with `signed(_:)`.
    var signedRungs: [Rung] { rungs }

    /// A value with the sign of the direction, so that graver is larger.
    func signed(_ value: Double) -> Double { value * direction }

    /// The gravest grade that `value` reaches while `held` is in force. A grade in force is kept until the value has fallen
    /// back by the gap.
    public func grade(at value: Double, holding held: Grade?) -> Grade? {
        let signed = value * direction
        var found: Grade?
        for rung in rungs {
            let kept = held.map { rung.grade <= $0 } ?? false
            guard signed >= (kept ? rung.limit - gap : rung.limit) else { break }
            found = rung.grade
        }
        return found
    }
}
