import Dispatch
import EventLog
import GRDB
import Synchronization

/// The one writer: takes what is waiting, writes one transaction, waits for the disk, then answers every caller.
///
/// It works on a thread of its own, so that waiting for the disk never holds up the tasks of the rest.
final class LogWriter: Sendable {
    typealias Answer = CheckedContinuation<[RecordedEvent], any Error>

    private struct Waiting {
        let appends: [Append]
        let byteCount: Int
        let answer: Answer
    }
    private struct State {
        var queue: [Waiting] = []
        var queuedByteCount = 0
        var isDraining = false
        var isFaulted = false
        var isClosing = false
        var head: LogHead
    }

    /// One transaction holds at most this much: enough to share one wait for the disk among many, little enough that the first of
    /// them does not wait long for the last.
    static let appendCountPerBatchMax = 1_024
    static let byteCountPerBatchMax = 8 << 20

    let feed: EventFeed
    private let pool: DatabasePool
    private let path: String
    private let queue = DispatchQueue(label: "bayu.event-log", qos: .userInitiated)
    private let state: Mutex<State>

    init(pool: DatabasePool, path: String, head: LogHead, feed: EventFeed) {
        self.pool = pool
        self.path = path
        self.feed = feed
        state = Mutex(State(head: head))
    }

    /// The last event that is durable.
    var head: LogHead { state.withLock { $0.head } }
    var isClosed: Bool { state.withLock { $0.isClosing } }

    func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        try LogBounds.check(appends)
        return try await withCheckedThrowingContinuation { answer in
            let byteCount = appends.reduce(0) { $1.events.reduce($0) { $0 + $1.payload.count } }
            let waiting = Waiting(appends: appends, byteCount: byteCount, answer: answer)
            let (fault, isIdle) = state.withLock { state -> (LogFault?, Bool) in
                if let fault = Self.fault(against: waiting, state) { return (fault, false) }
                state.queue.append(waiting)
                state.queuedByteCount += waiting.byteCount
                defer { state.isDraining = true }
                return (nil, !state.isDraining)
            }
            if let fault { answer.resume(throwing: fault) }
            if isIdle { queue.async { self.drain() } }
        }
    }

    /// Runs other work of the writer between two batches, on its thread.
    func perform<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { answer in
            queue.async { [pool, path] in
                answer.resume(with: Result { try pool.writeWithoutTransaction(work) }.mapError { LogFault.from($0, path: path) })
            }
        }
    }

    func recover() async throws {
        let head = try await perform { try LogRows.head($0) }
        state.withLock { state in
            state.head = head
            state.isFaulted = false
        }
    }

    /// Refuses new appends, writes those that wait, and gives the file back in one piece.
    func close() async throws {
        let isFirst = state.withLock { state in
            defer { state.isClosing = true }
            return !state.isClosing
        }
        guard isFirst else { return }
        try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Void, any Error>) in
            queue.async { self.finish(answer) }
        }
    }

    private func finish(_ answer: CheckedContinuation<Void, any Error>) {
        if state.withLock({ !$0.queue.isEmpty }) { return queue.async { self.finish(answer) } }
        feed.close()
        // swallowed because nothing is lost by it: what a full disk or a reader beside us keeps in the WAL, the next start reads from there
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        answer.resume(with: Result { try pool.close() }.mapError { LogFault.from($0, path: path) })
    }

    private static func fault(against waiting: Waiting, _ state: State) -> LogFault? {
        if state.isClosing { return LogFault(.closed, "the log has been closed") }
        if state.isFaulted { return faulted }
        let isFull =
            state.queue.count >= LogBounds.queuedAppendCountMax || state.queuedByteCount + waiting.byteCount > LogBounds.queuedByteCountMax
        guard isFull else { return nil }
        return LogFault(.overloaded, "\(state.queue.count) appends are waiting for the disk already; try again in a moment")
    }

    private static let faulted = LogFault(.faulted, "the log has failed before; read the state anew and call recover()")
}

extension LogWriter {
    private func drain() {
        let batch = takeBatch()
        do {
            let results = try write(batch.map(\.appends))
            // swallowed because a refused append has nothing to publish; its own caller gets the refusal below
            feed.publish(results.flatMap { (try? $0.get()) ?? [] })
            for (waiting, result) in zip(batch, results) { waiting.answer.resume(with: result) }
        } catch {
            fail(batch, with: LogFault.from(error, path: path))
        }
        let isDone = state.withLock { state in
            state.isDraining = !state.queue.isEmpty
            return state.queue.isEmpty
        }
        // One batch at a time: what else waits for this thread, such as a snapshot, gets its turn in between.
        if !isDone { queue.async { self.drain() } }
    }

    private func takeBatch() -> [Waiting] {
        state.withLock { state in
            var count = 0
            var byteCount = 0
            for waiting in state.queue.prefix(Self.appendCountPerBatchMax) {
                byteCount += waiting.byteCount
                if count > 0, byteCount > Self.byteCountPerBatchMax { break }
                count += 1
            }
            let batch = Array(state.queue.prefix(count))
            state.queue.removeFirst(count)
            state.queuedByteCount -= batch.reduce(0) { $0 + $1.byteCount }
            return batch
        }
    }

    private func write(_ groups: [[Append]]) throws -> [Result<[RecordedEvent], LogRefusal>] {
        var results: [Result<[RecordedEvent], LogRefusal>] = []
        results.reserveCapacity(groups.count)
        var head = head
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                var batch = try LogBatch(db, head: head)
                for appends in groups { results.append(try batch.decide(appends)) }
                head = batch.head
                return .commit
            }
        }
        state.withLock { $0.head = head }
        return results
    }

    /// Fails the batch and all that waits behind it: they were decided on a state that never came to be.
    private func fail(_ batch: [Waiting], with fault: any Error) {
        let behind = state.withLock { state in
            defer {
                state.queue = []
                state.queuedByteCount = 0
                state.isFaulted = true
            }
            return state.queue
        }
        for waiting in batch { waiting.answer.resume(throwing: fault) }
        for waiting in behind { waiting.answer.resume(throwing: Self.faulted) }
    }
}
