import City

extension Incident {
    /// What a command does to an incident, or why not.
    public static func decide(_ state: Incident?, _ command: IncidentCommand, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        throw Refusal(.incidentUnknown, "not decided yet")
    }
    /// The incident after an event. Total: an event that does not fit leaves the state as it was.
    public static func evolve(_ state: Incident?, _ event: IncidentEvent, at moment: Instant, by actor: Actor) -> Incident? {
        var next = state
        apply(event, to: &next, at: moment, by: actor)
        return next
    }
    /// The same in place, without a copy.
    public static func apply(_ event: IncidentEvent, to state: inout Incident?, at moment: Instant, by actor: Actor) {}
    /// What must be commanded, by the system, when.
    public func due() -> [Due<IncidentCommand>] { [] }
}
