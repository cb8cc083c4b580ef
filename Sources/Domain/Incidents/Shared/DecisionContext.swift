import City

/// The open task that a team holds.
public struct HeldTask: Codable, Hashable, Sendable {
    public let incident: IncidentID
    public let task: TaskID

    public init(incident: IncidentID, task: TaskID) {
        self.incident = incident
        self.task = task
    }
}

/// What a decision may know beside the state: the time, who asks, the city's rules, the network above the owner.
public struct DecisionContext: Sendable {
    public let now: Instant
    public let actor: Actor
    public let codes: CodeBook
    public let clocks: ClockTable
    /// The centers above the owner of the alert or incident, nearest first; without the owner itself.
    public let levels: [LevelAbove]
    /// The task that keeps a team busy (`IncidentTask.holdsTeam`), in whatever incident; nil for a free team.
    public let heldTask: @Sendable (TeamID) -> HeldTask?

    public init(
        now: Instant, actor: Actor, codes: CodeBook, clocks: ClockTable, levels: [LevelAbove], heldTask: @escaping @Sendable (TeamID) -> HeldTask?
    ) {
        self.now = now
        self.actor = actor
        self.codes = codes
        self.clocks = clocks
        self.levels = levels
        self.heldTask = heldTask
    }
}
