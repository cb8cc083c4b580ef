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
    /// What a team says of itself beside its tasks, a code of the city; nil where it has said nothing.
    public let teamState: @Sendable (TeamID) -> String?
    /// The centers above any other center, nearest first: a hand-over changes who stands above the owner.
    public let levelsAbove: @Sendable (CenterCode) -> [LevelAbove]
    /// The second incident that the command names, as it is now; nil where it names none.
    public let other: Incident?
    /// The zones of the incident that are under an order to leave or to stay indoors, by name.
    public let orderedZones: [LocalizedText]
    /// Those in which people are advised or warned, by name.
    public let warnedZones: [LocalizedText]

    public init(
        now: Instant, actor: Actor, codes: CodeBook, clocks: ClockTable, levels: [LevelAbove], heldTask: @escaping @Sendable (TeamID) -> HeldTask?,
        teamState: @escaping @Sendable (TeamID) -> String? = { _ in nil },
        levelsAbove: @escaping @Sendable (CenterCode) -> [LevelAbove] = { _ in [] }, other: Incident? = nil, orderedZones: [LocalizedText] = [],
        warnedZones: [LocalizedText] = []
    ) {
        self.now = now
        self.actor = actor
        self.codes = codes
        self.clocks = clocks
        self.levels = levels
        self.heldTask = heldTask
        self.teamState = teamState
        self.levelsAbove = levelsAbove
        self.other = other
        self.orderedZones = orderedZones
        self.warnedZones = warnedZones
    }

    /// The state that keeps a team from being sent, as the city's status set says; nil for a team that can be sent.
    func hindrance(of team: TeamID) -> Code? {
        guard let state = teamState(team) else { return nil }
        return codes.teamStates.first { $0.id == state && !$0.dispatchable }
    }
}
