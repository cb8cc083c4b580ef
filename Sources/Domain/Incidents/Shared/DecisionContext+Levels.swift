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

    /// True for the owner, every center above it, and Bayu itself.
    func speaks(for owner: CenterCode) -> Bool {
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
