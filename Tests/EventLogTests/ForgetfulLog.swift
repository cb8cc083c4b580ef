import EventLog

/// A log that acknowledges and then forgets the last event: the contract must find it.
actor ForgetfulLog: EventLog {
    private let inner = EventLogMemory()

    func append(_ appends: [Append]) async throws -> [RecordedEvent] { try await inner.append(appends) }
    func recover() async throws { try await inner.recover() }
    func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] {
        Array(try await inner.read(from: position, limit: limit).dropLast())
    }
    func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent] {
        try await inner.read(stream: stream, after: version, limit: limit)
    }
    func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName] {
        try await inner.listStreams(of: category, below: below, limit: limit)
    }
    func head() async throws -> LogHead { try await inner.head() }
    func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error> {
        try await inner.subscribe(after: position)
    }
    func outcome(of command: CommandID) async throws -> CommandOutcome? { try await inner.outcome(of: command) }
    func saveSnapshot(_ snapshot: Snapshot) async throws { try await inner.saveSnapshot(snapshot) }
    func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot? { try await inner.loadSnapshot(name, schema: schema) }
    func close() async throws { try await inner.close() }
}
