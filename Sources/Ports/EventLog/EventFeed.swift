import Synchronization

/// Hands durable events to subscribers in order: first what is on disk, read page by page, then what is published.
///
/// A log calls `publish(_:)` after each durable batch, in order. A subscriber that still catches up reads from the log at its own pace; once it is live, events wait
/// for it in a bounded buffer.
public final class EventFeed: Sendable {
    public typealias Page = @Sendable (_ after: Int64, _ limit: Int) async throws -> [RecordedEvent]

    private struct Weak { weak var follower: Follower? }
    private struct State {
        var position: Int64
        var followers: [Weak] = []
        var isClosed = false
    }

    private let state: Mutex<State>
    let pendingCountMax: Int

    /// - Parameter position: the last event that is durable now.
    public init(position: Int64, pendingCountMax: Int = LogBounds.pendingEventCountMax) {
        state = Mutex(State(position: position))
        self.pendingCountMax = pendingCountMax
    }

    /// Hands durable events on.
    public func publish(_ events: [RecordedEvent]) {
        guard let last = events.last else { return }
        state.withLock { state in
            state.position = last.position
            state.followers.removeAll { $0.follower == nil }
            for weak in state.followers { weak.follower?.take(events) }
        }
    }

    /// Ends every stream after what is already durable.
    public func close() {
        state.withLock { state in
            state.isClosed = true
            for weak in state.followers { weak.follower?.end() }
            state.followers = []
        }
    }

    /// Every event after `position`; `page` reads what is on disk.
    public func stream(after position: Int64, page: @escaping Page) -> AsyncThrowingStream<RecordedEvent, any Error> {
        let follower = Follower(feed: self, after: position, page: page)
        return AsyncThrowingStream(unfolding: { try await follower.next() })
    }

    /// True when nothing lies between `position` and what will be published from now on; the follower is live from then on.
    func join(_ follower: Follower, at position: Int64) -> Bool {
        state.withLock { state in
            guard position >= state.position else { return false }
            if state.isClosed { follower.end() } else { state.followers.append(Weak(follower: follower)) }
            return true
        }
    }
}
