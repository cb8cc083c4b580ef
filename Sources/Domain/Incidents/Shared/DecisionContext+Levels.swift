import City

extension DecisionContext {
    /// One step up from `current`: its deputy first, then the next level; nil at the top.
    func step(after current: Responsibility, owner: CenterCode) -> Responsibility? {
        current.deputy ? level(above: current.center, owner: owner) : Responsibility(center: current.center, deputy: true)
    }

    /// The next level's holder, for a person who asks for help from above; nil at the top.
    func level(above center: CenterCode, owner: CenterCode) -> Responsibility? {
        guard center != owner, let index = levels.firstIndex(where: { $0.center == center }) else {
            return levels.first.map { Responsibility(center: $0.center) }
        }
        let above = levels.index(after: index)
        return above < levels.endIndex ? Responsibility(center: levels[above].center) : nil
    }

    /// The owner's desk, its deputy, the next level, its deputy … up to the hub.
    func ladder(from owner: CenterCode) -> [Responsibility] {
        ([owner] + levels.map(\.center)).flatMap { [Responsibility(center: $0), Responsibility(center: $0, deputy: true)] }
    }

    /// Whom one clock of an incident tells in turn. Each clock climbs by itself: a report that is late says nothing about the response.
    ///
    /// The owner's desk has had its chance when the clock runs out, so its deputy comes first. A report goes to the level that it is owed
    /// to, and an alarm about people has told the level above the owner already when its clock begins.
    func ladder(of kind: ClockKind, owner: CenterCode) -> [Responsibility] {
        let whole = ladder(from: owner).dropFirst()
        if kind == .personnel { return Array(whole.count > 2 ? whole.dropFirst(2) : whole.suffix(1)) }
        guard let report = clocks.reports.first(where: { ClockKind.report(ReportID($0.id)) == kind }), let place = levels.center(at: report.to),
            let first = whole.firstIndex(of: Responsibility(center: place))
        else { return Array(whole) }
        return Array(whole[first...])
    }

    /// Who is told at once that people are unaccounted for: the level above the owner, at the top the owner's deputy.
    func alarmed(owner: CenterCode) -> Responsibility {
        levels.first.map { Responsibility(center: $0.center) } ?? Responsibility(center: owner, deputy: true)
    }

    /// The next step of a clock that has caused so many. At the top the same post is told once more, and that is the last step.
    func escalation(of kind: ClockKind, after steps: Int, owner: CenterCode) -> Escalation {
        let ladder = ladder(of: kind, owner: owner)
        let step = min(steps, ladder.count - 1)
        return Escalation(clock: kind, to: ladder[step], reason: nil, next: step + 1 < ladder.count ? ladder[step + 1].center : nil)
    }

    /// A clock of an incident that starts now.
    func clock(_ kind: ClockKind, _ span: Seconds, owner: CenterCode) -> Clock {
        Clock(
            kind: kind, startedAt: now, span: span, warnAtFraction: clocks.warnAtFraction,
            escalateTo: ladder(of: kind, owner: owner).first?.center)
    }

    /// True for the owner, every center above it, and Bayu itself.
    public func speaks(for owner: CenterCode) -> Bool {
        actor.kind == .system || actor.center == owner || levels.contains { $0.center == actor.center }
    }

    /// A clock that starts now and, run out, tells whoever comes after `current`.
    func clock(_ kind: ClockKind, _ span: Seconds, after current: Responsibility, owner: CenterCode) -> Clock {
        Clock(
            kind: kind, startedAt: now, span: span, warnAtFraction: clocks.warnAtFraction,
            escalateTo: step(after: current, owner: owner)?.center)
    }

    /// What a clock that ran out leads to. At the top the same post is told once more, and that is the last step.
    func escalation(of kind: ClockKind, from current: Responsibility, owner: CenterCode) -> Escalation {
        let target = step(after: current, owner: owner) ?? current
        return Escalation(clock: kind, to: target, reason: nil, next: step(after: target, owner: owner)?.center)
    }

    /// The next level, as a person asks for it.
    func escalation(reason: String?, from current: Responsibility, owner: CenterCode) -> Escalation? {
        guard let target = level(above: current.center, owner: owner) else { return nil }
        return Escalation(clock: nil, to: target, reason: reason, next: step(after: target, owner: owner)?.center)
    }
}

extension [LevelAbove] {
    /// The center of exactly that level; nil when the owner stands there itself or above.
    func center(at level: CenterLevel) -> CenterCode? { first { $0.level == level }?.center }
}
