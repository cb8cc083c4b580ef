import City
import Incidents

extension Notice {
    /// What follows from a command, or why it is refused. Asking again for what is already so yields nothing, so that a repeated
    /// delivery or acknowledgement stays harmless.
    static func decide(_ notice: Notice?, _ command: NoticeCommand) throws(Refusal) -> [NoticeEvent] {
        guard let notice else {
            guard case .issue(let issued) = command else {
                throw Refusal("notice.unknown", "No such notice. Reload the list of notices.")
            }
            return [.issued(issued)]
        }
        switch command {
        case .issue: return []
        case .deliver(let post):
            return try notice.recipient(post).deliveredAt == nil ? [.delivered(NoticeDelivered(post: post))] : []
        case .acknowledge(let post):
            return try notice.recipient(post).acknowledgedAt == nil ? [.acknowledged(NoticeAcknowledged(post: post))] : []
        case .tellDeputy(let post):
            let recipient = try notice.recipient(post)
            let isOpen = recipient.acknowledgedAt == nil && recipient.deputyToldAt == nil
            return isOpen ? [.deputyTold(NoticeDeputyTold(post: post))] : []
        case .recordDelivery(let subscription):
            return notice.isPending(subscription) ? [.deliveryConfirmed(NoticeDeliveryConfirmed(subscription: subscription))] : []
        case .recordFailure(let failed):
            return notice.isPending(failed.subscription) ? [.deliveryFailed(failed)] : []
        case .abandon(let abandoned):
            return notice.isPending(abandoned.subscription) ? [.deliveryAbandoned(abandoned)] : []
        }
    }

    private func recipient(_ post: PostID) throws(Refusal) -> Recipient {
        guard let recipient = recipients.first(where: { $0.post == post }) else {
            throw Refusal("notice.not-addressed", "Notice \(id) is not addressed to post \(post); only its recipients acknowledge it.")
        }
        return recipient
    }

    private func isPending(_ subscription: SubscriptionID) -> Bool {
        guard let delivery = deliveries[subscription] else { return true }
        return delivery.deliveredAt == nil && delivery.abandonedAt == nil
    }

    /// The state after an event; an event that does not fit leaves it as it was.
    static func evolve(_ notice: Notice?, _ event: NoticeEvent, at: Instant, by actor: Actor) -> Notice? {
        guard var notice else {
            guard case .issued(let issued) = event else { return nil }
            return Notice(issued, at: at)
        }
        notice.version += 1
        switch event {
        case .issued: break
        case .delivered(let reached): notice.change(reached.post) { $0.deliveredAt = at }
        case .acknowledged(let reached):
            notice.change(reached.post) {
                $0.deliveredAt = $0.deliveredAt ?? at
                $0.acknowledgedAt = at
                $0.acknowledgedBy = actor.name
            }
        case .deputyTold(let reached): notice.change(reached.post) { $0.deputyToldAt = at }
        case .deliveryConfirmed(let confirmed):
            notice.changeDelivery(confirmed.subscription) {
                $0.deliveredAt = at
                $0.retryAt = nil
            }
        case .deliveryFailed(let failed):
            notice.changeDelivery(failed.subscription) {
                $0.attempts = failed.attempt
                $0.retryAt = failed.retryAt
                $0.lastError = failed.error
            }
        case .deliveryAbandoned(let abandoned):
            notice.changeDelivery(abandoned.subscription) {
                $0.attempts = abandoned.attempt
                $0.retryAt = nil
                $0.abandonedAt = at
                $0.lastError = abandoned.error
            }
        }
        return notice
    }

    private init(_ issued: NoticeIssued, at: Instant) {
        self.init(
            id: issued.id, incident: issued.incident, title: issued.title, text: issued.text, owner: issued.owner, issuedAt: at, dueAt: issued.dueAt,
            exercise: issued.exercise, synthetic: issued.synthetic,
            recipients: issued.recipients.map { Recipient(post: $0.post, center: $0.center, department: $0.department) }, deliveries: [:], version: 1)
    }

    private mutating func change(_ post: PostID, _ body: (inout Recipient) -> Void) {
        guard let index = recipients.firstIndex(where: { $0.post == post }) else { return }
        body(&recipients[index])
    }

    private mutating func changeDelivery(_ subscription: SubscriptionID, _ body: (inout Delivery) -> Void) {
        body(&deliveries[subscription, default: Delivery(attempts: 0)])
    }

    /// When the deputies of silent recipients are told.
    func due() -> [Due<NoticeCommand>] {
        recipients.compactMap { recipient in
            guard recipient.acknowledgedAt == nil, recipient.deputyToldAt == nil else { return nil }
            return Due(at: dueAt, command: .tellDeputy(recipient.post), key: "deputy/\(recipient.post)")
        }
    }
}
