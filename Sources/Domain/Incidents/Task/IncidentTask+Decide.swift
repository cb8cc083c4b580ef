import City

extension IncidentTask {
    /// What a command does to a task, or why not. `owner` is the center that owns the incident.
    func decide(_ command: TaskCommand, owner: CenterCode, _ context: DecisionContext, isFree: (TeamID) -> Bool) throws(Refusal) -> [TaskEvent] {
        let desk = Desk(task: self, owner: owner, context: context)
        switch command {
        case .send: return try send(desk, isFree)
        case .receive:
            try require([.sent], "received", desk.isAddressee)
            return [.received(TaskReceived(task: id))]
        case .accept:
            // A look that one drone could not carry out is ordered again as it stands.
            try require(isLook ? [.sent, .received, .returned] : [.sent, .received], "accepted", desk.isAddressee)
            try requireReady(team, isFree, context)
            return [.accepted(TaskAccepted(task: id))]
        case .returnTask(let body):
            try require([.sent, .received, .accepted, .enRoute, .onScene], "returned", desk.isAddressee)
            try Wording.check(body.reason, "reason")
            return [.returned(TaskReturned(task: id, reason: body.reason))]
        case .reroute(let body): return try reroute(body, desk, isFree)
        case .depart:
            try require([.accepted], "begun", desk.isAddressee)
            return [.departed(TaskDeparted(task: id))]
        case .arrive:
            try require([.accepted, .enRoute], "marked on scene", desk.isAddressee)
            return [.arrived(TaskArrived(task: id))]
        case .finish(let body):
            // A department without a team in the field may finish from its desk.
            try require(team == nil ? [.accepted, .enRoute, .onScene] : [.onScene], "finished", desk.isAddressee)
            try Wording.check(body.evidence, "evidence")
            return [.finished(TaskFinished(task: id, evidence: body.evidence))]
        case .check:
            try require([.done], "checked", desk.isDesk)
            return [.checked(TaskChecked(task: id))]
        case .sendBack(let body): return try sendBack(body, desk, isFree)
        case .close:
            try require([.checked], "closed", desk.isDesk)
            return [.closed(TaskClosed(task: id))]
        case .park(let body): return try park(body, desk)
        case .resume: return try resume(desk, isFree)
        case .cancel(let body):
            try require(Self.openStates, "cancelled", desk.isDesk)
            try Wording.check(body.reason, "reason")
            return [.cancelled(TaskCancelled(task: id, reason: body.reason))]
        case .warnClock(let kind):
            try require(.warn, kind, context)
            return [.clockWarned(TaskClockWarned(task: id, clock: kind))]
        case .breachClock(let kind): return try breach(kind, owner, context)
        }
    }

    /// Bayu sends at once what was created; a team that has become busy or unfit meanwhile gives the task back to the desk.
    private func send(_ desk: Desk, _ isFree: (TeamID) -> Bool) throws(Refusal) -> [TaskEvent] {
        try require([.created], "sent", desk.isDesk)
        guard needsSending else {
            throw Refusal(.taskNoAddressee, "Task \(id) has neither a department nor a team. Give it to one (reroute).", field: "team")
        }
        if let team, !isFree(team) { return [.returned(TaskReturned(task: id, reason: Self.busyReason))] }
        let context = desk.context
        if let team, let state = context.hindrance(of: team) {
            return [.returned(TaskReturned(task: id, reason: Self.unavailableReason(state)))]
        }
        return [.sent(TaskSent(task: id, clocks: [clock(.acknowledge, acknowledgeWithin, desk.owner, context), doneClock(desk.owner, context)]))]
    }

    private func reroute(_ body: RerouteTask, _ desk: Desk, _ isFree: (TeamID) -> Bool) throws(Refusal) -> [TaskEvent] {
        try require([.created, .sent, .received, .returned], "rerouted", { desk.isDesk() || desk.isDepartment() })
        let department = body.department ?? (body.team == nil ? self.department : nil)
        // A look that a team has given back goes to the duty desk again.
        guard department != nil || body.team != nil || means == .drone else {
            throw Refusal(.taskNoAddressee, "Say which department or team shall do task \(id) now.", field: "team")
        }
        try requireReady(body.team, isFree, desk.context)
        return [.rerouted(TaskRerouted(task: id, department: department, team: body.team, center: body.center ?? center))]
    }

    private func sendBack(_ body: SendBackTask, _ desk: Desk, _ isFree: (TeamID) -> Bool) throws(Refusal) -> [TaskEvent] {
        try require([.done], "sent back", desk.isDesk)
        try Wording.check(body.reason, "reason")
        try requireFree(team, isFree)
        return [.sentBack(TaskSentBack(task: id, reason: body.reason, clocks: [doneClock(desk.owner, desk.context)]))]
    }

    private func park(_ body: ParkTask, _ desk: Desk) throws(Refusal) -> [TaskEvent] {
        try require(Self.parkableStates, "parked", { desk.isDesk() || desk.isDepartment() })
        try Wording.check(body.explanation, "explanation")
        try Wording.check(name: body.supervisor, "supervisor")
        guard body.until > desk.context.now else {
            throw Refusal(.taskDateNotAhead, "Task \(id) can only be parked until a later time than now.", field: "until")
        }
        return [.parked(TaskParked(task: id, explanation: body.explanation, until: body.until, supervisor: body.supervisor))]
    }

    /// On its date a parked task goes on by itself; where its team is busy by then, it goes back to the desk.
    private func resume(_ desk: Desk, _ isFree: (TeamID) -> Bool) throws(Refusal) -> [TaskEvent] {
        try require([.parked], "resumed", { desk.isDesk() || desk.isAddressee() })
        let needsTeam = parked.map { Self.fieldStates.contains($0.from) } ?? false
        if needsTeam, let team, !isFree(team) {
            guard desk.context.actor.kind == .system else { throw busy(team) }
            return [.returned(TaskReturned(task: id, reason: Self.busyReason))]
        }
        return [.resumed(TaskResumed(task: id))]
    }

    private func breach(_ kind: ClockKind, _ owner: CenterCode, _ context: DecisionContext) throws(Refusal) -> [TaskEvent] {
        try require(.breach, kind, context)
        let first: [TaskEvent] = clocks.clock(kind)?.breachedAt == nil ? [.clockBreached(TaskClockBreached(task: id, clock: kind))] : []
        let ladder = context.ladder(from: owner)
        let step = min(clocks.clock(kind)?.escalationCount ?? 0, ladder.count - 1)
        let next = step + 1 < ladder.count ? ladder[step + 1].center : nil
        let escalation = Escalation(clock: kind, to: ladder[step], reason: nil, next: next)
        return first + [.escalated(TaskEscalated(task: id, escalation: escalation))]
    }
}
