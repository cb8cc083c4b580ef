import City
import EventLog
import Incidents

extension CommandDesk {
    /// The course of one decision on one stream, to be called in its turn: decided, durable, folded, told to the boards.
    ///
    /// A command that has already acted answers as it did then. One that has nothing to do writes nothing. Throws `Refusal`, `LogFault`.
    ///
    /// - Parameters:
    ///   - version: of the stream, on which `decide` decides.
    ///   - fold: takes one event, with its version and time, into the picture.
    ///   - changes: what boards are told, at a position of the log.
    func carryOut<Event: StreamEvent>(
        _ stream: StreamName, at version: Int64, expecting expected: Int64?, by actor: Actor, command: CommandID?,
        decide: (Instant) throws(Refusal) -> [Event], fold: (Event, Int64, Instant) -> Void, changes: (Int64) -> [Change]
    ) async throws -> Receipt {
        let moment = now()
        let events: [Event]
        do throws(Refusal) {
            try expect(expected, version, stream)
            events = try decide(moment)
        } catch {
            if let earlier = try await earlierOutcome(of: command) { return earlier }
            throw error
        }
        guard !events.isEmpty else { return unchanged(stream, version: version) }
        let committed = try await commit(events, to: stream, after: version, by: actor, command: command, at: moment)
        for (event, record) in zip(events, committed.recorded) { fold(event, record.version, moment) }
        guard let last = committed.recorded.last else { return committed.receipt }
        picture.position = max(picture.position, last.position)
        refusedDues[stream] = nil
        publish(changes(last.position), for: committed.recorded)
        return committed.receipt
    }
}
