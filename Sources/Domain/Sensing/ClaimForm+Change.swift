import City
import HazardKit

extension ClaimForm {
    /// Puts a change of a latch into words and into a claim.
    public func claim(_ change: Latch.Change, on ladder: GradeLadder, value: Double, unit: String, at moment: Instant) -> AlertClaim {
        switch change {
        case .holds(let grade):
            let measure = Measure(value: value, unit: unit, limit: ladder.limit(of: grade))
            let summary = Phrase.beyond(subject, measure, grade, falling: ladder.isFalling)
            return claim(grade, active: true, measure: measure, at: moment, summary: summary)
        case .cleared(let grade):
            let measure = Measure(value: value, unit: unit, limit: ladder.clearing)
            return claim(grade, active: false, measure: measure, at: moment, summary: Phrase.back(subject, measure))
        }
    }
}
