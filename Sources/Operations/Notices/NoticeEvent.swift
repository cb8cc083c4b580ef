import City
import Incidents
import RainRounds

/// What called for a notice.
public enum NoticeReason: String, Codable, Sendable {
    /// A step of the plan.
    case plan
    /// A clock that ran out, or a person who asked for help from above.
    case escalation
}

/// A message went out to its recipients.
public struct NoticeIssued: EventBody {
    public static let type = "NoticeIssued"
    public let id: NoticeID
    /// Nil for a notice about an alert or a rain round.
    public let incident: IncidentID?
    public let title: LocalizedText
    public let text: LocalizedText
    public let owner: CenterCode
    public let dueAt: Instant
    public let exercise: Bool
    public let synthetic: Bool
    public let recipients: [Address]
    /// Nil for a notice about something else.
    public let alert: AlertID?
    /// Nil for a notice about something else.
    public let rainRound: RainRoundID?
    /// Nil for a step of the plan, the only reason there was at first.
    public let reason: NoticeReason?

    /// A post, with the center and department that it belongs to.
    public struct Address: Codable, Hashable, Sendable {
        public let post: PostID
        public let center: CenterCode
        public let department: DepartmentID?
        /// True when its deputy is meant; nil for the holder.
        public let deputy: Bool?

        init(_ post: Post, deputy: Bool? = nil) {
            self.post = post.id
            center = post.center
            department = post.department
            self.deputy = deputy
        }
    }
}

/// It is on a screen of the post.
public struct NoticeDelivered: EventBody {
    public static let type = "NoticeDelivered"
    public let post: PostID
    /// True for the deputy's line; nil for the holder's.
    public let deputy: Bool?
}

/// Somebody at the post says that they have it.
public struct NoticeAcknowledged: EventBody {
    public static let type = "NoticeAcknowledged"
    public let post: PostID
    /// True for the deputy's line; nil for the holder's.
    public let deputy: Bool?
}

/// Nobody at the post acknowledged in time, so its deputy was told.
public struct NoticeDeputyTold: EventBody {
    public static let type = "NoticeDeputyTold"
    public let post: PostID
    /// True when the deputy became a recipient, with a line and letters of their own. Nil in old logs, which only noted the time: they must
    /// not start to send letters about what is long over.
    public let addressed: Bool?
}

/// An outside system took the letter.
public struct NoticeDeliveryConfirmed: EventBody {
    public static let type = "NoticeDeliveryConfirmed"
    public let subscription: SubscriptionID
    public let deputyOf: PostID?
    var letter: LetterID { LetterID(subscription, deputyOf: deputyOf) }
}

/// An outside system did not take it; it is tried again.
public struct NoticeDeliveryFailed: EventBody {
    public static let type = "NoticeDeliveryFailed"
    public let subscription: SubscriptionID
    public let deputyOf: PostID?
    public let attempt: Int
    public let error: String
    public let retryAt: Instant
    var letter: LetterID { LetterID(subscription, deputyOf: deputyOf) }
}

/// It is not tried again by itself: the letter lies on the dead-letter list.
public struct NoticeDeliveryAbandoned: EventBody {
    public static let type = "NoticeDeliveryAbandoned"
    public let subscription: SubscriptionID
    public let deputyOf: PostID?
    public let attempt: Int
    public let error: String
    var letter: LetterID { LetterID(subscription, deputyOf: deputyOf) }
}

/// A person asked that a dead letter be sent again, with all its attempts.
public struct NoticeDeliveryRequeued: EventBody {
    public static let type = "NoticeDeliveryRequeued"
    public let subscription: SubscriptionID
    public let deputyOf: PostID?
    var letter: LetterID { LetterID(subscription, deputyOf: deputyOf) }
}

/// What happened to a notice.
public enum NoticeEvent: StreamEvent {
    case issued(NoticeIssued)
    case delivered(NoticeDelivered)
    case acknowledged(NoticeAcknowledged)
    case deputyTold(NoticeDeputyTold)
    case deliveryConfirmed(NoticeDeliveryConfirmed)
    case deliveryFailed(NoticeDeliveryFailed)
    case deliveryAbandoned(NoticeDeliveryAbandoned)
    case deliveryRequeued(NoticeDeliveryRequeued)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .issued(let body): body
        case .delivered(let body): body
        case .acknowledged(let body): body
        case .deputyTold(let body): body
        case .deliveryConfirmed(let body): body
        case .deliveryFailed(let body): body
        case .deliveryAbandoned(let body): body
        case .deliveryRequeued(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        switch type {
        case NoticeIssued.type: self = .issued(try source.decode(NoticeIssued.self))
        case NoticeDelivered.type: self = .delivered(try source.decode(NoticeDelivered.self))
        case NoticeAcknowledged.type: self = .acknowledged(try source.decode(NoticeAcknowledged.self))
        case NoticeDeputyTold.type: self = .deputyTold(try source.decode(NoticeDeputyTold.self))
        case NoticeDeliveryConfirmed.type: self = .deliveryConfirmed(try source.decode(NoticeDeliveryConfirmed.self))
        case NoticeDeliveryFailed.type: self = .deliveryFailed(try source.decode(NoticeDeliveryFailed.self))
        case NoticeDeliveryAbandoned.type: self = .deliveryAbandoned(try source.decode(NoticeDeliveryAbandoned.self))
        case NoticeDeliveryRequeued.type: self = .deliveryRequeued(try source.decode(NoticeDeliveryRequeued.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}
