import EventLog
import EventLogContract

/// A log that acknowledges and then forgets the last event: the contract must find it.
struct ForgetfulLog: LogInFront {
    let behind = EventLogMemory()

    func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] {
        Array(try await behind.read(from: position, limit: limit).dropLast())
    }
}
