import City
import Incidents

/// One letter that a subscription is told something in, and what has become of it.
struct OwedLetter: Hashable, Sendable {
    enum Fate: Hashable, Sendable {
        /// It has to leave; not before a time after a failure.
        case waiting(Instant?)
        /// It is about an exercise, and the subscription does not take those: shown, never sent.
        case heldBack
        case delivered
        /// It was given up, and waits for a person.
        case dead(Instant)
    }

    let id: LetterID
    let notice: NoticeID
    let owner: CenterCode
    /// When there was something to tell.
    let at: Instant
    let attempts: Int
    let fate: Fate

    func isDue(at moment: Instant) -> Bool {
        guard case .waiting(let retryAt) = fate else { return false }
        return retryAt.map { $0 <= moment } ?? true
    }

    var isWaiting: Bool { if case .waiting = fate { true } else { false } }
    var isDead: Bool { if case .dead = fate { true } else { false } }
}

extension Picture {
    /// The letters of a notice to a subscription: about its part of the city, and of what happened since it was added.
    func letters(of notice: Notice, to subscription: Subscription) -> [OwedLetter] {
        guard subscription.removedAt == nil, let city, city.isWithin(notice.owner, subscription.center) else { return [] }
        if let department = subscription.department, !notice.recipients.contains(where: { $0.department == department }) { return [] }
        return notice.occasions.filter { $0.at >= subscription.addedAt }.map { occasion in
            let id = LetterID(subscription.id, deputyOf: occasion.deputyOf)
            let delivery = notice.deliveries[id]
            return OwedLetter(
                id: id, notice: notice.id, owner: notice.owner, at: occasion.at, attempts: delivery?.attempts ?? 0,
                fate: fate(of: delivery, isHeldBack: notice.exercise && !subscription.exercises))
        }
    }

    private func fate(of delivery: Notice.Delivery?, isHeldBack: Bool) -> OwedLetter.Fate {
        if delivery?.deliveredAt != nil { return .delivered }
        if isHeldBack { return .heldBack }
        return (delivery?.abandonedAt).map { .dead($0) } ?? .waiting(delivery?.retryAt)
    }

    /// True while a letter of the notice waits or lies dead.
    func owesLetters(_ notice: Notice) -> Bool {
        subscriptions.values.contains { letters(of: notice, to: $0).contains { $0.isWaiting || $0.isDead } }
    }
}
