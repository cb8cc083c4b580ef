import NIOCore
import Synchronization

/// Tells every board what changed, in the order of the log, and never waits for one of them.
///
/// - Feed: `publish(_:)`, `restart(at:)`, and `run()` beside the server
/// - Listen: `listen(after:filter:outlet:)`, `open(_:)`, `remove(_:)`
///
/// Each change is encoded once, at the earliest when somebody listens, and kept in a ring. A listener is a cursor into it: it takes all that it missed in one write, a slow one
/// that the ring has passed gets `reset`, and one that takes nothing for half a minute is dropped. Boards are given at most
/// one write every ten milliseconds, so that a burst goes out in one.
public final class BoardStream: Sendable {
    struct State {
        var ring: BoardRing
        /// In the order in which they came. An array, because every flush walks all of them.
        var listeners: [BoardListener] = []
        /// The loops that the listeners' connections belong to; a listener knows its number in here. As many as the server has threads.
        var loops: [any EventLoop] = []
        var nextListener = 0
        var beat = 0
        /// The last flush that left nothing out: most boards ask for the very same one.
        var flush: Flush?
    }

    /// What one listener wrote, for the next one that needs the very same.
    struct Flush {
        let range: Range<Int>
        let chunk: BoardChunk
        let hasNotice: Bool
    }

    let state: Mutex<State>
    let now: @Sendable () -> String
    private let signal = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Some minutes of a storm over the whole city.
    public static let entriesMax = 8_192
    public static let bytesMax = 16 * 1_048_576
    public static let heartbeat = Duration.seconds(4)

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

    /// Takes changes that stand in no log: they go out beside the newest position and carry none, so nobody who comes back asks for them.
    func publishBeside(_ changes: [BoardChange]) {
        guard !changes.isEmpty else { return }
        let wasHeard = state.withLock { state in
            // Kept for nobody: the ring holds what must not be missed.
            guard !state.listeners.isEmpty else { return false }
            for change in changes {
                state.ring.append(change.at(state.ring.head), closesPosition: false, encoded: change.encoded(closesPosition: false))
            }
            return true
        }
        if wasHeard { wakeSoon() }
    }

    /// Forgets everything: every listener gets `reset` and reads anew.
    public func restart(at head: Int64) {
        state.withLock { state in
            state.ring.clear(head: head)
            state.flush = nil
            // Whoever came before the first position was known has missed nothing that it could have had.
            for index in state.listeners.indices { state.listeners[index].needsReset = true }
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
            let listeners = listenerCount
            // A burst comes over some milliseconds: waiting for it costs one board nothing and saves a write to each of many.
            try await Task.sleep(for: Self.gatherTime(listeners: listeners))
            wake()
            try await Task.sleep(for: Self.wakeInterval(listeners: listeners))
        }
    }

    /// Between two flushes: ten milliseconds, and longer for many boards, so that a burst never takes more than half a core to tell.
    static func wakeInterval(listeners: Int) -> Duration { max(.milliseconds(10), .microseconds(40) * listeners) }

    /// Before a flush: nothing for a few boards, at most ten milliseconds for many.
    static func gatherTime(listeners: Int) -> Duration { min(.milliseconds(10), .microseconds(20) * listeners) }

    private func beat() async throws {
        while !Task.isCancelled {
            try await Task.sleep(for: Self.heartbeat)
            dropStuck()
            heartbeatNow()
        }
    }

    /// Makes a heartbeat due for every listener.
    func heartbeatNow() {
        state.withLock { $0.beat += 1 }
        wakeSoon()
    }

    func wakeSoon() { signal.continuation.yield() }
}
