import NIOCore
import Synchronization

/// Tells every board what changed, in the order of the log, and never waits for one of them.
///
/// - Feed: `publish(_:)`, `restart(at:)`, and `run()` beside the server
/// - Listen: `listen(after:filter:drop:)`
///
/// Each change is encoded once, at the earliest when somebody listens, and kept in a ring. A listener is a cursor into it: it takes all that it missed in one write, a slow one
/// that the ring has passed gets `reset`, and one that takes nothing for half a minute is dropped. Boards are woken at most every
/// ten milliseconds, so that a burst goes out in one write each.
public final class BoardStream: Sendable {
    struct State {
        var ring: BoardRing
        var listeners: [Int: BoardListener] = [:]
        var nextListener = 0
        var beat = 0
        /// The last flush that left nothing out: most boards ask for the very same one.
        var flush: Flush?
    }

    /// What one listener wrote, for the next one that needs the very same.
    struct Flush {
        let range: Range<Int>
        let bytes: ByteBuffer
        let hasNotice: Bool
    }

    let state: Mutex<State>
    let now: @Sendable () -> String
    private let signal = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Some minutes of a storm over the whole city.
    public static let entriesMax = 8_192
    public static let bytesMax = 16 * 1_048_576
    public static let heartbeat = Duration.seconds(4)
    static let wakeInterval = Duration.milliseconds(10)

    /// `head` is the position of the log at the start; `now` gives the time of a heartbeat as RFC 3339.
    public init(
        head: Int64, entriesMax: Int = BoardStream.entriesMax, bytesMax: Int = BoardStream.bytesMax, now: @escaping @Sendable () -> String
    ) {
        state = Mutex(State(ring: BoardRing(head: head, entriesMax: entriesMax, bytesMax: bytesMax)))
        self.now = now
    }

    public var listenerCount: Int { state.withLock { $0.listeners.count } }

    /// Takes changes in the order of the log. All changes of one position come in one call.
    public func publish(_ changes: [BoardChange]) {
        guard !changes.isEmpty else { return }
        let isHeard = state.withLock { !$0.listeners.isEmpty }
        let entries = changes.enumerated().map { index, change in
            let closesPosition = index + 1 == changes.count || changes[index + 1].position != change.position
            return (change, closesPosition, isHeard ? change.encoded(closesPosition: closesPosition) : nil)
        }
        state.withLock { state in
            for (change, closesPosition, encoded) in entries { state.ring.append(change, closesPosition: closesPosition, encoded: encoded) }
        }
        signal.continuation.yield()
    }

    /// Forgets everything: every listener gets `reset` and reads anew.
    public func restart(at head: Int64) {
        state.withLock { state in
            state.ring.clear(head: head)
            state.flush = nil
            // Whoever came before the first position was known has missed nothing that it could have had.
            for id in state.listeners.keys { state.listeners[id]?.needsReset = true }
        }
        signal.continuation.yield()
    }

    /// Wakes listeners until the server shuts down.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.pump() }
            group.addTask { try await self.beat() }
            try await group.next()
            group.cancelAll()
        }
    }

    private func pump() async throws {
        for await _ in signal.stream {
            wake()
            try await Task.sleep(for: Self.wakeInterval)
        }
    }

    private func beat() async throws {
        while !Task.isCancelled {
            try await Task.sleep(for: Self.heartbeat)
            dropStuck()
            heartbeatNow()
        }
    }

    /// Makes every listener that has caught up send a heartbeat.
    func heartbeatNow() {
        state.withLock { $0.beat += 1 }
        wake()
    }

    /// Wakes the waiting listeners that something new concerns.
    func wake() {
        let waiters = state.withLock { state in
            var waiters: [CheckedContinuation<Void, Never>] = []
            for (id, listener) in state.listeners {
                guard listener.waiter != nil else { continue }
                if listener.hasNothing(in: state.ring, beat: state.beat) {
                    state.listeners[id]?.cursor = state.ring.end
                } else if let waiter = state.listeners[id]?.waiter.take() {
                    waiters.append(waiter)
                }
            }
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private func dropStuck() {
        let stuck = state.withLock { state in
            state.listeners.values.filter {
                $0.writingSince.map { ContinuousClock.now - $0 > .seconds(Bounds.stuckListenerSeconds) } ?? false
            }
        }
        for listener in stuck { listener.drop() }
    }
}
