import City
import EventLog
import Foundation
import GRDB

/// Events as rows: the statements that read and write them, and how a row becomes an event.
enum LogRows {
    static let columns = """
        position, stream, version, type, schema, at, actor_kind, actor_name, actor_role, actor_center, actor_department, actor_team, \
        command, payload, hash
        """
    static let insert = "INSERT INTO events (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    static let lastVersion = "SELECT version FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1"
    static let lastOutcome = "SELECT stream, version, position FROM events WHERE command = ? ORDER BY position DESC LIMIT 1"

    static func events(_ db: Database, after position: Int64, limit: Int) throws -> [RecordedEvent] {
        try list(db, where: "position > ? ORDER BY position LIMIT ?", arguments: [position, max(0, limit)])
    }

    static func events(_ db: Database, stream: StreamName, after version: Int64, limit: Int) throws -> [RecordedEvent] {
        try list(db, where: "stream = ? AND version > ? ORDER BY version LIMIT ?", arguments: [stream.rawValue, version, max(0, limit)])
    }

    static func head(_ db: Database) throws -> LogHead {
        let row = try Row.fetchOne(db, sql: "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1")
        return try row.map { LogHead(position: try $0.decode(atIndex: 0), hash: try bytes($0, 1)) } ?? LogHead(position: 0, hash: EventHash.seed)
    }

    /// Names are found by stepping down the index of streams, one look for each name: what a page costs does not depend on how many events
    /// the streams have.
    static func streams(_ db: Database, of category: String, below: StreamName?, limit: Int) throws -> [StreamName] {
        let statement = try db.cachedStatement(sql: "SELECT max(stream) FROM events WHERE stream > ? AND stream < ?")
        let first = category + "/"
        // "0" follows "/" in ASCII, so every name of the category lies below this.
        let end = category + "0"
        var next = below.map { min($0.rawValue, end) } ?? end
        var names: [StreamName] = []
        while names.count < limit, let name = try String.fetchOne(statement, arguments: [first, next]) {
            names.append(StreamName(rawValue: name))
            next = name
        }
        return names
    }

    static func outcome(_ db: Database, of command: CommandID) throws -> CommandOutcome? {
        let statement = try db.cachedStatement(sql: lastOutcome)
        return try Row.fetchOne(statement, arguments: [command.rawValue]).map {
            CommandOutcome(stream: StreamName(rawValue: $0[0]), version: $0[1], position: $0[2])
        }
    }

    /// Hands every row to `body` without keeping it.
    static func walk(
        _ db: Database, from position: Int64, limit: Int, columns: String = columns, _ body: (Row) throws -> Void
    ) throws {
        let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM events WHERE position >= ? ORDER BY position LIMIT ?")
        let rows = try Row.fetchCursor(statement, arguments: [position, limit])
        while let row = try rows.next() { try body(row) }
    }

    /// - Throws: when a field holds what Bayu never writes. Nothing read from a damaged file may trap.
    static func event(_ row: Row) throws -> RecordedEvent {
        let kindName: String = try row.decode(atIndex: 6)
        guard let kind = Actor.Kind(rawValue: kindName) else {
            throw LogFault(.corrupt, "“\(kindName)” is no kind of actor; run `bayu verify-log`")
        }
        let department: String? = try row.decode(atIndex: 10)
        let team: String? = try row.decode(atIndex: 11)
        let command: String? = try row.decode(atIndex: 12)
        let actor = Actor(
            kind: kind, name: try row.decode(atIndex: 7), role: RoleName(rawValue: try row.decode(atIndex: 8)),
            center: CenterCode(rawValue: try row.decode(atIndex: 9)), department: department.map(DepartmentID.init(rawValue:)),
            team: team.map(TeamID.init(rawValue:)))
        let event = NewEvent(
            type: try row.decode(atIndex: 3), schema: try row.decode(atIndex: 4),
            at: Instant(millisecondsSince1970: try row.decode(atIndex: 5)), actor: actor, payload: try bytes(row, 13))
        return RecordedEvent(
            position: try row.decode(atIndex: 0), stream: StreamName(rawValue: try row.decode(atIndex: 1)), version: try row.decode(atIndex: 2),
            event: event, command: command.map(CommandID.init(rawValue:)), hash: try bytes(row, 14))
    }

    static func bytes(_ row: Row, _ index: Int) throws -> [UInt8] {
        let data: Data = try row.decode(atIndex: index)
        return [UInt8](data)
    }

    private static func list(_ db: Database, where clause: String, arguments: StatementArguments) throws -> [RecordedEvent] {
        let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM events WHERE \(clause)")
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var events: [RecordedEvent] = []
        while let row = try rows.next() { events.append(try event(row)) }
        return events
    }
}
