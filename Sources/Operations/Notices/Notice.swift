import City
import Incidents

/// The name of a notice: its incident and the step that called for it, so that the same step never notifies twice.
public struct NoticeID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A message that asks for acknowledgement, with one delivery record per recipient and per outgoing subscription.
public struct Notice: Codable, Hashable, Sendable {
    /// One post that the notice is addressed to.
    public struct Recipient: Codable, Hashable, Sendable {
        public let post: PostID
        public let center: CenterCode
        public let department: DepartmentID?
        public var deliveredAt: Instant?
        public var acknowledgedAt: Instant?
        public var acknowledgedBy: String?
        /// Set when nobody acknowledged in time and the deputy of the post was told.
        public var deputyToldAt: Instant?
    }

    /// What happened to one letter to one subscription.
    public struct Delivery: Codable, Hashable, Sendable {
        public var attempts: Int
        public var retryAt: Instant?
        public var deliveredAt: Instant?
        public var abandonedAt: Instant?
        public var lastError: String?
    }

    public let id: NoticeID
    public let incident: IncidentID
    public let title: LocalizedText
    public let text: LocalizedText
    public let owner: CenterCode
    public let issuedAt: Instant
    public let dueAt: Instant
    public let exercise: Bool
    public let synthetic: Bool
    public var recipients: [Recipient]
    public var deliveries: [SubscriptionID: Delivery]
    public var version: Int64

    /// True when nobody has anything left to do with it.
    public var isSettled: Bool { recipients.allSatisfy { $0.acknowledgedAt != nil } }
}

/// What is asked of a notice.
public enum NoticeCommand: Hashable, Sendable {
    case issue(NoticeIssued)
    case deliver(PostID)
    case acknowledge(PostID)
    case tellDeputy(PostID)
    case recordDelivery(SubscriptionID)
    case recordFailure(NoticeDeliveryFailed)
    case abandon(NoticeDeliveryAbandoned)
}
