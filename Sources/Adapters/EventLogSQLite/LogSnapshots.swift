import City
import Crypto
import EventLog
import GRDB

/// Snapshots beside the events. Each carries a digest: one that the disk has damaged is passed over, and the start takes longer.
enum LogSnapshots {
    static func save(_ snapshot: Snapshot, in db: Database) throws {
        try db.inTransaction(.immediate) {
            try db.execute(
                sql: "INSERT OR REPLACE INTO snapshots (name, schema, position, digest, bytes) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    snapshot.name, snapshot.schema, snapshot.position, Blob(bytes: digest(snapshot.bytes)), Blob(bytes: snapshot.bytes),
                ])
            try db.execute(
                sql: """
                    DELETE FROM snapshots WHERE name = ?1 AND rowid NOT IN
                    (SELECT rowid FROM snapshots WHERE name = ?1 ORDER BY position DESC LIMIT ?2)
                    """,
                arguments: [snapshot.name, LogBounds.snapshotCountPerName])
            return .commit
        }
    }

    static func load(_ name: String, schema: Int, notAfter position: Int64, in db: Database) throws -> Snapshot? {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT position, digest, bytes FROM snapshots
                WHERE name = ? AND schema = ? AND position <= ? ORDER BY position DESC
                """,
            arguments: [name, schema, position])
        while let row = try rows.next() {
            let bytes = try LogRows.bytes(row, 2)
            guard digest(bytes) == (try LogRows.bytes(row, 1)) else { continue }
            return Snapshot(name: name, schema: schema, position: row[0], bytes: bytes)
        }
        return nil
    }

    /// The position of the newest snapshot of any projection; 0 without one.
    static func newestPosition(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(position) FROM snapshots") ?? 0
    }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
