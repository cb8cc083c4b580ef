import City
import Crypto
import EventLog
import GRDB

/// One transaction of the writer: the appends of a batch decided one after the other, each on what those before it wrote.
struct LogBatch {
    private(set) var head: LogHead
    private let db: Database
    private let insert: Statement

    init(_ db: Database, head: LogHead) throws {
        self.db = db
        self.head = head
        insert = try db.cachedStatement(sql: LogRows.insert)
    }

    /// Writes one append, or refuses it without a trace. What is thrown is the disk's fault and ends the whole batch.
    mutating func decide(_ append: Append) throws -> Result<[RecordedEvent], LogRefusal> {
        if let command = append.command, let outcome = try LogRows.outcome(db, of: command) { return .failure(.duplicateCommand(outcome)) }
        let actual = try LogRows.version(db, of: append.stream)
        guard actual == append.expectedVersion else {
            return .failure(.wrongVersion(stream: append.stream, expected: append.expectedVersion, actual: actual))
        }
        var recorded: [RecordedEvent] = []
        recorded.reserveCapacity(append.events.count)
        for (index, event) in append.events.enumerated() {
            recorded.append(try write(event, version: actual + Int64(index) + 1, of: append))
        }
        return .success(recorded)
    }

    private mutating func write(_ event: NewEvent, version: Int64, of append: Append) throws -> RecordedEvent {
        let position = head.position + 1
        let bytes = EventHash.bytes(
            previous: head.hash, position: position, stream: append.stream, version: version, command: append.command, event: event)
        let recorded = RecordedEvent(
            position: position, stream: append.stream, version: version, event: event, command: append.command,
            hash: Array(SHA256.hash(data: bytes)))
        try LogRows.write(recorded, with: insert)
        head = LogHead(position: position, hash: recorded.hash)
        return recorded
    }
}
