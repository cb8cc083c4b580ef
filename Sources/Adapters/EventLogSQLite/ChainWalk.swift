import City
import Crypto
import EventLog
import GRDB

/// A walk along the chain, event by event, that stops at the first place where something was changed.
struct ChainWalk {
    /// The last event found whole.
    private(set) var head: LogHead
    private var versions: [StreamName: Int64] = [:]
    /// A walk from the start knows that every stream begins with version 1; one from the middle learns a stream's version when it meets it.
    private let isWhole: Bool

    /// What the walk reads: SQLite hands out a text up to its first NUL, so the true byte counts are asked for as well.
    private static let columns =
        LogRows.columns + ", "
        + ["stream", "type", "actor_kind", "actor_name", "actor_role", "actor_center", "actor_department", "actor_team", "command"]
        .map { "ifnull(length(CAST(\($0) AS BLOB)), 0)" }.joined(separator: " + ")

    private static let textByteCountIndex = 15

    /// Starts behind the event at `position`, whose hash is taken as it stands.
    init(_ db: Database, after position: Int64) throws {
        let hash = try Row.fetchOne(db, sql: "SELECT hash FROM events WHERE position = ?", arguments: [position]).map { try LogRows.bytes($0, 0) }
        head = LogHead(position: position, hash: hash ?? EventHash.seed)
        isWhole = position == 0
    }

    /// Walks over at most `limit` events. Nil when they are whole.
    mutating func advance(_ db: Database, limit: Int) throws -> BrokenPlace? {
        // From the very first row on: a row slipped in below position 1 must not be passed over.
        let start = head.position == 0 ? Int64.min : head.position + 1
        var broken: BrokenPlace?
        try LogRows.walk(db, from: start, limit: limit, columns: Self.columns) { row in
            if broken == nil { broken = try take(row) }
        }
        return broken
    }

    private mutating func take(_ row: Row) throws -> BrokenPlace? {
        let position: Int64 = try row.decode(atIndex: 0)
        guard position == head.position + 1 else {
            let why =
                position > head.position
                ? "the event here is missing; the next one has position \(position)" : "an event was slipped in at position \(position)"
            return BrokenPlace(position: head.position + 1, stream: nil, why: why)
        }
        let event: RecordedEvent
        do {
            event = try LogRows.event(row)
        } catch {
            return BrokenPlace(position: position, stream: nil, why: "a field holds a value that Bayu never writes (\(error))")
        }
        guard try row.decode(Int.self, atIndex: Self.textByteCountIndex) == event.textByteCount else {
            return BrokenPlace(position: position, stream: event.stream, why: "a text field was changed")
        }
        guard event.hash == Array(SHA256.hash(data: EventHash.bytes(of: event, previous: head.hash))) else {
            return BrokenPlace(
                position: position, stream: event.stream,
                why: "the hash does not fit: this event or its hash was changed, or an event before it replaced")
        }
        let expected = versions[event.stream].map { $0 + 1 } ?? (isWhole ? 1 : event.version)
        guard event.version == expected else {
            return BrokenPlace(position: position, stream: event.stream, why: "version \(event.version) follows where \(expected) was due")
        }
        versions[event.stream] = event.version
        head = LogHead(position: position, hash: event.hash)
        return nil
    }
}

extension RecordedEvent {
    fileprivate var textByteCount: Int {
        let actor = event.actor
        let texts = [
            stream.rawValue, event.type, actor.kind.rawValue, actor.name, actor.role.rawValue, actor.center.rawValue,
            actor.department?.rawValue ?? "", actor.team?.rawValue ?? "", command?.rawValue ?? "",
        ]
        return texts.reduce(0) { $0 + $1.utf8.count }
    }
}
