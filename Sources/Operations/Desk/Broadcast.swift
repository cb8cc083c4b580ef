import Synchronization

/// Hands every batch of changes to each follower through a bounded queue: a slow follower loses its place, never anybody else's.
final class Broadcast: Sendable {
    private let followers = Mutex<[Int: AsyncStream<[Change]>.Continuation]>([:])
    private let nextName = Mutex(0)

    /// Batches a follower may lag behind before it is cut off; it then starts again from a snapshot.
    static let batchesHeldMax = 4_096

    func follow() -> AsyncStream<[Change]> {
        let (stream, continuation) = AsyncStream.makeStream(of: [Change].self, bufferingPolicy: .bufferingOldest(Self.batchesHeldMax))
        let name = nextName.withLock { number in
            number += 1
            return number
        }
        followers.withLock { $0[name] = continuation }
        continuation.onTermination = { [weak self] _ in _ = self?.followers.withLock { $0.removeValue(forKey: name) } }
        return stream
    }

    func publish(_ changes: [Change]) {
        guard !changes.isEmpty else { return }
        let current = followers.withLock { $0 }
        for (name, continuation) in current {
            if case .dropped = continuation.yield(changes) {
                continuation.finish()
                _ = followers.withLock { $0.removeValue(forKey: name) }
            }
        }
    }

    /// True when nobody listens, so that nothing need be encoded.
    var isSilent: Bool { followers.withLock { $0.isEmpty } }

    func finish() {
        let current = followers.withLock { followers in
            defer { followers = [:] }
            return followers
        }
        for continuation in current.values { continuation.finish() }
    }
}
