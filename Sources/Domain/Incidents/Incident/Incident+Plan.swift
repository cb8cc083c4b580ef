import City
import HazardKit

extension Incident {
    /// Runs what the plan adds: a step that has run, at whatever grade or version, does not run again.
    func runPlan(_ run: RunPlan, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "planned for")
        try requireOwner(context)
        var known = Set(plan.steps)
        let notices = run.notices.filter { known.insert($0).inserted }
        let zones = run.zones.filter { known.insert($0).inserted }
        var drafts: [TaskDraft] = []
        var taken = Set<TeamID>()
        for draft in run.tasks {
            if let step = draft.step, !known.insert(step).inserted { continue }
            drafts.append(freed(draft, taken: &taken, context))
        }
        if drafts.isEmpty, notices.isEmpty, zones.isEmpty, plan.grades.contains(run.grade) { return [] }
        guard tasks.count + drafts.count <= Self.taskCountMax else { throw tooManyTasks }
        let steps = drafts.compactMap(\.step)
        var events: [IncidentEvent] = []
        events.reserveCapacity(drafts.count + 1)
        events.append(
            .planRun(PlanRun(playbook: run.playbook, version: run.version, grade: run.grade, steps: steps + notices + zones, notices: notices)))
        for (offset, draft) in drafts.enumerated() { events.append(created(draft, number: tasks.count + 1 + offset)) }
        return events
    }

    /// A plan does not fail because its team is busy or unfit: the task waits for the desk to choose another.
    private func freed(_ draft: TaskDraft, taken: inout Set<TeamID>, _ context: DecisionContext) -> TaskDraft {
        guard let team = draft.team else { return draft }
        if isFree(team, for: nil, context), context.hindrance(of: team) == nil, taken.insert(team).inserted { return draft }
        return TaskDraft(
            step: draft.step, title: draft.title, department: nil, team: nil, skill: draft.skill, center: draft.center, post: draft.post,
            acknowledgeWithin: draft.acknowledgeWithin, doneWithin: draft.doneWithin, means: draft.means)
    }

    func createTask(_ create: CreateTask, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "given a task")
        try requireOwner(context)
        try Wording.check(create.title.zh, "title")
        guard tasks.count < Self.taskCountMax else { throw tooManyTasks }
        if let team = create.team { try requireReady(team, context) }
        if let span = create.doneWithin, span <= .zero {
            throw Refusal(
                .taskSpanNotPositive, "doneWithin is \(span.value) seconds; a task needs some time. Leave it out for the span of the grade.",
                field: "doneWithin")
        }
        let row = context.clocks.row(for: grade.rawValue)
        let done = create.doneWithin ?? row?.closeWithin ?? Self.doneWithinDefault
        let draft = TaskDraft(
            step: nil, title: create.title, department: create.department, team: create.team, skill: nil, center: create.center ?? owner, post: nil,
            acknowledgeWithin: row?.respondWithin ?? Self.acknowledgeWithinDefault, doneWithin: done)
        return [created(draft, number: tasks.count + 1)]
    }

    func decide(_ command: TaskCommand, on id: TaskID, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        guard let task = task(id) else {
            throw Refusal(.taskUnknown, "Incident \(self.id) has no task \(id). Reload it.")
        }
        let decided = try task.decide(command, owner: owner, context, isFree: { isFree($0, for: id, context) })
        var events = decided.map { IncidentEvent.task($0) }
        if state == .open, decided.contains(where: { task.goesOut(with: $0) }) {
            events.append(.dispatched(IncidentDispatched()))
        }
        return events
    }

    private func requireReady(_ team: TeamID, _ context: DecisionContext) throws(Refusal) {
        guard isFree(team, for: nil, context) else {
            throw Refusal(.taskTeamBusy, "Team \(team) holds another open task. Take a free team, or end its other task first.", field: "team")
        }
        if let state = context.hindrance(of: team) { throw IncidentTask.unavailable(team, state) }
    }

    /// A team is free only when it holds no other open task, here or in any other incident.
    private func isFree(_ team: TeamID, for task: TaskID?, _ context: DecisionContext) -> Bool {
        guard !tasks.contains(where: { $0.team == team && $0.id != task && $0.holdsTeam }) else { return false }
        guard let held = context.heldTask(team) else { return true }
        return held.incident == id && held.task == task
    }

    private func created(_ draft: TaskDraft, number: Int) -> IncidentEvent {
        .task(.created(TaskCreated(task: TaskID("t\(number)"), draft: draft)))
    }

    private var tooManyTasks: Refusal {
        Refusal(.incidentFull, "Incident \(id) has \(Self.taskCountMax) tasks, the most it keeps. Open part incidents and link them (partOf).")
    }

    /// Where the city's table says nothing.
    static let acknowledgeWithinDefault = Seconds.minutes(10)
    static let doneWithinDefault = Seconds.hours(24)
}
