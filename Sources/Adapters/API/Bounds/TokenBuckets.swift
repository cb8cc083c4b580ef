import Synchronization

/// A bounded table of token buckets, one per client. Time is handed in, so that tests need not wait.
final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Double
    }

    private let rate: RateLimits.Rate
    private let clientsMax: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ rate: RateLimits.Rate, clientsMax: Int = Bounds.rememberedClientsMax) {
        self.rate = rate
        self.clientsMax = clientsMax
    }

    var count: Int { buckets.withLock { $0.count } }

    /// Takes one token from the client's bucket; false when there is none.
    func take(_ client: String, at seconds: Double) -> Bool {
        guard rate.perSecond > 0 else { return true }
        return buckets.withLock { table in
            if table[client] == nil, table.count >= clientsMax { forget(&table, at: seconds) }
            // A full table after forgetting means a flood of strangers: they share one bucket, nobody already known suffers.
            let key = table[client] == nil && table.count >= clientsMax ? "" : client
            return Self.take(from: &table[key, default: Bucket(tokens: rate.burst, filledAt: seconds)], rate: rate, at: seconds)
        }
    }

    private static func take(from bucket: inout Bucket, rate: RateLimits.Rate, at seconds: Double) -> Bool {
        let waited = max(0, seconds - bucket.filledAt)
        bucket.tokens = min(rate.burst, bucket.tokens + waited * rate.perSecond)
        bucket.filledAt = seconds
        guard bucket.tokens >= 1 else { return false }
        bucket.tokens -= 1
        return true
    }

    /// Forgets clients whose bucket has filled up again: they are as good as new.
    private func forget(_ table: inout [String: Bucket], at seconds: Double) {
        table = table.filter { $0.value.tokens + (seconds - $0.value.filledAt) * rate.perSecond < rate.burst }
    }
}
