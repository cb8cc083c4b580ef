import City

/// Who has to see to a matter now: a center's post, by its holder or by the deputy.
public struct Responsibility: Codable, Hashable, Sendable {
    public let center: CenterCode
    public let deputy: Bool

    public init(center: CenterCode, deputy: Bool = false) {
        self.center = center
        self.deputy = deputy
    }
}

/// One step up: the deputy first, then the next level.
public struct Escalation: Codable, Hashable, Sendable {
    /// The clock that ran out; nil when a person asked for it.
    public let clock: ClockKind?
    public let to: Responsibility
    public let reason: String?
    /// Whom the same clock would tell next; nil at the top.
    public let next: CenterCode?

    public init(clock: ClockKind?, to: Responsibility, reason: String?, next: CenterCode?) {
        self.clock = clock
        self.to = to
        self.reason = reason
        self.next = next
    }
}

/// One center above the owner.
public struct LevelAbove: Hashable, Sendable {
    public let center: CenterCode
    public let level: CenterLevel

    public init(center: CenterCode, level: CenterLevel) {
        self.center = center
        self.level = level
    }
}
