import City

extension Alert {
    /// What must be commanded, by the system, when. Overdue ones are still in it.
    public func due() -> [Due<AlertCommand>] {
        var due: [Due<AlertCommand>] = clocks.due(warn: { .warnClock($0) }, breach: { .breachClock($0) })
        if let expiresAt, state.isUndecided {
            due.append(Due(at: expiresAt, command: .expire, key: "expire/\(expiresAt.millisecondsSince1970)"))
        }
        return due
    }
}
