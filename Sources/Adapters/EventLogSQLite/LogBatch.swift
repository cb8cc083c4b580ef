import City
import Crypto
import EventLog
import GRDB

/// One transaction of the writer: the appends of a batch decided one after the other, each on what those before it wrote.
struct LogBatch {
    private(set) var head: LogHead
    private var insert: EventInsert
    private let lastVersion: RawStatement
    private let lastOutcome: RawStatement

    init(_ db: Database, head: LogHead) throws {
        self.head = head
        insert = try EventInsert(db)
        lastVersion = try RawStatement(db, LogRows.lastVersion)
        lastOutcome = try RawStatement(db, LogRows.lastOutcome)
    }

    /// Writes what belongs together, or refuses it without a trace. What is thrown is the disk's fault and ends the whole batch.
    mutating func decide(_ appends: [Append]) throws -> Result<[RecordedEvent], LogRefusal> {
        for append in appends {
            if let refusal = try refusal(of: append) { return .failure(refusal) }
        }
        var recorded: [RecordedEvent] = []
        recorded.reserveCapacity(appends.reduce(0) { $0 + $1.events.count })
        for append in appends {
            for (index, event) in append.events.enumerated() {
                recorded.append(try write(event, version: append.expectedVersion + Int64(index) + 1, of: append))
            }
        }
        return .success(recorded)
    }

    private func refusal(of append: Append) throws -> LogRefusal? {
        if let command = append.command, let outcome = try outcome(of: command) { return .duplicateCommand(outcome) }
        let actual = try version(of: append.stream)
        return actual == append.expectedVersion
            ? nil : .wrongVersion(stream: append.stream, expected: append.expectedVersion, actual: actual)
    }

    private func version(of stream: StreamName) throws -> Int64 {
        defer { lastVersion.reset() }
        lastVersion.bind(stream.rawValue, at: 1)
        return try lastVersion.step() ? lastVersion.integer(0) : 0
    }

    private func outcome(of command: CommandID) throws -> CommandOutcome? {
        defer { lastOutcome.reset() }
        lastOutcome.bind(command.rawValue, at: 1)
        guard try lastOutcome.step() else { return nil }
        return CommandOutcome(
            stream: StreamName(rawValue: lastOutcome.text(0)), version: lastOutcome.integer(1), position: lastOutcome.integer(2))
    }

    private mutating func write(_ event: NewEvent, version: Int64, of append: Append) throws -> RecordedEvent {
        let position = head.position + 1
        let bytes = EventHash.bytes(
            previous: head.hash, position: position, stream: append.stream, version: version, command: append.command, event: event)
        let recorded = RecordedEvent(
            position: position, stream: append.stream, version: version, event: event, command: append.command,
            hash: Array(SHA256.hash(data: bytes)))
        try insert.write(recorded)
        head = LogHead(position: position, hash: recorded.hash)
        return recorded
    }
}
