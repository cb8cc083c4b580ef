import EventLog
import Foundation
import GRDB

@testable import EventLogSQLite

/// One edit of a log by somebody who has the file: a changed field, a removed, doubled or inserted event, two events that change places.
struct RandomEdit: CustomStringConvertible {
    private enum Kind { case number(String), text(String), bytes(String), optional(String), remove, insert, swap(Int) }

    private static let kinds: [Kind] =
        ["version", "schema", "at"].map { .number($0) }
        + ["stream", "type", "actor_kind", "actor_name", "actor_role", "actor_center"].map { .text($0) }
        + ["payload", "hash"].map { .bytes($0) } + ["actor_department", "actor_team", "command"].map { .optional($0) }
        + [.remove, .insert]

    /// The first place that is no longer as it was written.
    let position: Int
    private let kind: Kind
    private let noise: Int
    private let eventCount: Int

    init(_ numbers: inout Numbers, eventCount: Int) {
        self.eventCount = eventCount
        noise = numbers.next(below: 1 << 20)
        let first = numbers.next(below: eventCount) + 1
        let choice = numbers.next(below: Self.kinds.count + 1)
        if choice < Self.kinds.count {
            kind = Self.kinds[choice]
            position = first
        } else {
            let second = (first + numbers.next(below: eventCount - 1)) % eventCount + 1
            kind = .swap(max(first, second))
            position = min(first, second)
        }
    }

    var description: String { "\(kind) at \(position)" }

    /// A removed last event leaves a whole chain: only an exported head shows it, and its own test does.
    func isCutOff(_ head: LogHead) -> Bool {
        if case .remove = kind { return position == eventCount && head.position == Int64(eventCount) - 1 }
        return false
    }

    func apply(to db: Database) throws {
        switch kind {
        case .number(let column): try set(column, to: "\(column) + \(noise % 9 + 1)", db)
        case .text(let column): try set(column, to: textEdit(of: column), db)
        case .bytes(let column):
            // One byte of it becomes another.
            let row = try Row.fetchOne(db, sql: "SELECT \(column) FROM events WHERE position = ?", arguments: [position])
            var bytes: [UInt8] = [UInt8](try row?.decode(Data.self, atIndex: 0) ?? Data())
            bytes[noise % bytes.count] ^= UInt8(1) << ((noise >> 8) % 8)
            try db.execute(sql: "UPDATE events SET \(column) = ? WHERE position = ?", arguments: [Data(bytes), position])
        case .optional(let column): try set(column, to: "CASE WHEN \(column) IS NULL THEN '' ELSE NULL END", db)
        case .remove: try db.execute(sql: "DELETE FROM events WHERE position = ?", arguments: [position])
        case .insert: try insert(db)
        case .swap(let other): try swap(with: other, db)
        }
    }

    private func textEdit(of column: String) -> String {
        ["\(column) || 'x'", "\(column) || char(0)", "substr(\(column), 2)", "'ä' || \(column)", "CAST(x'FF' AS TEXT) || \(column)"][noise % 5]
    }

    private func set(_ column: String, to expression: String, _ db: Database) throws {
        try db.execute(sql: "UPDATE events SET \(column) = \(expression) WHERE position = ?", arguments: [position])
    }

    /// A copy of an event is put in; those behind it move up by one, as if it had always been there.
    private func insert(_ db: Database) throws {
        try db.execute(sql: "UPDATE events SET position = -position WHERE position >= ?", arguments: [position])
        try db.execute(sql: "UPDATE events SET position = 1 - position WHERE position < 0")
        try copy(position + 1, to: position, db)
        try set("at", to: "at + 1", db)
    }

    private func swap(with other: Int, _ db: Database) throws {
        try db.execute(sql: "UPDATE events SET position = 0 WHERE position = ?", arguments: [position])
        try db.execute(sql: "UPDATE events SET position = ? WHERE position = ?", arguments: [position, other])
        try db.execute(sql: "UPDATE events SET position = ? WHERE position = 0", arguments: [other])
    }

    private func copy(_ from: Int, to: Int, _ db: Database) throws {
        let rest = LogRows.columns.replacing("position, ", with: "")
        try db.execute(
            sql: "INSERT INTO events (\(LogRows.columns)) SELECT ?, \(rest) FROM events WHERE position = ?", arguments: [to, from])
    }
}
