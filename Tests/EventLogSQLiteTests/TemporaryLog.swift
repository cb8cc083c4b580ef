import EventLog
import EventLogSQLite

/// A log on disk that takes its directory with it.
final class TemporaryLog: EventLog {
    let directory: TemporaryDirectory
    let log: EventLogSQLite

    init(pendingEventCountMax: Int = LogBounds.pendingEventCountMax) throws {
        directory = try TemporaryDirectory()
        log = try EventLogSQLite.open(directory: directory.path, pendingEventCountMax: pendingEventCountMax)
    }

    func append(_ appends: [Append]) async throws -> [RecordedEvent] { try await log.append(appends) }
    func recover() async throws { try await log.recover() }
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
}
