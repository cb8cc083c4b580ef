import EventLog
import EventLogContract

/// The log in memory behind a disk that takes its time: between the decision and the answer everybody else has a turn.
struct SlowLog: LogInFront {
    let behind = EventLogMemory()

    func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        for _ in 0..<Self.turnsGiven { await Task.yield() }
        let recorded = try await behind.append(appends)
        for _ in 0..<Self.turnsGiven { await Task.yield() }
        return recorded
    }

    private static let turnsGiven = 50
}
