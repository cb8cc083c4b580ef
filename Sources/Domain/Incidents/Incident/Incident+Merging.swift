import City
import HazardKit

extension Incident {
    /// It turns out to be the same matter as another incident: it ends here, and what is open goes on there.
    func merge(_ merge: MergeIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "merged")
        try requireOwner(context)
        try requireNoOrderedZone("merged", context)
        try requireNoWarnedZone(context)
        let other = try self.other(merge.incident, "merged into", context)
        guard other.state.isOpen else {
            throw Refusal(
                .incidentOtherEnded, "Incident \(other.id) is \(other.state.rawValue). Reopen it, or name the incident that it lives on in.",
                field: "incident")
        }
        let moved = absorption(into: other).tasks.map { task in
            IncidentEvent.task(.moved(TaskMoved(task: task.from, into: HeldTask(incident: other.id, task: task.content.id))))
        }
        return moved + [.merged(IncidentMerged(into: other.id))]
    }

    /// What the survivor takes over. Both sides are decided on the same two states, so they agree on the names of the tasks.
    public func absorption(into other: Incident) -> AbsorbIncident {
        let samePlan = plan.playbook == other.plan.playbook
        let ordered = samePlan ? tasks.compactMap(\.step).filter { !other.plan.steps.contains($0) } : []
        let moved = openTasks.enumerated().map { offset, task in
            var content = task
            content.id = TaskID("t\(other.tasks.count + 1 + offset)")
            // A step of the survivor's own plan names one task only; this one goes on as an order of its own.
            if let step = task.step, !ordered.contains(step) { content.step = nil }
            return AbsorbIncident.Task(from: task.id, content: content)
        }
        return AbsorbIncident(
            from: id, grade: grade, alerts: alerts, departments: departments, steps: ordered, tasks: moved, alarmed: personnel.alarmed)
    }

    /// The survivor's half: alerts, tasks with their teams, the graver grade, and an alarm about people that nobody has answered.
    func absorb(_ absorb: AbsorbIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "joined by another incident")
        try requireOwner(context)
        try requireRoom(for: absorb)
        var events: [IncidentEvent] = [
            .absorbed(IncidentAbsorbed(from: absorb.from, alerts: absorb.alerts, departments: absorb.departments, steps: absorb.steps))
        ]
        for task in absorb.tasks {
            let origin = HeldTask(incident: absorb.from, task: task.from)
            events.append(.task(.takenOver(TaskTakenOver(task: task.content.id, origin: origin, content: task.content))))
        }
        if state == .open, absorb.tasks.contains(where: { $0.content.sendCount > 0 && !$0.content.isLookProposed }) {
            events.append(.dispatched(IncidentDispatched()))
        }
        if absorb.grade > grade {
            events += try changeGrade(
                ChangeGrade(grade: absorb.grade, reason: "并入的事件 \(absorb.from) 更严重 / Incident \(absorb.from), merged here, is graver"), context)
        }
        return events + alarm(absorb.alarmed, context)
    }

    private func requireRoom(for absorb: AbsorbIncident) throws(Refusal) {
        guard tasks.count + absorb.tasks.count <= Self.taskCountMax, absorb.tasks.count <= Self.mergedTaskCountMax else {
            throw Refusal(
                .incidentFull,
                "Incident \(id) cannot take \(absorb.tasks.count) open tasks over (\(Self.mergedTaskCountMax) at once, \(Self.taskCountMax) in all). "
                    + "End some of them first, or link the two incidents (partOf).")
        }
        try requireRoom(Set(alerts).union(absorb.alerts).count - 1, Self.listCountMax, "alerts")
        try requireRoom(Set(departments).union(absorb.departments).count - 1, Self.listCountMax, "departments")
        try requireRoom(links.count, Self.listCountMax, "links")
    }

    func link(_ link: LinkIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        let other = try self.other(link.incident, "linked to", context)
        guard !links.contains(where: { $0.incident == other.id && $0.relation == link.relation }) else {
            throw Refusal(.incidentAlreadyLinked, "Incident \(id) is linked to \(other.id) in this way already.", field: "incident")
        }
        try requireRoom(links.count, Self.listCountMax, "links")
        return [.linked(IncidentLinked(incident: other.id, relation: link.relation))]
    }

    /// The second incident of a command: it exists, is another one, and is as real as this one.
    private func other(_ name: IncidentID, _ done: String, _ context: DecisionContext) throws(Refusal) -> Incident {
        guard name != id else {
            throw Refusal(.incidentIntoItself, "Incident \(id) cannot be \(done) itself. Name the other one.", field: "incident")
        }
        guard let other = context.other, other.id == name else {
            throw Refusal(.incidentUnknown, "There is no incident \(name). Look it up on the board; it may have another number.", field: "incident")
        }
        guard other.exercise == exercise else {
            throw Refusal(
                .incidentExerciseApart,
                "One of \(id) and \(name) is an exercise and the other is not; neither can be \(done) the other. Name one of the same sort.",
                field: "incident")
        }
        return other
    }

    /// Both halves of a merge are one append, which the log bounds at a thousand events.
    static let mergedTaskCountMax = 200
}

extension Incident {
    mutating func take(_ body: IncidentAbsorbed) {
        guard state.isOpen else { return }
        for alert in body.alerts where !alerts.contains(alert) { alerts.append(alert) }
        for department in body.departments { involve(department) }
        for step in body.steps where !plan.steps.contains(step) { plan.steps.append(step) }
        addLink(to: body.from, .duplicate)
    }

    mutating func addLink(to incident: IncidentID, _ relation: Relation) {
        let link = Link(incident: incident, relation: relation)
        if !links.contains(link) { links.append(link) }
    }
}
