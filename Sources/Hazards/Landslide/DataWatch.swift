import City
import HazardKit
import Sensing

/// Claims "no data" while too many hours of a gauge are missing. Missing rain is never a dry hour.
struct DataWatch: Sendable {
    /// Hours missing out of a window, and how many may be.
    struct Missing: Hashable, Sendable {
        let hours: Double
        let of: Int
        let bound: Double
        static let nothing = Missing(hours: 0, of: 0, bound: 0)
    }

    private let form: ClaimForm
    private let grade: Grade
    private var latch = Latch()

    init(_ rule: RuleParameters, form: ClaimForm) throws(RuleFault) {
        let grades: [Double: Grade] = [1: .i, 2: .ii, 3: .iii, 4: .iv]
        guard let grade = grades[rule.numbers["noDataGrade"] ?? 4] else { throw rule.fault("'noDataGrade' must be 1, 2, 3 or 4") }
        self.form = form
        self.grade = grade
    }

    /// True while "no data" is claimed; only then can one more reading change anything.
    var isClaimed: Bool { latch.grade != nil }

    mutating func settle(_ missing: Missing, at now: Instant) -> [AlertClaim] {
        guard let change = latch.settle(missing.hours > missing.bound ? grade : nil) else { return [] }
        let active = change == .holds(grade)
        let summary = RainPhrase.missing(form.subject, missing, active: active)
        return [
            form.noData(
                grade, active: active, missing: .hours(missing.hours), limit: .hours(missing.bound), at: now, summary: summary)
        ]
    }

    mutating func resume(_ active: [String: Grade]) { latch.resume(active[form.noDataKey]) }
}

extension HourlyWindow {
    /// The hours missing among `count` that end with `last`, not counting those before `first`.
    func missing(of count: Int, endingWith last: Int64, since first: Int64) -> Double {
        let from = max(last - Int64(count) + 1, first)
        guard from <= last else { return 0 }
        return total(of: Int(last - from) + 1, endingWith: last).missingHours
    }
}
