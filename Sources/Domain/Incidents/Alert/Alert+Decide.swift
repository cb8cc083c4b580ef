import City

extension Alert {
    /// What a command does to an alert, or why not.
    public static func decide(_ state: Alert?, _ command: AlertCommand, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        throw Refusal(.alertUnknown, "not decided yet")
    }
    /// The alert after an event. Total: an event that does not fit leaves the state as it was.
    public static func evolve(_ state: Alert?, _ event: AlertEvent, at moment: Instant, by actor: Actor) -> Alert? {
        var next = state
        apply(event, to: &next, at: moment, by: actor)
        return next
    }
    /// The same in place, without a copy.
    public static func apply(_ event: AlertEvent, to state: inout Alert?, at moment: Instant, by actor: Actor) {}
    /// What must be commanded, by the system, when.
    public func due() -> [Due<AlertCommand>] { [] }
}
