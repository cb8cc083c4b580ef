import City

/// The name of an outgoing webhook.
public struct SubscriptionID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// An outside system that is told of notices: where, about which part of the city, and the secret it checks signatures with.
public struct Subscription: Codable, Hashable, Sendable {
    public let id: SubscriptionID
    public let name: String
    public let address: String
    /// Notices owned by this center or one below it are sent.
    public let center: CenterCode
    /// Nil means all departments.
    public let department: DepartmentID?
    /// The signing secret, sealed like a personal field so that the log never shows it.
    public let secret: Sealed
    /// True when it takes notices of exercises too; others are spared them.
    public let exercises: Bool
    /// What was issued before is not sent to it.
    public let addedAt: Instant
    public var removedAt: Instant?
    public var version: Int64
}
