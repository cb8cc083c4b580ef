import City

/// When a letter that could not be delivered is tried again, and when it becomes a dead letter.
///
/// The wait grows threefold up to two hours, so that twelve tries cover most of a working day: a receiver that is down for
/// the night of a storm still gets everything. The jitter comes from the letter's key, so a replay of the log finds the
/// same times, and a thousand letters to one receiver do not all come back in the same second.
public struct RetryPolicy: Hashable, Sendable {
    /// What happens next to a letter.
    public enum Verdict: Hashable, Sendable {
        case retry(at: Instant)
        case deadLetter(reason: String)
    }

    public let attemptsMax: Int
    public let firstWait: Seconds
    public let growth: Double
    public let waitMax: Seconds
    /// The part of a wait by which it may be longer or shorter, 0…1.
    public let jitter: Double

    public init(attemptsMax: Int, firstWait: Seconds, growth: Double, waitMax: Seconds, jitter: Double) {
        precondition(attemptsMax > 0 && growth >= 1 && (0...1).contains(jitter) && firstWait > .zero && waitMax >= firstWait)
        self.attemptsMax = attemptsMax
        self.firstWait = firstWait
        self.growth = growth
        self.waitMax = waitMax
        self.jitter = jitter
    }

    /// Twelve tries over about nine and a half hours.
    public static let standard = RetryPolicy(attemptsMax: 12, firstWait: 5, growth: 3, waitMax: .hours(2), jitter: 0.2)

    /// What follows the failure of try number `attempt` (the first is 1) at `now`.
    public func verdict(after attempt: Int, of key: String, fault: GatewayFault, at now: Instant) -> Verdict {
        guard fault.retryable else { return .deadLetter(reason: fault.message) }
        guard let wait = wait(after: attempt, of: key) else {
            return .deadLetter(reason: "gave up after \(attempt) tries; the last said: \(fault.message)")
        }
        return .retry(at: now.advanced(by: wait))
    }

    /// How long to wait after try number `attempt`, or nil when it was the last.
    public func wait(after attempt: Int, of key: String) -> Seconds? {
        guard attempt < attemptsMax else { return nil }
        var wait = firstWait
        for _ in 1..<max(attempt, 1) where wait < waitMax { wait = wait * growth }
        return min(wait, waitMax) * (1 + jitter * (2 * Self.fraction(of: "\(key)/\(attempt)") - 1))
    }

    /// A number in 0..<1 that depends on the text alone: FNV-1a, then a finalizer so that like keys spread out too.
    static func fraction(of text: String) -> Double {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        hash ^= hash >> 33
        return Double(hash >> 11) / Double(UInt64(1) << 53)
    }
}
