import City
import Foundation
import GRDB
import Keys

/// Keys as rows. Rows are only ever added at the end and overwritten in place, so that SQLite has no reason to move a key.
enum KeyRows {
    static let sql = """
        CREATE TABLE keys (number INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, key BLOB NOT NULL) STRICT
        """
    /// What stands in the place of a destroyed key: the same length, so that it is written over the key itself.
    private static let erased = Data(count: AESFieldCipher.keyByteCount)

    static func make(count: Int, with cipher: AESFieldCipher, in db: Database) throws -> [PersonID] {
        var made: [PersonID] = []
        try db.inTransaction(.immediate) {
            let insert = try db.cachedStatement(sql: "INSERT INTO keys (person, key) VALUES (?, ?)")
            for _ in 0..<count {
                let person = cipher.makeName()
                try insert.execute(arguments: [person.rawValue, Data(cipher.makeKey())])
                made.append(person)
            }
            return .commit
        }
        return made
    }

    /// Nil when there never was a key, or it has been destroyed.
    static func find(_ person: PersonID, in db: Database) throws -> [UInt8]? {
        let statement = try db.cachedStatement(sql: "SELECT key FROM keys WHERE person = ?")
        guard let key = try Data.fetchOne(statement, arguments: [person.rawValue]), key != erased else { return nil }
        return [UInt8](key)
    }

    static func destroy(_ person: PersonID, in db: Database) throws -> Bool {
        var count = 0
        try db.inTransaction(.immediate) {
            try db.execute(
                sql: "UPDATE keys SET key = ?1 WHERE person = ?2 AND key <> ?1", arguments: [erased, person.rawValue])
            count = db.changesCount
            return .commit
        }
        return count > 0
    }
}
