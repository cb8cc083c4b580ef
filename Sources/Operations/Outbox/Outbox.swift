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

    /// Letters that one lane sends in one round. A receiver that was away for a night is caught up with in some rounds, and a lane never keeps
    /// a list that has long become another.
    public static let lettersPerRoundMax = 64

    public init(desk: CommandDesk, gateway: any NoticeGateway, now: @escaping @Sendable () -> Instant) {
        self.desk = desk
        self.gateway = gateway
        self.now = now
    }

    /// Sends what is due, in each idle lane one letter after the other, and returns when those letters are settled.
    public func sendDue() async {
        let lanes = await desk.dueLetters(at: now()).filter { !lanesBusy.contains($0.key) }
        await withTaskGroup(of: Void.self) { group in
            for (subscription, letters) in lanes {
                lanesBusy.insert(subscription)
                group.addTask { await self.empty(subscription, letters) }
            }
        }
    }

    /// A lane stops for this round at the first letter that does not arrive: the receiver is not well, and the next ones would fare no better.
    private func empty(_ subscription: SubscriptionID, _ letters: [OwedLetter]) async {
        defer { lanesBusy.remove(subscription) }
        for letter in letters { guard await send(letter) else { return } }
    }

    /// True when the letter arrived.
    private func send(_ owed: OwedLetter) async -> Bool {
        let system = desk.system(at: owed.owner, "outbox")
        do {
            let letter = try await desk.letter(for: owed)
            do {
                try await gateway.deliver(letter)
                try await desk.submit(notice: owed.notice, .recordDelivery(owed.id), by: system, command: nil)
                return true
            } catch let fault as GatewayFault {
                try await record(fault, of: owed, by: system)
            }
        } catch {
            await desk.noteFault("The letter \(owed.key) could not be sent or recorded: \(error). It stays pending.")
        }
        return false
    }

    private func record(_ fault: GatewayFault, of owed: OwedLetter, by system: Actor) async throws {
        let attempt = owed.attempts + 1
        guard fault.retryable, let wait = RetryPolicy.standard.delay(afterAttempt: attempt, key: owed.key) else {
            let abandoned = NoticeDeliveryAbandoned(
                subscription: owed.id.subscription, deputyOf: owed.id.deputyOf, attempt: attempt, error: fault.message)
            try await desk.submit(notice: owed.notice, .abandon(abandoned), by: system, command: nil)
            return
        }
        let failed = NoticeDeliveryFailed(
            subscription: owed.id.subscription, deputyOf: owed.id.deputyOf, attempt: attempt, error: fault.message,
            retryAt: now().advanced(by: wait))
        try await desk.submit(notice: owed.notice, .recordFailure(failed), by: system, command: nil)
    }
}

extension OwedLetter {
    /// The same at every attempt.
    var key: String { "\(notice)/\(id)" }
}

extension CommandDesk {
    /// The due letters of each subscription that has any, oldest first, as many as a lane sends in a round.
    func dueLetters(at moment: Instant) -> [SubscriptionID: [OwedLetter]] {
        var lanes: [SubscriptionID: [OwedLetter]] = [:]
        for subscription in picture.subscriptions.values where subscription.removedAt == nil {
            let due = picture.notices.values.flatMap { notice in
                picture.letters(of: notice, to: subscription).filter { $0.isDue(at: moment) }
            }
            guard !due.isEmpty else { continue }
            let oldest = due.sorted { ($0.at, $0.notice, $0.id.description) < ($1.at, $1.notice, $1.id.description) }
            lanes[subscription.id] = Array(oldest.prefix(Outbox.lettersPerRoundMax))
        }
        return lanes
    }

    /// The letter as it goes out. Throws `Refusal` when notice or subscription are gone, `KeyFault`.
    func letter(for owed: OwedLetter) async throws -> Letter {
        guard let notice = picture.notices[owed.notice] else { throw Refusal.unknown("notice", owed.notice.rawValue) }
        guard let subscription = picture.subscriptions[owed.id.subscription], subscription.removedAt == nil else {
            throw Refusal.unknown("subscription", owed.id.subscription.rawValue)
        }
        let secret = try await keys.open(subscription.secret)
        return Letter(
            key: owed.key, address: subscription.address, secret: [UInt8](secret.utf8), body: try JSONBytes.encode(NoticeView(notice, city)))
    }
}
