import City

/// A time limit on one thing. Several clocks of one matter run independently of each other.
public struct Clock: Codable, Hashable, Sendable {
    /// When a clock counts. The loop knows no office hours, so far: danger has none.
    public enum Calendar: String, Codable, Sendable { case continuous }

    public let kind: ClockKind
    public let startedAt: Instant
    public internal(set) var pausedFor: Seconds
    public internal(set) var pausedAt: Instant?
    public internal(set) var warnAt: Instant
    public internal(set) var dueAt: Instant
    public internal(set) var warnedAt: Instant?
    public internal(set) var breachedAt: Instant?
    public internal(set) var stoppedAt: Instant?
    public let calendar: Calendar
    /// The center that is put in charge or told next when the clock runs out; nil when nobody is left above.
    public internal(set) var escalateTo: CenterCode?
    /// How many steps of escalation this clock has caused.
    public internal(set) var escalationCount: Int

    public init(kind: ClockKind, startedAt: Instant, span: Seconds, warnAtFraction: Double, escalateTo: CenterCode?) {
        self.kind = kind
        self.startedAt = startedAt
        pausedFor = .zero
        warnAt = startedAt.advanced(by: span * min(max(warnAtFraction, 0), 1))
        dueAt = startedAt.advanced(by: span)
        calendar = .continuous
        self.escalateTo = escalateTo
        escalationCount = 0
    }

    /// The time it grants, without pauses.
    public var span: Seconds { dueAt.since(startedAt) - pausedFor }
    public var isRunning: Bool { stoppedAt == nil && pausedAt == nil }

    private enum CodingKeys: String, CodingKey {
        case kind, startedAt, pausedFor, pausedAt, warnAt, dueAt, warnedAt, breachedAt, stoppedAt, calendar, escalateTo, escalationCount
    }
}
