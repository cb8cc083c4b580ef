import City
import EventLog
import GRDB

/// The event log in one SQLite file: WAL, `synchronous = FULL`, one writer with group commit, many readers.
///
/// - Open: `open(directory:)`; one process at a time
/// - Prove: `LogVerifier`, `LogHeadFile`
/// - Take away: `LogExport`
public final class EventLogSQLite: EventLog {
    /// The name of the file in the data directory.
    public static let fileName = "log.sqlite"

    private let pool: DatabasePool
    private let path: String
    private let lock: LogLock
    private let writer: LogWriter

    init(pool: DatabasePool, path: String, lock: LogLock, head: LogHead, pendingEventCountMax: Int) {
        self.pool = pool
        self.path = path
        self.lock = lock
        writer = LogWriter(
            pool: pool, path: path, head: head, feed: EventFeed(position: head.position, pendingCountMax: pendingEventCountMax))
    }

    public func append(_ appends: [Append]) async throws -> [RecordedEvent] { try await writer.append(appends) }

    public func recover() async throws {
        try checkOpen()
        try await writer.recover()
    }

    public func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] {
        try await read { try LogRows.events($0, after: position, limit: limit) }
    }

    public func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent] {
        try await read { try LogRows.events($0, stream: stream, after: version, limit: limit) }
    }

    public func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName] {
        try await read { try LogRows.streams($0, of: category, below: below, limit: limit) }
    }

    public func head() async throws -> LogHead {
        try checkOpen()
        return writer.head
    }

    public func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error> {
        try checkOpen()
        return writer.feed.stream(after: position) { [self] position, limit in try await read(from: position, limit: limit) }
    }

    public func outcome(of command: CommandID) async throws -> CommandOutcome? {
        try await read { try LogRows.outcome($0, of: command) }
    }

    public func saveSnapshot(_ snapshot: Snapshot) async throws {
        try checkOpen()
        try await writer.perform { try LogSnapshots.save(snapshot, in: $0) }
    }

    public func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot? {
        let head = try await head()
        return try await read { try LogSnapshots.load(name, schema: schema, notAfter: head.position, in: $0) }
    }

    public func close() async throws {
        try await writer.close()
        lock.release()
    }

    /// Lets the file grow to `pageCount` pages at most, so that a test can fill the disk.
    func limitPages(to pageCount: Int) async throws {
        try await writer.perform { try $0.execute(sql: "PRAGMA max_page_count = \(pageCount)") }
    }

    /// A number that SQLite keeps for the writer's connection, for tests.
    func pragma(_ name: String) async throws -> Int? {
        try await writer.perform { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    private func read<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try checkOpen()
        do {
            return try await pool.read(query)
        } catch {
            throw LogFault.from(error, path: path)
        }
    }

    private func checkOpen() throws {
        if writer.isClosed { throw LogFault(.closed, "the log has been closed") }
    }
}
