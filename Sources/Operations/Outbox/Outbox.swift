import City
import EventLog
import Gateways
import Incidents
import Keys

/// Carries letters to outside systems. What is pending is read off the notices, so a restart forgets and repeats nothing; the key of a
/// letter is the same at every attempt, so a receiver can tell a repetition.
///
/// Each subscription is a lane with at most one letter under way: a dead or slow receiver delays nobody but itself.
public actor Outbox {
    private let desk: CommandDesk
    private let gateway: any NoticeGateway
    private let now: @Sendable () -> Instant
    private var lanesBusy: Set<SubscriptionID> = []

    public init(desk: CommandDesk, gateway: any NoticeGateway, now: @escaping @Sendable () -> Instant) {
        self.desk = desk
        self.gateway = gateway
        self.now = now
    }

    /// Sends what is due, one letter in each idle lane, and returns when those letters are settled.
    public func sendDue() async {
        let letters = await desk.pendingLetters(at: now()).filter { !lanesBusy.contains($0.subscription) }
        await withTaskGroup(of: Void.self) { group in
            for letter in letters {
                lanesBusy.insert(letter.subscription)
                group.addTask { await self.send(letter) }
            }
        }
    }

    private func send(_ pending: PendingLetter) async {
        defer { lanesBusy.remove(pending.subscription) }
        let system = desk.system(at: pending.owner, "outbox")
        do {
            let letter = try await desk.letter(for: pending)
            do {
                try await gateway.deliver(letter)
                try await desk.submit(notice: pending.notice, .recordDelivery(pending.subscription), by: system, command: nil)
            } catch let fault as GatewayFault {
                try await record(fault, of: pending, by: system)
            }
        } catch {
            await desk.noteFault("The letter \(pending.key) could not be sent or recorded: \(error). It stays pending.")
        }
    }

    private func record(_ fault: GatewayFault, of pending: PendingLetter, by system: Actor) async throws {
        let attempt = pending.attempts + 1
        guard fault.retryable, let wait = RetryPolicy.standard.delay(afterAttempt: attempt, key: pending.key) else {
            let abandoned = NoticeDeliveryAbandoned(subscription: pending.subscription, attempt: attempt, error: fault.message)
            try await desk.submit(notice: pending.notice, .abandon(abandoned), by: system, command: nil)
            return
        }
        let failed = NoticeDeliveryFailed(
            subscription: pending.subscription, attempt: attempt, error: fault.message, retryAt: now().advanced(by: wait))
        try await desk.submit(notice: pending.notice, .recordFailure(failed), by: system, command: nil)
    }
}

/// A letter that has not arrived yet.
struct PendingLetter: Hashable, Sendable {
    let notice: NoticeID
    let subscription: SubscriptionID
    let owner: CenterCode
    let attempts: Int
    var key: String { "\(notice)/\(subscription)" }
}

extension CommandDesk {
    /// The oldest due letter of each subscription.
    func pendingLetters(at moment: Instant) -> [PendingLetter] {
        let active = picture.subscriptions.values.filter { $0.removedAt == nil }
        guard !active.isEmpty else { return [] }
        let notices = picture.notices.values.sorted { ($0.issuedAt, $0.id) < ($1.issuedAt, $1.id) }
        return active.compactMap { subscription in
            notices.lazy.compactMap { self.pending($0, for: subscription, at: moment) }.first
        }
    }

    private func pending(_ notice: Notice, for subscription: Subscription, at moment: Instant) -> PendingLetter? {
        guard city.isWithin(notice.owner, subscription.center) else { return nil }
        if let department = subscription.department, !notice.recipients.contains(where: { $0.department == department }) { return nil }
        let delivery = notice.deliveries[subscription.id]
        guard delivery?.deliveredAt == nil, delivery?.abandonedAt == nil, (delivery?.retryAt).map({ $0 <= moment }) ?? true else { return nil }
        return PendingLetter(notice: notice.id, subscription: subscription.id, owner: notice.owner, attempts: delivery?.attempts ?? 0)
    }

    /// The letter as it goes out. Throws `Refusal` when notice or subscription are gone, `KeyFault`.
    func letter(for pending: PendingLetter) async throws -> Letter {
        guard let notice = picture.notices[pending.notice], let subscription = picture.subscriptions[pending.subscription] else {
            throw Refusal.unknown("notice", pending.notice.rawValue)
        }
        let secret = try await keys.open(subscription.secret)
        return Letter(
            key: pending.key, address: subscription.address, secret: [UInt8](secret.utf8), body: try coding.bytes(NoticeView(notice, city)))
    }
}
