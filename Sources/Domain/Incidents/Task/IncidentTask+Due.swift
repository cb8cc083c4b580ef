import City

extension IncidentTask {
    /// What must be commanded, by the system, when: clocks, sending, the end of a parking.
    func due() -> [Due<IncidentCommand>] {
        let prefix = "task/" + id.rawValue + "/"
        let task = id
        var due: [Due<IncidentCommand>] = clocks.due(
            prefix: prefix, warn: { .task(task, .warnClock($0)) }, breach: { .task(task, .breachClock($0)) })
        if needsSending, let since = history.last {
            due.append(Due(at: since.at, command: .task(id, .send), key: "\(prefix)send/\(changeCount)"))
        }
        if let parked { due.append(Due(at: parked.until, command: .task(id, .resume), key: "\(prefix)resume/\(changeCount)")) }
        return due
    }

    /// The earliest time in `due()`.
    var nextDue: Instant? {
        let sending = needsSending ? history.last?.at : nil
        return [clocks.nextDue, sending, parked?.until].lazy.compactMap(\.self).min()
    }
}
