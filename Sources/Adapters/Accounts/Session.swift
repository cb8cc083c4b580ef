import City

/// Somebody logged in, as a list of sessions shows it.
public struct Session: Hashable, Sendable {
    /// The longest a session lasts, however busy: a shift with its hand-over, not a week.
    public static let absoluteExpiry: Seconds = .hours(24)
    /// The longest it lasts unused: a board on the wall keeps its event stream open and counts as used.
    public static let idleExpiry: Seconds = .hours(12)
    /// More browsers than one person has; the session unused for longest makes room.
    public static let perAccountMax = 20

    public let account: Account
    /// Names the session in lists and when it is revoked. It opens nothing.
    public let handle: String
    public let address: String
    public let createdAt: Instant
    public let seenAt: Instant
}
