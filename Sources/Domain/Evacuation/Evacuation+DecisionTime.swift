import City
import Incidents

/// The latest time to decide comes and goes whether anybody looks at the screen or not, so it is noted once as it comes near and once as it
/// passes without an order. New times are noted anew.
extension Evacuation {
    /// Half an hour: two people can be found and the slope looked at again, and nobody has forgotten the notice when the time comes.
    public static let decisionNoteBefore = Seconds.minutes(30)

    /// When the latest time to decide has to be noted next; nil where people have ordered or lifted, or everything has been noted.
    func decisionDue() -> Due<EvacuationCommand>? {
        guard isUndecided, let latest = latestToDecideAt, decisionPassed != latest else { return nil }
        let isNear = decisionNear == latest
        let at = isNear ? latest : latest.advanced(by: Seconds.zero - Self.decisionNoteBefore)
        let key = "decision/\(latest.millisecondsSince1970)/\(isNear ? "passed" : "near")"
        return Due(at: at, command: .noteDecisionTime(latest), key: key)
    }

    /// True while an order may still come, so that the time left for it matters.
    public var isUndecided: Bool { stage != .order && stage != .lifted }

    /// After a long silence only what holds now is noted: a time that has passed did not just come near.
    func noteDecisionTime(_ latest: Instant, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try Self.requireOpen(incident)
        guard isUndecided, latestToDecideAt == latest, decisionPassed != latest else {
            throw Refusal(.evacuationClockNotDue, "Zone \(zone) waits for no decision by \(latest.rfc3339) any more. Reload it.")
        }
        if context.now >= latest { return [.decisionPassed(EvacuationDecisionTimePassed(zoneName: name, latestToDecideAt: latest))] }
        guard decisionNear != latest, latest.since(context.now) <= Self.decisionNoteBefore else {
            throw Refusal(.evacuationClockNotDue, "Zone \(zone) has until \(latest.rfc3339) for its decision.")
        }
        return [.decisionNear(EvacuationDecisionTimeNear(zoneName: name, latestToDecideAt: latest))]
    }
}
