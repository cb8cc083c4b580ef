import City

extension Clock {
    /// What a clock does next by itself.
    enum Firing { case warn, breach }

    /// The next firing: the warning, the breach, then one step of escalation per span that passes unheeded.
    var nextFiring: (at: Instant, firing: Firing)? {
        guard isRunning else { return nil }
        if breachedAt == nil { return warnedAt == nil && warnAt < dueAt ? (warnAt, .warn) : (dueAt, .breach) }
        guard escalateTo != nil else { return nil }
        return (dueAt.advanced(by: Seconds(milliseconds: step * Int64(escalationCount))), .breach)
    }

    /// The name of a firing, always the same for it.
    func key(of firing: Firing) -> String {
        if breachedAt != nil { return key("/step/" + String(escalationCount)) }
        return key(firing == .warn ? "/warn" : "/breach")
    }

    /// Steps of escalation are a span apart, at least a minute, so that a very short clock does not climb to the hub in seconds.
    private var step: Int64 { max(span.milliseconds, 60_000) }

    /// Joined by hand: every change of an incident makes the keys of all its clocks, and interpolation costs about a microsecond each.
    private func key(_ firing: String) -> String { kind.rawValue + "/" + String(startedAt.millisecondsSince1970) + firing }

    /// A breach that is due does not wait for a warning that nobody gave.
    func isDue(_ firing: Firing, at now: Instant) -> Bool {
        if firing == .breach, breachedAt == nil { return isRunning && dueAt <= now }
        guard let next = nextFiring else { return false }
        return next.firing == firing && next.at <= now
    }

    mutating func stop(at moment: Instant) {
        guard stoppedAt == nil else { return }
        resume(at: moment)
        stoppedAt = moment
    }

    mutating func pause(at moment: Instant) {
        guard isRunning else { return }
        pausedAt = moment
    }

    mutating func resume(at moment: Instant) {
        guard stoppedAt == nil, let since = pausedAt else { return }
        let pause = max(moment.since(since), .zero)
        pausedFor = pausedFor + pause
        warnAt = warnAt.advanced(by: pause)
        dueAt = dueAt.advanced(by: pause)
        pausedAt = nil
    }

    /// A fresh clock of the same kind and span.
    func restarted(at moment: Instant, escalateTo next: CenterCode?) -> Clock {
        let part = span.milliseconds == 0 ? 1 : (warnAt.since(startedAt) - pausedFor).value / span.value
        return Clock(kind: kind, startedAt: moment, span: span, warnAtFraction: part, escalateTo: next)
    }

    /// The same clock with another span, for another grade. One that has run out stays as it is.
    func respanned(_ span: Seconds, warnAtFraction: Double) -> Clock {
        guard stoppedAt == nil, breachedAt == nil else { return self }
        var next = self
        next.warnAt = startedAt.advanced(by: span * min(max(warnAtFraction, 0), 1) + pausedFor)
        next.dueAt = startedAt.advanced(by: span + pausedFor)
        return next
    }
}

extension [Clock] {
    func clock(_ kind: ClockKind) -> Clock? { first { $0.kind == kind } }

    mutating func change(_ kind: ClockKind, _ change: (inout Clock) -> Void) {
        guard let index = firstIndex(where: { $0.kind == kind }) else { return }
        change(&self[index])
    }

    mutating func stop(_ kind: ClockKind, at moment: Instant) { change(kind) { $0.stop(at: moment) } }
    mutating func stopAll(at moment: Instant) { for index in indices { self[index].stop(at: moment) } }

    /// Puts each clock in the place of the one of its kind.
    mutating func set(_ clocks: [Clock]) {
        for clock in clocks {
            if let index = firstIndex(where: { $0.kind == clock.kind }) { self[index] = clock } else { append(clock) }
        }
    }

    mutating func warn(_ kind: ClockKind, at moment: Instant) { change(kind) { if $0.stoppedAt == nil { $0.warnedAt = moment } } }
    mutating func breach(_ kind: ClockKind, at moment: Instant) {
        change(kind) { if $0.stoppedAt == nil, $0.breachedAt == nil { $0.breachedAt = moment } }
    }

    mutating func escalate(_ escalation: Escalation) {
        guard let kind = escalation.clock else { return }
        change(kind) { clock in
            clock.escalationCount += 1
            clock.escalateTo = escalation.next
        }
    }

    /// The next firing of every running clock.
    func due<Command>(prefix: String = "", warn: (ClockKind) -> Command, breach: (ClockKind) -> Command) -> [Due<Command>] {
        compactMap { clock in
            guard let next = clock.nextFiring else { return nil }
            return Due(
                at: next.at, command: next.firing == .warn ? warn(clock.kind) : breach(clock.kind), key: prefix + clock.key(of: next.firing))
        }
    }

    /// When the first of them fires.
    var nextDue: Instant? { lazy.compactMap { $0.nextFiring?.at }.min() }
}
