import City
import HazardKit

extension RuleEngine {
    /// Brings a freshly built engine to where it was before a restart.
    ///
    /// - Parameters:
    ///   - readings: what the store kept of the last `memory(of:)` of each series, in order of phenomenon time.
    ///   - active: the claims that the log holds as active, source key → grade.
    /// - Returns: the claims that the log does not know yet, such as when the process died after a reading was kept and before its claim
    ///   was; nothing that the log already says.
    public mutating func replay(_ readings: some Sequence<Reading>, active: [String: Grade]) -> [AlertClaim] {
        resume(active)
        var last: [String: AlertClaim] = [:]
        for reading in readings {
            for claim in take(reading, at: reading.phenomenonTime) { last[claim.sourceKey] = claim }
        }
        let news = last.values.filter { claim in
            claim.active ? active[claim.sourceKey] != claim.grade : active[claim.sourceKey] != nil
        }
        return news.sorted { $0.sourceKey < $1.sourceKey }
    }
}
