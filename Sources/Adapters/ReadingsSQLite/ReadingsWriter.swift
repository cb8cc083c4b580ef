import City
import Dispatch
import GRDB
import HazardKit
import Readings
import Synchronization

/// The one writer of readings: takes what is waiting, writes one transaction, waits for the disk, then answers every caller.
///
/// It works on a thread of its own, so that waiting for the disk never holds up the tasks of the rest. After a fault it simply goes on:
/// no reading depends on the one before it.
final class ReadingsWriter: Sendable {
    struct Waiting {
        let readings: [Reading]
        let answer: CheckedContinuation<[ReadingID], any Error>
    }
    struct State {
        var queue: [Waiting] = []
        var queuedReadingCount = 0
        var isDraining = false
        var isClosing = false
        var shelf: ReadingShelf
        /// The next series of the sealed tail to be written into its volume.
        var nextSeries = 1
        /// Why the last part of a volume could not be written; it is tried again after the next batch.
        var shelvingFault: ReadingFault?

        var isShelving: Bool { shelf.sealed != nil && shelvingFault == nil && !isClosing }
    }

    /// One transaction holds at most this much beside one whole call: a fraction of a second of work.
    static let readingCountPerBatchMax = 20_000
    /// Readings that may wait for the disk: some seconds of work and some 50 MB.
    static let queuedReadingCountMax = 500_000

    let pool: DatabasePool
    let path: String
    let size: VolumeSize
    private let queue = DispatchQueue(label: "bayu.readings", qos: .userInitiated)
    let state: Mutex<State>

    init(pool: DatabasePool, path: String, shelf: ReadingShelf, _ size: VolumeSize) {
        self.pool = pool
        self.path = path
        self.size = size
        state = Mutex(State(shelf: shelf))
    }

    /// Goes on with a volume that an earlier run left half written.
    func resume() {
        let isIdle = state.withLock { state in
            defer { state.isDraining = state.isDraining || state.isShelving }
            return state.isShelving && !state.isDraining
        }
        if isIdle { queue.async { self.drain() } }
    }

    var isClosed: Bool { state.withLock { $0.isClosing } }

    func append(_ readings: [Reading]) async throws -> [ReadingID] {
        for reading in readings { try check(reading) }
        return try await withCheckedThrowingContinuation { answer in
            let (fault, isIdle) = state.withLock { state -> (ReadingFault?, Bool) in
                if state.isClosing { return (ReadingFault(.closed, "the store of readings has been closed"), false) }
                if state.queuedReadingCount > 0, state.queuedReadingCount + readings.count > Self.queuedReadingCountMax {
                    return (ReadingFault(.overloaded, "\(state.queuedReadingCount) readings are waiting for the disk; try again in a moment"), false)
                }
                state.queue.append(Waiting(readings: readings, answer: answer))
                state.queuedReadingCount += readings.count
                defer { state.isDraining = true }
                return (nil, !state.isDraining)
            }
            if let fault { answer.resume(throwing: fault) }
            if isIdle { queue.async { self.drain() } }
        }
    }

    /// Refuses new readings, writes those that wait, and gives the file back in one piece.
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
        answer.resume(with: Result { try pool.close() }.mapError { ReadingFault.from($0, path: path) })
    }

    /// SQLite keeps no NaN, and ends a text at the first NUL.
    private func check(_ reading: Reading) throws {
        guard reading.value.isFinite else {
            throw ReadingFault(.malformed, "the reading of \(reading.datastream) at \(reading.phenomenonTime.rfc3339) is not a finite number")
        }
        guard !reading.datastream.rawValue.utf8.contains(0) else {
            throw ReadingFault(.malformed, "the name of a datastream holds a NUL character, which no name may")
        }
    }
}

extension ReadingsWriter {
    private func drain() {
        shelve()
        let batch = takeBatch()
        if !batch.isEmpty {
            do {
                let ids = try write(batch)
                for (waiting, ids) in zip(batch, ids) { waiting.answer.resume(returning: ids) }
            } catch {
                let fault = ReadingFault.from(error, path: path)
                for waiting in batch { waiting.answer.resume(throwing: fault) }
            }
        }
        let isDone = state.withLock { state in
            state.isDraining = !state.queue.isEmpty || state.isShelving
            return !state.isDraining
        }
        if !isDone { queue.async { self.drain() } }
    }

    private func takeBatch() -> [Waiting] {
        state.withLock { state in
            var count = 0
            var readingCount = 0
            for waiting in state.queue {
                readingCount += waiting.readings.count
                if count > 0, readingCount > Self.readingCountPerBatchMax { break }
                count += 1
            }
            let batch = Array(state.queue.prefix(count))
            state.queue.removeFirst(count)
            state.queuedReadingCount -= batch.reduce(0) { $0 + $1.readings.count }
            return batch
        }
    }

    private func write(_ batch: [Waiting]) throws -> [[ReadingID]] {
        if let fault = state.withLock({ $0.shelf.tail.count >= size.readingCount ? $0.shelvingFault : nil }) { throw fault }
        let readings = batch.lazy.map(\.readings).joined()
        let count = batch.reduce(0) { $0 + $1.readings.count }
        var rows = state.withLock { ReadingBatch(readings, count: count, on: &$0.shelf) }
        var ids: [ReadingID] = []
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                ids = try rows.write(readings, db)
                return .commit
            }
        }
        state.withLock { $0.shelf.take(rows.staged, newSeries: rows.newSeries) }
        var rest = ids[...]
        return batch.map { waiting in
            defer { rest = rest.dropFirst(waiting.readings.count) }
            return Array(rest.prefix(waiting.readings.count))
        }
    }
}
