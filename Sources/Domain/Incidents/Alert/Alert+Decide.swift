import City
import HazardKit

extension Alert {
    /// What a command does to an alert, or why not.
    ///
    /// A duty officer who is sure may confirm or reject at once: that acknowledges too, and both events are written.
    public static func decide(_ state: Alert?, _ command: AlertCommand, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard let alert = state else {
            guard case .raise(let claim) = command else {
                throw Refusal(.alertUnknown, "There is no such alert. Look it up on the board; it may have another number.")
            }
            return try raise(claim, context)
        }
        switch command {
        case .raise: throw Refusal(.alertExists, "Alert \(alert.id) exists already. Add evidence to it instead.")
        case .addEvidence(let more): return try alert.add(more, context)
        case .acknowledge:
            guard alert.state == .raised else { throw alert.wrongState("acknowledged", from: "raised") }
            return [.acknowledged(AlertAcknowledged(clocks: alert.verifyClock(context)))]
        case .startVerification(let start): return try alert.startVerification(start, context)
        case .confirm(let confirm): return try alert.confirm(confirm, context)
        case .reject(let reject): return try alert.reject(reject, context)
        case .merge(let merge): return try alert.merge(merge)
        case .absorb(let other): return try alert.absorb(other, context)
        case .expire: return try alert.expire(context)
        case .clear: return try alert.clear(context)
        case .linkIncident(let incident): return try alert.link(incident)
        case .escalate(let escalate): return try alert.escalate(escalate, context)
        case .warnClock(let kind):
            try alert.require(.warn, kind, context)
            return [.clockWarned(AlertClockWarned(clock: kind))]
        case .breachClock(let kind): return try alert.breach(kind, context)
        }
    }

    private static func raise(_ claim: RaiseAlert, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        try Wording.check(claim.sourceKey, "sourceKey")
        try Wording.check(claim.title.zh, "title")
        try Wording.check(claim.title.en, "title")
        let responsible = Responsibility(center: claim.owner)
        var clocks: [Clock] = []
        if let row = context.clocks.row(for: claim.grade.rawValue) {
            clocks.append(context.clock(.acknowledge, row.acknowledgeWithin, after: responsible, owner: claim.owner))
            if claim.imminent { clocks.append(context.clock(.verify, row.verifyWithin, after: responsible, owner: claim.owner)) }
        }
        return [.raised(AlertRaised(alert: claim, clocks: clocks))]
    }

    private func add(_ more: AddEvidence, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isOpen else { throw wrongState("given more evidence", from: "raised, acknowledged, verifying or confirmed") }
        try Wording.check(more.evidence.summary.zh, "title")
        try Wording.check(more.evidence.summary.en, "title")
        var events: [AlertEvent] = [
            .evidenceAdded(
                AlertEvidenceAdded(
                    evidence: more.evidence, confidence: more.confidence, imminent: more.imminent, sourceKey: more.sourceKey, grade: more.grade,
                    place: incident == nil ? more.place : nil))
        ]
        if condition == .cleared { events.append(.reactivated(AlertReactivated())) }
        if more.grade > grade { events.append(regraded(more.grade, context)) }
        return events
    }

    private func startVerification(_ start: StartVerification, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isUndecided else { throw wrongState("verified", from: "raised, acknowledged or verifying") }
        try Wording.check(start.means, "means")
        let started = AlertEvent.verificationStarted(AlertVerificationStarted(means: start.means))
        return state == .raised ? [.acknowledged(AlertAcknowledged(clocks: verifyClock(context))), started] : [started]
    }

    private func confirm(_ confirm: ConfirmAlert, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isUndecided else { throw wrongState("confirmed", from: "raised, acknowledged or verifying") }
        try Wording.check(confirm.note, "note")
        var events = acknowledgedImplicitly
        if let grade = confirm.grade, grade != self.grade { events.append(regraded(grade, context)) }
        events.append(.confirmed(AlertConfirmed(note: confirm.note)))
        return events
    }

    private func reject(_ reject: RejectAlert, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isUndecided else { throw wrongState("rejected", from: "raised, acknowledged or verifying") }
        try Wording.check(code: reject.label, in: context.codes.rejectionLabels, "label")
        try Wording.check(reject.reason, "reason")
        return acknowledgedImplicitly + [.rejected(AlertRejected(label: reject.label, reason: reject.reason))]
    }

    private func merge(_ merge: MergeAlert) throws(Refusal) -> [AlertEvent] {
        guard state.isUndecided else { throw wrongState("merged", from: "raised, acknowledged or verifying") }
        guard merge.into != id else {
            throw Refusal(.alertIntoItself, "Alert \(id) cannot be merged into itself. Name the other alert.", field: "into")
        }
        guard incident == nil else {
            throw Refusal(.alertHasIncident, "Alert \(id) has an incident of its own. Merge the incidents instead.", field: "into")
        }
        return [.merged(AlertMerged(into: merge.into))]
    }

    private func expire(_ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isUndecided else { throw wrongState("expired", from: "raised, acknowledged or verifying") }
        guard let expiresAt else { throw Refusal(.alertStillActive, "Alert \(id) may not lapse by itself: people have to confirm or reject it.") }
        guard expiresAt <= context.now else { throw Refusal(.alertClockNotDue, "Alert \(id) lapses at \(expiresAt.rfc3339), not before.") }
        return [.expired(AlertExpired())]
    }

    /// A source may say "over" many times; only the first is news.
    private func clear(_ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isOpen else { throw wrongState("cleared", from: "raised, acknowledged, verifying or confirmed") }
        guard condition == .active else { return [] }
        let lapses = state.isUndecided && !imminent
        let wait = context.clocks.row(for: grade.rawValue)?.verifyWithin
        return [.cleared(AlertCleared(expiresAt: lapses ? wait.map { context.now.advanced(by: $0) } : nil))]
    }

    private func link(_ incident: IncidentID) throws(Refusal) -> [AlertEvent] {
        if self.incident == incident { return [] }
        guard self.incident == nil else {
            throw Refusal(.alertHasIncident, "Alert \(id) belongs to incident \(self.incident?.rawValue ?? ""). Link the incidents instead.")
        }
        guard needsIncident else { throw wrongState("linked to an incident", from: "confirmed, or imminent and undecided") }
        return [.incidentLinked(AlertIncidentLinked(incident: incident))]
    }

    private func escalate(_ escalate: EscalateAlert, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isUndecided else { throw wrongState("escalated", from: "raised, acknowledged or verifying") }
        try Wording.check(escalate.reason, "reason")
        guard let escalation = context.escalation(reason: escalate.reason, from: responsible, owner: owner) else {
            throw Refusal(.alertAtTop, "Alert \(id) is with the highest level already. Call the post in charge there.")
        }
        return [.escalated(AlertEscalated(escalation: escalation))]
    }

    private func breach(_ kind: ClockKind, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        try require(.breach, kind, context)
        let first: [AlertEvent] = clocks.clock(kind)?.breachedAt == nil ? [.clockBreached(AlertClockBreached(clock: kind))] : []
        return first + [.escalated(AlertEscalated(escalation: context.escalation(of: kind, from: responsible, owner: owner)))]
    }
}
