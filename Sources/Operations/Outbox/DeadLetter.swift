import City
import Incidents

/// A letter that does not leave by itself, with the reason: it was given up, or it is about an exercise and held back.
public struct DeadLetter: Codable, Sendable {
    public let notice: NoticeID
    public let incident: IncidentID?
    public let alert: AlertID?
    public let subscription: SubscriptionID
    public let subscriptionName: String
    /// The post whose deputy it tells; nil for the first letter of a notice.
    public let deputyOf: PostID?
    public let attempts: Int
    public let error: String
    /// Nil for a letter that is held back.
    public let abandonedAt: Instant?
    /// Since when a letter about an exercise has been held back; nil for one that was given up.
    public let heldBackAt: Instant?

    init(_ notice: Notice, _ letter: LetterID, named name: String, abandonedAt: Instant?, heldBackAt: Instant?) {
        self.notice = notice.id
        incident = notice.incident
        alert = notice.alert
        subscription = letter.subscription
        subscriptionName = name
        deputyOf = letter.deputyOf
        attempts = notice.deliveries[letter]?.attempts ?? 0
        error = notice.deliveries[letter]?.lastError ?? ""
        self.abandonedAt = abandonedAt
        self.heldBackAt = heldBackAt
    }

    /// When it came to rest.
    var since: Instant? { abandonedAt ?? heldBackAt }
}

extension CommandDesk {
    /// Letters that were given up, then those of exercises that are held back, newest first.
    public func deadLetters() -> [DeadLetter] {
        let dead = picture.notices.values.flatMap { notice in
            notice.deliveries.compactMap { id, delivery in
                delivery.abandonedAt.map {
                    DeadLetter(notice, id, named: picture.subscriptions[id.subscription]?.name ?? "", abandonedAt: $0, heldBackAt: nil)
                }
            }
        }
        return newest(dead) + newest(heldBack())
    }

    private func heldBack() -> [DeadLetter] {
        picture.notices.values.filter(\.exercise).flatMap { notice in
            picture.subscriptions.values.flatMap { subscription in
                picture.letters(of: notice, to: subscription).filter { $0.fate == .heldBack }.map {
                    DeadLetter(notice, $0.id, named: subscription.name, abandonedAt: nil, heldBackAt: $0.at)
                }
            }
        }
    }

    private func newest(_ letters: [DeadLetter]) -> [DeadLetter] {
        let start = Instant(millisecondsSince1970: 0)
        return Array(letters.sorted { ($0.since ?? start, $0.notice) > ($1.since ?? start, $1.notice) }.prefix(Self.noticeLinesMax))
    }

    public func subscriptions() -> [SubscriptionView] {
        picture.subscriptions.values.filter { $0.removedAt == nil }.sorted { $0.id < $1.id }.map { subscription in
            let letters = picture.notices.values.flatMap { picture.letters(of: $0, to: subscription) }
            let failed = letters.filter { $0.attempts > 0 && ($0.isWaiting || $0.isDead) }.max { $0.at < $1.at }
            return SubscriptionView(
                id: subscription.id, name: subscription.name, address: subscription.address, center: subscription.center,
                department: subscription.department, exercises: subscription.exercises, waiting: letters.count { $0.isWaiting },
                heldBack: letters.count { $0.fate == .heldBack },
                lastError: failed.flatMap { picture.notices[$0.notice]?.deliveries[$0.id]?.lastError })
        }
    }
}

/// An outgoing webhook and how it fares.
public struct SubscriptionView: Codable, Sendable {
    public let id: SubscriptionID
    public let name: String
    public let address: String
    public let center: CenterCode
    public let department: DepartmentID?
    /// True when it takes notices of exercises.
    public let exercises: Bool
    public let waiting: Int
    /// Letters about exercises that it is spared.
    public let heldBack: Int
    public let lastError: String?
}
