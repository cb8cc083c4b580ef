import City
import EventLog
import HazardKit
import Readings
import Synchronization

/// A log in memory that another program can lock, or that can be too busy for one append.
actor FaultyLog: EventLog {
    private let log = EventLogMemory()
    private var fault: LogFault?

    /// From now on every append fails with `fault`; nil for a log that works.
    func fail(with fault: LogFault?) { self.fault = fault }

    func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        if let fault { throw fault }
        return try await log.append(appends)
    }

    func recover() async throws { if let fault { throw fault } }
    func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] { try await log.read(from: position, limit: limit) }
    func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent] {
        try await log.read(stream: stream, after: version, limit: limit)
    }
    func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName] {
        try await log.listStreams(of: category, below: below, limit: limit)
    }
    func head() async throws -> LogHead { try await log.head() }
    func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error> {
        try await log.subscribe(after: position)
    }
    func outcome(of command: CommandID) async throws -> CommandOutcome? { try await log.outcome(of: command) }
    func saveSnapshot(_ snapshot: Snapshot) async throws { try await log.saveSnapshot(snapshot) }
    func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot? { try await log.loadSnapshot(name, schema: schema) }
    func close() async throws { try await log.close() }

    /// The types of all events, oldest first.
    func types() async throws -> [String] { try await log.read(from: 0, limit: 10_000).map(\.event.type) }
}

/// Readings in memory on a disk that can fill up.
actor FaultyReadings: ReadingStore {
    private let store = ReadingsMemory()
    private var isFull = false

    func fill(_ isFull: Bool) { self.isFull = isFull }

    func append(_ readings: [Reading]) async throws -> [ReadingID] {
        if isFull { throw ReadingFault(.diskFull, "the disk is full") }
        return try await store.append(readings)
    }

    func readings(of datastream: DatastreamID, from: Instant, until: Instant, limit: Int) async throws -> [Reading] {
        try await store.readings(of: datastream, from: from, until: until, limit: limit)
    }
    func latest() async throws -> [DatastreamID: Reading] { try await store.latest() }
    func close() async throws { try await store.close() }
}
