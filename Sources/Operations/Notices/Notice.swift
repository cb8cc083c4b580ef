import City
import Incidents
import RainRounds

/// The name of a notice: its matter and what called for it, so that the same step never notifies twice.
public struct NoticeID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A message that asks for acknowledgement, with one delivery record per recipient and per letter to an outgoing subscription.
public struct Notice: Codable, Hashable, Sendable {
    /// One person that the notice is addressed to: the holder of a post, or its deputy.
    public struct Recipient: Codable, Hashable, Sendable {
        public let post: PostID
        public let center: CenterCode
        public let department: DepartmentID?
        /// True for a line of the post's deputy.
        public let deputy: Bool
        public var deliveredAt: Instant?
        public var acknowledgedAt: Instant?
        public var acknowledgedBy: String?
        /// On the holder's line: when nobody had acknowledged in time and the deputy of the post was told.
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
    /// The incident that it is about; nil for a notice about something else.
    public let incident: IncidentID?
    /// The alert that it is about; nil for a notice about something else.
    public let alert: AlertID?
    /// The rain round that it is about; nil for a notice about something else.
    public let rainRound: RainRoundID?
    public let reason: NoticeReason
    public let title: LocalizedText
    public let text: LocalizedText
    public let owner: CenterCode
    public let issuedAt: Instant
    public let dueAt: Instant
    public let exercise: Bool
    public let synthetic: Bool
    public var recipients: [Recipient]
    public var deliveries: [LetterID: Delivery]
    public var version: Int64

    /// True when nobody has anything left to do with it.
    public var isSettled: Bool { recipients.allSatisfy { isAnswered($0.post) } }

    /// True when holder or deputy have it: an order is addressed to a post, and one person of it is enough.
    public func isAnswered(_ post: PostID) -> Bool { recipients.contains { $0.post == post && $0.acknowledgedAt != nil } }
}

/// What is asked of a notice.
public enum NoticeCommand: Hashable, Sendable {
    case issue(NoticeIssued)
    case deliver(PostID, deputy: Bool)
    case acknowledge(PostID, deputy: Bool)
    case tellDeputy(PostID)
    case recordDelivery(LetterID)
    case recordFailure(NoticeDeliveryFailed)
    case abandon(NoticeDeliveryAbandoned)
    case requeue(SubscriptionID)
}
