import City
import EventLog
import Incidents
import Keys

extension CommandDesk {
    /// Says for the actor's post that a notice has arrived with a person. Throws `Refusal`, `LogFault`.
    public func acknowledge(notice id: NoticeID, by actor: Actor, command: CommandID?) async throws -> Receipt {
        guard let notice = picture.notices[id] else { throw Refusal.unknown("notice", id.rawValue) }
        let lines = lines(of: notice, for: actor)
        guard let line = lines.first(where: { $0.acknowledgedAt == nil }) ?? lines.first else {
            throw Refusal("notice.not-addressed", "Notice \(id) is not addressed to your post; only its recipients acknowledge it.")
        }
        return try await submit(notice: id, .acknowledge(line.post, deputy: line.deputy), by: actor, command: command)
    }

    /// Records that the notices on this actor's screen have reached the post. Called when a board is opened or a stream is flushed to it.
    public func markDelivered(to actor: Actor) async throws {
        guard actor.kind == .person, actor.team == nil else { return }
        for notice in picture.notices.values.sorted(by: { $0.id < $1.id }) {
            for line in lines(of: notice, for: actor) where line.deliveredAt == nil {
                try await submit(notice: notice.id, .deliver(line.post, deputy: line.deputy), by: actor, command: nil)
            }
        }
    }

    /// The lines of a notice that a person answers for: their own as holder or deputy, by the account that the city names; all of their post
    /// where the notice has none for them, as for whoever is on shift.
    nonisolated func lines(of notice: Notice, for actor: Actor) -> [Notice.Recipient] {
        let posts = notice.recipients.filter { isPost($0, of: actor) }
        let own = posts.filter { line in city.post(line.post).map { $0.person(deputy: line.deputy) == actor.name } ?? false }
        return own.isEmpty ? posts : own
    }

    /// A person sits at a post when center and department are theirs; a center's desk has no department.
    nonisolated func isPost(_ recipient: Notice.Recipient, of actor: Actor) -> Bool {
        recipient.center == actor.center && recipient.department == actor.department
    }

    @discardableResult
    func submit(notice id: NoticeID, _ order: NoticeCommand, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try await requireReady()
        let stream = StreamName(category: Picture.Category.notice, id: id.rawValue)
        return try await inTurn(stream) {
            let notice = picture.notices[id]
            let events = try Notice.decide(notice, order)
            guard !events.isEmpty else { return unchanged(stream, version: notice?.version ?? 0) }
            let moment = now()
            let committed = try await commit(events, to: stream, after: notice?.version ?? 0, by: actor, command: command, at: moment)
            for event in events where !committed.recorded.isEmpty { picture.apply(event, to: id, moment, actor) }
            if let last = committed.recorded.last {
                picture.position = max(picture.position, last.position)
                publish(changes(of: id, at: last.position), for: committed.recorded)
            }
            schedule(notice: id)
            return committed.receipt
        }
    }

    /// Sends dead letters of a notice to a subscription again, as a person asks after the receiver has been mended. Throws `Refusal`,
    /// `LogFault`.
    public func resend(notice id: NoticeID, to subscription: SubscriptionID, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try await requireReady()
        if let earlier = try await earlierOutcome(of: command) { return earlier }
        guard picture.notices[id] != nil else { throw Refusal.unknown("notice", id.rawValue) }
        guard let held = picture.subscriptions[subscription], held.removedAt == nil else {
            throw Refusal.unknown("subscription", subscription.rawValue)
        }
        return try await submit(notice: id, .requeue(subscription), by: actor, command: command)
    }

    // MARK: Subscriptions

    /// Adds an outgoing webhook, for what happens from now on; notices of exercises go to it only where it says so. The secret is sealed before it reaches the log.
    public func subscribe(
        name: String, address: String, secret: String, center: CenterCode, department: DepartmentID?, exercises: Bool = false, by actor: Actor,
        command: CommandID?
    ) async throws -> (SubscriptionID, Receipt) {
        try await requireReady()
        guard picture.subscriptions.values.filter({ $0.removedAt == nil }).count < Self.subscriptionCountMax else {
            throw Refusal("subscription.too-many", "There are \(Self.subscriptionCountMax) subscriptions already. Remove one that is not needed.")
        }
        guard secret.utf8.count >= Self.secretBytesMin else {
            throw Refusal("subscription.weak-secret", "The secret must have at least \(Self.secretBytesMin) bytes.", field: "secret")
        }
        guard city.center(center) != nil else { throw Refusal.unknown("center", center.rawValue) }
        let person = try await keys.makePerson()
        let id = SubscriptionID("S-" + person.rawValue)
        let added = SubscriptionAdded(
            id: id, name: name, address: address, center: center, department: department, secret: try await keys.seal(secret, for: person),
            exercises: exercises)
        let receipt = try await write(.added(added), to: id, after: 0, by: actor, command: command)
        return (SubscriptionID(try receipt.id(in: Picture.Category.subscription)), receipt)
    }

    public func unsubscribe(_ id: SubscriptionID, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try await requireReady()
        guard let subscription = picture.subscriptions[id], subscription.removedAt == nil else {
            throw Refusal.unknown("subscription", id.rawValue)
        }
        return try await write(.removed(SubscriptionRemoved()), to: id, after: subscription.version, by: actor, command: command)
    }

    private func write(
        _ event: SubscriptionEvent, to id: SubscriptionID, after version: Int64, by actor: Actor, command: CommandID?
    ) async throws -> Receipt {
        let stream = StreamName(category: Picture.Category.subscription, id: id.rawValue)
        return try await inTurn(stream) {
            let moment = now()
            let committed = try await commit([event], to: stream, after: version, by: actor, command: command, at: moment)
            if !committed.recorded.isEmpty { picture.apply(event, to: id, moment) }
            publish([], for: committed.recorded)
            return committed.receipt
        }
    }

    /// Each subscription costs one lane of the outbox.
    static let subscriptionCountMax = 200
    /// 128 bits, the least that a signature's secret should have.
    static let secretBytesMin = 16
}
