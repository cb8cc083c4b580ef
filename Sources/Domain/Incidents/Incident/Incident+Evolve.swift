import City
import HazardKit

extension Incident {
    /// The incident after an event. Total: an event that does not fit leaves the state as it was.
    public static func evolve(_ state: Incident?, _ event: IncidentEvent, at moment: Instant, by actor: Actor) -> Incident? {
        var next = state
        apply(event, to: &next, at: moment, by: actor)
        return next
    }

    /// The same in place, without a copy.
    public static func apply(_ event: IncidentEvent, to state: inout Incident?, at moment: Instant, by actor: Actor) {
        if case .opened(let body) = event {
            if state == nil { state = Incident(body, at: moment) }
        } else {
            state?.take(event, at: moment, by: actor)
        }
    }

    private mutating func take(_ event: IncidentEvent, at moment: Instant, by actor: Actor) {
        switch event {
        case .opened: return
        case .task(let event): take(event, at: moment, by: actor)
        case .gradeChanged, .handOverOffered, .handOverAccepted, .handOverDeclined, .escalated, .clockWarned, .clockBreached:
            takeCharge(event, at: moment)
        case .regradeProposed(let body): take(body, at: moment)
        case .regradeDeclined(let body): answerRegrade(body.grade, at: moment)
        case .dispatched, .underControl, .resolved, .allClearDeclared, .closed, .reopened, .merged: takeCourse(event, at: moment)
        case .planRun, .linked, .reportFiled, .departmentInvolved, .alertAdded, .absorbed: takeEntry(event, at: moment)
        case .noteAdded: break
        case .photoAttached(let body): take(body, at: moment, by: actor)
        case .extentMeasured(let body): take(body)
        case .teamsAsked(let body): personnel.take(body, at: moment)
        case .rollCallAnswered(let body): personnel.take(body)
        case .rollCallMissed(let body): personnel.take(body)
        case .personnelAlarmRaised(let body):
            personnel.take(body)
            if state.isOpen { clocks.set(body.clocks ?? []) }
        case .teamAccountedFor(let body): personnel.take(body)
        }
        // Nobody is missing any more: by an answer, or by somebody's word.
        if personnel.alarmed.isEmpty { clocks.stop(.personnel, at: moment) }
        if actor.kind == .person, state.isOpen { restartUpdate(at: moment) }
    }

    /// Every entry by a person is an update.
    private mutating func restartUpdate(at moment: Instant) {
        clocks.change(.update) { clock in
            if clock.stoppedAt == nil { clock = clock.restarted(at: moment, escalateTo: owner) }
        }
    }

    /// Grade, owner and whoever is in charge.
    private mutating func takeCharge(_ event: IncidentEvent, at moment: Instant) {
        switch event {
        case .gradeChanged(let body):
            guard state.isOpen else { return }
            grade = body.to
            answerRegrade(body.to, at: moment)
            clocks.set(body.clocks)
            personnel.every = body.rollCallEvery
        case .handOverOffered(let body):
            guard state.isOpen, body.to != owner else { return }
            handOver = HandOver(to: body.to, reason: body.reason, offeredAt: moment)
            clocks.set(body.clocks)
        case .handOverAccepted(let body):
            guard state.isOpen, handOver?.to == body.to else { return }
            owner = body.to
            responsible = Responsibility(center: body.to)
            handOver = nil
            clocks.stop(.handOver, at: moment)
            for report in body.ended ?? [] { clocks.stop(.report(report), at: moment) }
            clocks.set(body.clocks ?? [])
        case .handOverDeclined:
            guard handOver != nil else { return }
            handOver = nil
            clocks.stop(.handOver, at: moment)
        case .escalated(let body):
            if state.isOpen { responsible = body.responsible ?? body.escalation.to }
            clocks.escalate(body.escalation)
            escalations.append(body.escalation)
            if escalations.count > Self.listCountMax { escalations.removeFirst() }
        case .clockWarned(let body): clocks.warn(body.clock, at: moment)
        case .clockBreached(let body): clocks.breach(body.clock, at: moment)
        default: break
        }
    }

    /// From open to closed, and back.
    private mutating func takeCourse(_ event: IncidentEvent, at moment: Instant) {
        switch event {
        case .dispatched: if state == .open { state = .dispatched }
        case .underControl:
            guard state == .open || state == .dispatched else { return }
            state = .underControl
            clocks.stop(.response, at: moment)
        case .resolved:
            guard state == .open || state == .dispatched || state == .underControl else { return }
            state = .resolved
            clocks.stop(.response, at: moment)
        case .allClearDeclared: if state == .resolved { state = .allClear }
        case .closed(let body):
            guard state.isOpen else { return }
            state = .closed
            disposition = body.disposition
            cause = body.cause
            end(at: moment, keepsReports: body.disposition != Self.falseAlarm)
        case .reopened(let body):
            guard [.underControl, .resolved, .allClear, .closed].contains(state) else { return }
            state = tasks.contains { $0.sendCount > 0 } ? .dispatched : .open
            disposition = nil
            cause = nil
            closedAt = nil
            responsible = Responsibility(center: owner)
            clocks.set(body.clocks)
        case .merged(let body):
            guard state.isOpen else { return }
            state = .merged
            mergedInto = body.into
            addLink(to: body.into, .duplicate)
            end(at: moment, keepsReports: false)
        default: break
        }
    }

    /// A report owed by law is owed after the closing too; all other clocks of the incident stop.
    private mutating func end(at moment: Instant, keepsReports: Bool) {
        closedAt = moment
        handOver = nil
        regrade = nil
        for index in clocks.indices where !(keepsReports && clocks[index].kind.isReport) { clocks[index].stop(at: moment) }
    }

    private mutating func takeEntry(_ event: IncidentEvent, at moment: Instant) {
        switch event {
        case .planRun(let body):
            plan.playbook = body.playbook ?? plan.playbook
            plan.version = body.version ?? plan.version
            if !plan.grades.contains(body.grade) { plan.grades.append(body.grade) }
            for step in body.steps where !plan.steps.contains(step) { plan.steps.append(step) }
        case .linked(let body): addLink(to: body.incident, body.relation)
        case .absorbed(let body): take(body)
        case .reportFiled(let body):
            guard clocks.clock(.report(body.report)) != nil else { return }
            clocks.stop(.report(body.report), at: moment)
            if !reports.contains(body.report) { reports.append(body.report) }
        case .departmentInvolved(let body): involve(body.department)
        case .alertAdded(let body): if !alerts.contains(body.alert) { alerts.append(body.alert) }
        default: break
        }
    }

    mutating func involve(_ department: DepartmentID?) {
        if let department, !departments.contains(department) { departments.append(department) }
    }

    private mutating func take(_ event: TaskEvent, at moment: Instant, by actor: Actor) {
        if case .created(let body) = event {
            guard task(body.task) == nil else { return }
            tasks.append(IncidentTask(body, at: moment, by: actor))
            involve(body.draft.department)
            return
        }
        if case .takenOver(let body) = event { return takeOver(body.content, at: moment) }
        let id = event.task
        guard let index = tasks.firstIndex(where: { $0.id == id }) else { return }
        let wasOnScene = tasks[index].state == .onScene
        tasks[index].take(event, at: moment, by: actor)
        if case .rerouted = event { involve(tasks[index].department) }
        // The first response is one of people on the ground.
        if tasks[index].state == .accepted, !tasks[index].isLook { clocks.stop(.response, at: moment) }
        if wasOnScene || tasks[index].state == .onScene { personnel.follow(teamsOnScene, at: moment) }
    }

    /// A task of a merged incident goes on here as it stood.
    private mutating func takeOver(_ task: IncidentTask, at moment: Instant) {
        guard self.task(task.id) == nil else { return }
        tasks.append(task)
        involve(task.department)
        if [.accepted, .enRoute, .onScene, .done].contains(task.state), !task.isLook { clocks.stop(.response, at: moment) }
        if task.state == .onScene { personnel.follow(teamsOnScene, at: moment) }
    }
}

extension ClockKind {
    /// True for the clock of a statutory report.
    public var isReport: Bool { rawValue.hasPrefix("report/") }
}
