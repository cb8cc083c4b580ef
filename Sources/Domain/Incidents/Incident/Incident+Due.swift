import City

extension Incident {
    /// What must be commanded, by the system, when. Overdue ones are still in it.
    public func due() -> [Due<IncidentCommand>] {
        var due: [Due<IncidentCommand>] = clocks.due(warn: { .warnClock($0) }, breach: { .breachClock($0) })
        if let pending = personnel.pending {
            due.append(Due(at: pending.answerBy, command: .missRollCall, key: "rollCall/\(pending.number)/miss"))
        } else if let nextAt = personnel.nextAt {
            due.append(Due(at: nextAt, command: .askTeams, key: "rollCall/\(personnel.count + 1)/ask"))
        }
        for task in tasks where task.state.isOpen { due.append(contentsOf: task.due()) }
        return due
    }
}
