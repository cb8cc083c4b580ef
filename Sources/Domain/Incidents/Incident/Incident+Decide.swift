import City
import HazardKit

extension Incident {
    /// What a command does to an incident, or why not.
    public static func decide(_ state: Incident?, _ command: IncidentCommand, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        guard let incident = state else {
            guard case .open(let opening) = command else {
                throw Refusal(.incidentUnknown, "There is no such incident. Look it up on the board; it may have another number.")
            }
            return try open(opening, context)
        }
        return try incident.decide(command, context)
    }

    private func decide(_ command: IncidentCommand, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        switch command {
        case .open: throw Refusal(.incidentExists, "Incident \(id) exists already. Open another one, or work on this.")
        case .runPlan(let plan): return try runPlan(plan, context)
        case .changeGrade(let change): return try changeGrade(change, context)
        case .proposeRegrade(let propose): return try proposeRegrade(propose, context)
        case .declineRegrade(let decline): return try declineRegrade(decline, context)
        case .offerHandOver(let offer): return try self.offer(offer, context)
        case .acceptHandOver: return try acceptHandOver(context)
        case .declineHandOver(let decline): return try declineHandOver(decline, context)
        case .markUnderControl: return try mark(.underControl(IncidentUnderControl()), from: [.open, .dispatched], "marked under control", context)
        case .markResolved:
            return try mark(.resolved(IncidentResolved()), from: [.open, .dispatched, .underControl], "marked resolved", context)
        case .declareAllClear(let clear): return try declareAllClear(clear, context)
        case .close(let close): return try self.close(close, context)
        case .reopen(let reopen): return try self.reopen(reopen, context)
        case .mergeInto(let merge): return try self.merge(merge, context)
        case .link(let link): return try self.link(link, context)
        case .note(let note):
            try Wording.check(note.text, "text")
            return [.noteAdded(NoteAdded(text: note.text))]
        case .attachPhoto(let attach): return try self.attach(attach.photo)
        case .measureExtent(let measure): return try self.measure(measure, context)
        case .escalate(let escalate): return try self.escalate(escalate, context)
        case .fileReport(let file): return try fileReport(file)
        case .createTask(let create): return try createTask(create, context)
        case .task(let id, let command): return try decide(command, on: id, context)
        case .askTeams: return try askTeams(context)
        case .answerRollCall(let answer): return try self.answer(answer, context)
        case .missRollCall: return try missRollCall(context)
        case .involve(let involve): return try self.involve(involve)
        case .addAlert(let alert): return try add(alert)
        case .accountForTeam(let account): return try self.account(account, context)
        case .absorb(let absorb): return try self.absorb(absorb, context)
        case .warnClock(let kind):
            try require(.warn, kind, context)
            return [.clockWarned(IncidentClockWarned(clock: kind))]
        case .breachClock(let kind): return try breach(kind, context)
        }
    }

    private func mark(_ event: IncidentEvent, from states: [State], _ done: String, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(states, done)
        try requireOwner(context)
        return [event]
    }

    /// By a team on the spot, or by the owner with a note on whose word.
    private func declareAllClear(_ clear: DeclareAllClear, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require([.resolved], "declared all clear")
        try Wording.check(clear.note, "note")
        if let team = context.actor.team {
            guard tasks.contains(where: { $0.team == team && ($0.state == .onScene || $0.state == .done) }) else {
                throw Refusal(.incidentNotOnTheSpot, "Team \(team) is not on the spot of incident \(id). Arrive first, or let the owner declare it.")
            }
            return [.allClearDeclared(AllClearDeclared(note: clear.note, team: team))]
        }
        try requireOwner(context)
        guard clear.note != nil else {
            throw Refusal(.incidentNotOnTheSpot, "Nobody on the spot declares it. Write in the note who saw that it is over.", field: "note")
        }
        return [.allClearDeclared(AllClearDeclared(note: clear.note, team: nil))]
    }

    /// A false alarm closes from any open state and lifts its open tasks; anything else needs the all clear and no open task.
    private func close(_ close: CloseIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "closed")
        try requireOwner(context)
        try Wording.check(code: close.disposition, in: context.codes.dispositions, "disposition")
        if let cause = close.cause { try Wording.check(code: cause, in: context.codes.causes, "cause") }
        try requireNoOrderedZone("closed", context)
        let closed = IncidentEvent.closed(IncidentClosed(disposition: close.disposition, cause: close.cause))
        if close.disposition == Self.falseAlarm {
            return openTasks.map { .task(.cancelled(TaskCancelled(task: $0.id, reason: "误报 / False alarm"))) } + [closed]
        }
        guard state == .allClear else {
            throw Refusal(.incidentNotAllClear, "Incident \(id) is \(state.rawValue). Have the all clear declared on the spot before it is closed.")
        }
        let open = openTasks.map(\.id.rawValue)
        guard open.isEmpty else {
            throw Refusal(
                .incidentTasksOpen, "Incident \(id) has open tasks: \(open.prefix(10).joined(separator: ", ")). Check, finish or cancel them first.")
        }
        return [closed]
    }

    private func reopen(_ reopen: ReopenIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require([.underControl, .resolved, .allClear, .closed], "reopened")
        try requireOwner(context)
        try Wording.check(reopen.reason, "reason")
        let clocks = Self.startClocks(grade, owner: owner, context)
        return [.reopened(IncidentReopened(reason: reopen.reason, clocks: clocks))]
    }

    private func fileReport(_ file: FileReport) throws(Refusal) -> [IncidentEvent] {
        guard let clock = clocks.clock(.report(file.report)), clock.stoppedAt == nil else {
            throw Refusal(.incidentReportNotDue, "Incident \(id) owes no report \(file.report) now. See its list of reports.", field: "report")
        }
        return [.reportFiled(ReportFiled(report: file.report))]
    }

    private func involve(_ involve: InvolveDepartment) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "shared with a department")
        guard !departments.contains(involve.department) else {
            throw Refusal(.incidentAlreadyInvolved, "Department \(involve.department) takes part already. Create a task for it.", field: "department")
        }
        try requireRoom(departments.count, Self.listCountMax, "departments")
        return [.departmentInvolved(DepartmentInvolved(department: involve.department))]
    }

    private func add(_ alert: AlertID) throws(Refusal) -> [IncidentEvent] {
        if alerts.contains(alert) { return [] }
        try require(Self.openStates, "joined by an alert")
        try requireRoom(alerts.count, Self.listCountMax, "alerts")
        return [.alertAdded(AlertAdded(alert: alert))]
    }
}
