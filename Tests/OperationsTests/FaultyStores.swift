import City
import EventLog
import EventLogContract
import HazardKit
import Readings
import Synchronization

/// A log in memory that another program can lock, or that can be too busy for one append.
actor FaultyLog: LogInFront {
    nonisolated let behind = EventLogMemory()
    private var fault: LogFault?

    /// From now on every append fails with `fault`; nil for a log that works.
    func fail(with fault: LogFault?) { self.fault = fault }

    func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        if let fault { throw fault }
        return try await behind.append(appends)
    }

    func recover() async throws { if let fault { throw fault } }

    /// The types of all events, oldest first.
    func types() async throws -> [String] { try await behind.read(from: 0, limit: 10_000).map(\.event.type) }
}

/// Readings in memory on a disk that can fill up.
actor FaultyReadings: ReadingStore {
    private let store = ReadingsMemory()
    private var isFull = false
    /// From when readings were asked for, oldest question first.
    private(set) var asked: [Instant] = []

    func fill(_ isFull: Bool) { self.isFull = isFull }

    func append(_ readings: [Reading]) async throws -> [ReadingID] {
        if isFull { throw ReadingFault(.diskFull, "the disk is full") }
        return try await store.append(readings)
    }

    func readings(of spans: [ReadingSpan]) async throws -> [[Reading]] {
        asked += spans.map(\.from)
        return try await store.readings(of: spans)
    }
    func latest() async throws -> [DatastreamID: Reading] { try await store.latest() }
    func close() async throws { try await store.close() }
}
