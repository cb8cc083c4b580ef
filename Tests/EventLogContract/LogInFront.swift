import EventLog

/// A log for tests that stands in front of another one: what it does not do in its own way, the other one does.
public protocol LogInFront: EventLog {
    associatedtype Behind: EventLog
    var behind: Behind { get }
}

extension LogInFront {
    public func append(_ appends: [Append]) async throws -> [RecordedEvent] { try await behind.append(appends) }
    public func recover() async throws { try await behind.recover() }
    public func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] { try await behind.read(from: position, limit: limit) }
    public func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent] {
        try await behind.read(stream: stream, after: version, limit: limit)
    }
    public func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName] {
        try await behind.listStreams(of: category, below: below, limit: limit)
    }
    public func head() async throws -> LogHead { try await behind.head() }
    public func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error> {
        try await behind.subscribe(after: position)
    }
    public func outcome(of command: CommandID) async throws -> CommandOutcome? { try await behind.outcome(of: command) }
    public func saveSnapshot(_ snapshot: Snapshot) async throws { try await behind.saveSnapshot(snapshot) }
    public func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot? { try await behind.loadSnapshot(name, schema: schema) }
    public func close() async throws { try await behind.close() }
}
