import City
import Incidents

extension Notice {
    /// The state after an event; an event that does not fit leaves it as it was.
    static func evolve(_ notice: Notice?, _ event: NoticeEvent, at: Instant, by actor: Actor) -> Notice? {
        guard var notice else {
            guard case .issued(let issued) = event else { return nil }
            return Notice(issued, at: at)
        }
        notice.version += 1
        switch event {
        case .issued: break
        case .delivered(let reached): notice.change(reached.post, deputy: reached.deputy) { $0.deliveredAt = at }
        case .acknowledged(let reached):
            notice.change(reached.post, deputy: reached.deputy) {
                $0.deliveredAt = $0.deliveredAt ?? at
                $0.acknowledgedAt = at
                $0.acknowledgedBy = actor.name
            }
        case .deputyTold(let told): notice.take(told, at: at)
        case .deliveryConfirmed, .deliveryFailed, .deliveryAbandoned, .deliveryRequeued: notice.takeDelivery(event, at: at)
        }
        return notice
    }

    private init(_ issued: NoticeIssued, at: Instant) {
        self.init(
            id: issued.id, incident: issued.incident, alert: issued.alert, rainRound: issued.rainRound, reason: issued.reason ?? .plan,
            title: issued.title, text: issued.text, owner: issued.owner, issuedAt: at, dueAt: issued.dueAt, exercise: issued.exercise,
            synthetic: issued.synthetic,
            recipients: issued.recipients.map {
                Recipient(post: $0.post, center: $0.center, department: $0.department, deputy: $0.deputy ?? false)
            }, deliveries: [:], version: 1)
    }

    /// The deputy gets a line of their own, to be delivered and acknowledged like the holder's.
    private mutating func take(_ told: NoticeDeputyTold, at: Instant) {
        change(told.post, deputy: nil) { $0.deputyToldAt = at }
        guard told.addressed == true, !recipients.contains(where: { $0.post == told.post && $0.deputy }),
            let line = recipients.first(where: { $0.post == told.post })
        else { return }
        recipients.append(Recipient(post: line.post, center: line.center, department: line.department, deputy: true))
    }

    private mutating func takeDelivery(_ event: NoticeEvent, at: Instant) {
        switch event {
        case .deliveryConfirmed(let confirmed):
            changeDelivery(confirmed.letter) {
                $0.deliveredAt = at
                $0.retryAt = nil
            }
        case .deliveryFailed(let failed):
            changeDelivery(failed.letter) {
                $0.attempts = failed.attempt
                $0.retryAt = failed.retryAt
                $0.lastError = failed.error
            }
        case .deliveryAbandoned(let abandoned):
            changeDelivery(abandoned.letter) {
                $0.attempts = abandoned.attempt
                $0.retryAt = nil
                $0.abandonedAt = at
                $0.lastError = abandoned.error
            }
        case .deliveryRequeued(let requeued):
            changeDelivery(requeued.letter) {
                $0.attempts = 0
                $0.abandonedAt = nil
            }
        default: break
        }
    }

    private mutating func change(_ post: PostID, deputy: Bool?, _ body: (inout Recipient) -> Void) {
        guard let index = recipients.firstIndex(where: { $0.post == post && $0.deputy == (deputy ?? false) }) else { return }
        body(&recipients[index])
    }

    private mutating func changeDelivery(_ letter: LetterID, _ body: (inout Delivery) -> Void) {
        body(&deliveries[letter, default: Delivery(attempts: 0)])
    }
}
