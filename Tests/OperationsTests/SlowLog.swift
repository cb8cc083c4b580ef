import City
import EventLog

/// The log in memory behind a disk that takes its time: between the decision and the answer everybody else has a turn.
struct SlowLog: EventLog {
    let memory = EventLogMemory()

    func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        for _ in 0..<Self.turnsGiven { await Task.yield() }
        let recorded = try await memory.append(appends)
        for _ in 0..<Self.turnsGiven { await Task.yield() }
        return recorded
    }

    private static let turnsGiven = 50

    func recover() async throws { try await memory.recover() }
    func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] { try await memory.read(from: position, limit: limit) }
    func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent] {
        try await memory.read(stream: stream, after: version, limit: limit)
    }
    func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName] {
        try await memory.listStreams(of: category, below: below, limit: limit)
    }
    func head() async throws -> LogHead { try await memory.head() }
    func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error> {
        try await memory.subscribe(after: position)
    }
    func outcome(of command: CommandID) async throws -> CommandOutcome? { try await memory.outcome(of: command) }
    func saveSnapshot(_ snapshot: Snapshot) async throws { try await memory.saveSnapshot(snapshot) }
    func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot? { try await memory.loadSnapshot(name, schema: schema) }
    func close() async throws { try await memory.close() }
}
