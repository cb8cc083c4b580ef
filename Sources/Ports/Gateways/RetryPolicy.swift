import City

/// When a letter that did not arrive is tried again: waits double from a few seconds to an hour, then it lies on the dead-letter list.
public struct RetryPolicy: Hashable, Sendable {
    public let first: Seconds
    public let longest: Seconds
    public let attemptsMax: Int

    public init(first: Seconds, longest: Seconds, attemptsMax: Int) {
        self.first = first
        self.longest = longest
        self.attemptsMax = attemptsMax
    }

    /// Twelve attempts over about three hours: a receiver's restart or a night's maintenance window is outlived, a dead one is seen by
    /// a person the same shift.
    public static let standard = RetryPolicy(first: 5, longest: 3600, attemptsMax: 12)

    /// How long to wait after attempt number `attempt` (1, 2, 3 …) failed; nil when it was the last. A quarter of the wait is spread by
    /// the letter's key, so that a thousand letters to one receiver do not come back at the same moment.
    public func delay(afterAttempt attempt: Int, key: String) -> Seconds? {
        guard attempt >= 1, attempt < attemptsMax else { return nil }
        var wait = first
        for _ in 1..<attempt where wait < longest { wait = wait * 2 }
        let bounded = min(wait, longest)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let spread = Double(hash % 1000) / 1000 * 0.25
        return bounded * (1 + spread)
    }
}
