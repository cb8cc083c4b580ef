import City
import EventLog
import Incidents

extension CommandDesk {
    /// A matter folded from its stream, for one that has left the picture; nil where nothing was ever written. Throws `LogFault`, `UnknownEvent`.
    func folded<State, Event: StreamEvent>(
        _ stream: StreamName, _ apply: (Event, inout State?, Instant, Actor) -> Void
    ) async throws -> Picture.Held<State>? {
        var state: State?
        var version: Int64 = 0
        var changedAt = Instant(millisecondsSince1970: 0)
        for recorded in try await log.read(stream: stream, after: 0, limit: Self.streamEventsMax) {
            apply(try coding.event(recorded.event, as: Event.self), &state, recorded.event.at, recorded.event.actor)
            version = recorded.version
            changedAt = recorded.event.at
        }
        return state.map { Picture.Held(state: $0, version: version, changedAt: changedAt) }
    }

    /// A major incident has a few thousand events; a stream longer than this is read in part and says so by its version.
    static let streamEventsMax = 20_000
}
