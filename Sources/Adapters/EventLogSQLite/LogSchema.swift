import City
import EventLog
import GRDB

/// The tables of `log.sqlite`, and the marks by which a file is known as a log.
enum LogSchema {
    /// `BAYU` in ASCII: another program's database is refused instead of being written to.
    static let applicationID: Int32 = 0x4241_5955
    static let version: Int32 = 1

    /// What a command id did is read from the events themselves, through an index: a second table could disagree with them.
    static let sql = """
        CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            schema INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor_kind TEXT NOT NULL,
            actor_name TEXT NOT NULL,
            actor_role TEXT NOT NULL,
            actor_center TEXT NOT NULL,
            actor_department TEXT,
            actor_team TEXT,
            command TEXT,
            payload BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX events_by_stream ON events (stream, version);
        CREATE INDEX events_by_command ON events (command) WHERE command IS NOT NULL;
        CREATE TABLE snapshots (
            name TEXT NOT NULL,
            schema INTEGER NOT NULL,
            position INTEGER NOT NULL,
            digest BLOB NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (name, schema, position)
        ) STRICT;
        """

    /// Makes the tables in a new file; refuses a file that is not a log, or one of a later version.
    static func prepare(_ db: Database, path: String) throws {
        if try Int32.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
            try db.inTransaction(.immediate) {
                try db.execute(sql: sql)
                try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
                return .commit
            }
        }
        try check(db, path: path)
    }

    static func check(_ db: Database, path: String) throws {
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw LogFault(.corrupt, "\(path) is a database, but not an event log of Bayu; name the right directory with --data")
        }
        let found = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found == version else {
            throw LogFault(
                .corrupt, "\(path) has log format \(found), this build of Bayu reads format \(version); start the build that wrote it")
        }
    }
}
