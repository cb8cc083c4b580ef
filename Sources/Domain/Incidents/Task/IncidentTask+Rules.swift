import City

/// Who may do what with a task.
struct Desk {
    let task: IncidentTask
    let owner: CenterCode
    let context: DecisionContext

    /// The duty desk of the owner or of a center above it: it reroutes, checks, parks and cancels. Nobody checks their own work.
    func isDesk() -> Bool {
        context.actor.kind == .system || context.actor.team == nil && context.actor.department == nil && context.speaks(for: owner)
    }

    /// The department that the task is addressed to.
    func isDepartment() -> Bool {
        context.actor.team == nil && context.actor.department != nil && context.actor.department == task.department
    }

    /// The team or department itself, or a desk that writes down what they say by radio.
    func isAddressee() -> Bool {
        if let team = context.actor.team { return team == task.team }
        if context.actor.department != nil { return isDepartment() }
        return isDesk() || context.actor.center == task.center
    }
}

extension IncidentTask {
    static let openStates: [State] = State.allCases.filter(\.isOpen)
    static let parkableStates: [State] = [.created, .sent, .received, .accepted, .returned, .enRoute, .onScene]
    /// States in which a task keeps its team.
    static let fieldStates: [State] = [.sent, .received, .accepted, .enRoute, .onScene, .done]
    /// True for the event with which a task leaves the desk: a look is only proposed until somebody orders it.
    func goesOut(with event: TaskEvent) -> Bool {
        switch event {
        case .sent: !isLook
        case .accepted: isLook
        default: false
        }
    }

    static let busyReason = "队伍另有任务 / The team holds another open task"
    static func unavailableReason(_ state: Code) -> String { "队伍\(state.name.zh)，不能派出 / The team is \(state.name.en) and cannot be sent" }

    func require(_ states: [State], _ done: String, _ isAllowed: () -> Bool) throws(Refusal) {
        guard states.contains(state) else {
            let names = states.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.taskWrongState, "Task \(id) is \(state.rawValue) and cannot be \(done); that is possible from: \(names). Reload it.")
        }
        guard isAllowed() else {
            let isWork = ["received", "accepted", "returned", "begun", "marked on scene", "finished"].contains(done)
            throw isWork
                ? Refusal(
                    .taskNotAddressee, "Task \(id) is not addressed to you; only its team, its department or their desk may say that it is \(done).")
                : Refusal(.taskNotDesk, "Only the duty desk of the owner or of a center above it may have task \(id) \(done). Ask it.")
        }
    }

    func requireFree(_ team: TeamID?, _ isFree: (TeamID) -> Bool) throws(Refusal) {
        if let team, !isFree(team) { throw busy(team) }
    }

    /// For an order that goes out: the team has no other task, and its own state lets it be sent.
    func requireReady(_ team: TeamID?, _ isFree: (TeamID) -> Bool, _ context: DecisionContext) throws(Refusal) {
        try requireFree(team, isFree)
        if let team, let state = context.hindrance(of: team) { throw Self.unavailable(team, state) }
    }

    static func unavailable(_ team: TeamID, _ state: Code) -> Refusal {
        Refusal(
            .taskTeamUnavailable, "Team \(team) is \(state.name.en) (\(state.id)) and cannot be sent. Take another team, or set its state first.",
            field: "team")
    }

    func busy(_ team: TeamID) -> Refusal {
        Refusal(.taskTeamBusy, "Team \(team) holds another open task. Take a free team, or end its other task first.", field: "team")
    }

    func require(_ firing: Clock.Firing, _ kind: ClockKind, _ context: DecisionContext) throws(Refusal) {
        guard clocks.clock(kind)?.isDue(firing, at: context.now) == true else {
            throw Refusal(.taskClockNotDue, "The clock \(kind) of task \(id) is stopped or has time left.")
        }
    }

    /// A task's clock tells the owner's desk first, for the addressee is somebody else.
    func clock(_ kind: ClockKind, _ span: Seconds, _ owner: CenterCode, _ context: DecisionContext) -> Clock {
        Clock(kind: kind, startedAt: context.now, span: span, warnAtFraction: context.clocks.warnAtFraction, escalateTo: owner)
    }

    func doneClock(_ owner: CenterCode, _ context: DecisionContext) -> Clock { clock(.done, doneWithin, owner, context) }
}
