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

    /// The earliest time in `due()`, found without making the commands: it is asked after every change.
    public var nextDue: Instant? {
        var next = clocks.nextDue
        let rollCall = personnel.pending?.answerBy ?? personnel.nextAt
        if let rollCall { next = Swift.min(next ?? rollCall, rollCall) }
        for task in tasks where task.state.isOpen {
            if let due = task.nextDue { next = Swift.min(next ?? due, due) }
        }
        return next
    }
}
