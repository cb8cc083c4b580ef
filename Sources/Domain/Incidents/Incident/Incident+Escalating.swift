import City

extension Incident {
    /// A person asks for the next level.
    func escalate(_ escalate: EscalateIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "escalated")
        try Wording.check(escalate.reason, "reason")
        guard let escalation = context.escalation(reason: escalate.reason, from: responsible, owner: owner) else {
            throw Refusal(.incidentAtTop, "Incident \(id) is with the highest level already. Call the post in charge there.")
        }
        return [.escalated(IncidentEscalated(escalation: escalation, responsible: escalation.to))]
    }

    /// A clock has run out, or has gone unheeded for one more span: it takes the next step of its own ladder.
    func breach(_ kind: ClockKind, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(.breach, kind, context)
        let first: [IncidentEvent] = clocks.clock(kind)?.breachedAt == nil ? [.clockBreached(IncidentClockBreached(clock: kind))] : []
        let steps = clocks.clock(kind)?.escalationCount ?? 0
        return first + [escalated(context.escalation(of: kind, after: steps, owner: owner), context)]
    }

    /// Whoever is in charge stays so when a clock tells somebody below: several clocks climb side by side, and the highest of them counts.
    func escalated(_ escalation: Escalation, _ context: DecisionContext) -> IncidentEvent {
        let ladder = context.ladder(from: owner)
        let isHigher = (ladder.firstIndex(of: escalation.to) ?? -1) >= (ladder.firstIndex(of: responsible) ?? -1)
        return .escalated(IncidentEscalated(escalation: escalation, responsible: isHigher ? escalation.to : responsible))
    }
}
