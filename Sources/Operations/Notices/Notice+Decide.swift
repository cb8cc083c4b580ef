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
        case .deliver(let post, let deputy):
            let line = try notice.line(post, deputy: deputy)
            return line.deliveredAt == nil ? [.delivered(NoticeDelivered(post: post, deputy: deputy ? true : nil))] : []
        case .acknowledge(let post, let deputy):
            let line = try notice.line(post, deputy: deputy)
            return line.acknowledgedAt == nil ? [.acknowledged(NoticeAcknowledged(post: post, deputy: deputy ? true : nil))] : []
        case .tellDeputy(let post):
            let line = try notice.line(post, deputy: false)
            let isOpen = !notice.isAnswered(post) && line.deputyToldAt == nil
            return isOpen ? [.deputyTold(NoticeDeputyTold(post: post, addressed: true))] : []
        case .recordDelivery(let letter):
            let confirmed = NoticeDeliveryConfirmed(subscription: letter.subscription, deputyOf: letter.deputyOf)
            return notice.isPending(letter) ? [.deliveryConfirmed(confirmed)] : []
        case .recordFailure(let failed):
            return notice.isPending(failed.letter) ? [.deliveryFailed(failed)] : []
        case .abandon(let abandoned):
            return notice.isPending(abandoned.letter) ? [.deliveryAbandoned(abandoned)] : []
        case .requeue(let subscription): return try notice.requeue(subscription)
        }
    }

    private func line(_ post: PostID, deputy: Bool) throws(Refusal) -> Recipient {
        guard let line = recipients.first(where: { $0.post == post && $0.deputy == deputy }) else {
            throw Refusal("notice.not-addressed", "Notice \(id) is not addressed to post \(post); only its recipients acknowledge it.")
        }
        return line
    }

    private func isPending(_ letter: LetterID) -> Bool {
        guard let delivery = deliveries[letter] else { return true }
        return delivery.deliveredAt == nil && delivery.abandonedAt == nil
    }

    /// All dead letters of the notice to one subscription go out again.
    private func requeue(_ subscription: SubscriptionID) throws(Refusal) -> [NoticeEvent] {
        let dead = deliveries.filter { $0.key.subscription == subscription && $0.value.abandonedAt != nil }.keys
        guard !dead.isEmpty else {
            throw Refusal(
                "notice.no-dead-letter",
                "Notice \(id) has no dead letter to \(subscription): it arrived, waits for its next try, or was never to go there. Reload the list.")
        }
        return dead.sorted { $0.description < $1.description }.map {
            .deliveryRequeued(NoticeDeliveryRequeued(subscription: $0.subscription, deputyOf: $0.deputyOf))
        }
    }

    /// When the deputies of silent recipients are told.
    func due() -> [Due<NoticeCommand>] {
        recipients.compactMap { line in
            guard !line.deputy, line.deputyToldAt == nil, !isAnswered(line.post) else { return nil }
            return Due(at: dueAt, command: .tellDeputy(line.post), key: "deputy/\(line.post)")
        }
    }
}
