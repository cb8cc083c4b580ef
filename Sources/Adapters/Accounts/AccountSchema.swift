import GRDB

/// The tables of `accounts.sqlite`.
enum AccountSchema {
    static let version = 1

    /// Checks the file, refuses one that a later version made, and makes the tables that are missing.
    static func prepare(_ db: Database, file: String) throws {
        let check = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard check == "ok" else { throw AccountFault.corrupt(file: file, detail: check) }
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
            throw AccountFault.unusable(file: file, detail: "made by a later version of bayu: format \(found), this one reads up to \(version)")
        }
        guard found < version else { return }
        try db.inTransaction(.immediate) {
            try db.execute(sql: tables)
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    private static let tables = """
        CREATE TABLE IF NOT EXISTS accounts (
            name TEXT PRIMARY KEY, role TEXT NOT NULL, center TEXT NOT NULL, department TEXT, team TEXT, password TEXT NOT NULL,
            disabled INTEGER NOT NULL DEFAULT 0, demo INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS sessions (
            digest BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE, address TEXT NOT NULL,
            created INTEGER NOT NULL, seen INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS sessions_account ON sessions(account);
        CREATE TABLE IF NOT EXISTS devices (
            name TEXT PRIMARY KEY, digest BLOB NOT NULL UNIQUE, datastreams TEXT, created INTEGER NOT NULL, revoked INTEGER
        ) STRICT;
        """
}
