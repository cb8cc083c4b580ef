import City
import Foundation
import GRDB
import HazardKit
import Readings

extension ReadingsSQLite {
    /// `BRDG` in ASCII: another program's database is refused instead of being written to.
    static let applicationID: Int32 = 0x4252_4447
    /// Pages (of 4 KiB) that the WAL gathers before they are written into the file.
    static let checkpointPageCount = 4_000
    /// Parallel readers; more would only wait for one another on a small machine.
    static let readerCount = 2

    /// Opens the readings in `directory`, making both when they are not there. A file with one row a reading, as they were once kept, is
    /// brought into the new form first.
    public static func open(directory: String) throws -> ReadingsSQLite { try open(directory: directory, VolumeSize()) }

    /// The same with volumes of another size, for tests.
    static func open(directory: String, _ size: VolumeSize) throws -> ReadingsSQLite {
        let path = directory + "/" + fileName
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            var configuration = Configuration()
            configuration.label = "readings"
            configuration.maximumReaderCount = readerCount
            let pool = try DatabasePool(path: path, configuration: configuration)
            let shelf = try pool.writeWithoutTransaction { db in
                // The pool leaves NORMAL behind, which does not wait for the disk at commit.
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = \(checkpointPageCount)")
                // Debian's SQLite overwrites with zeros what is deleted. No reading is a secret, and each would be written once more for that.
                try db.execute(sql: "PRAGMA secure_delete = OFF")
                try prepare(db, path: path, size)
                return try ReadingShelf(db)
            }
            return ReadingsSQLite(pool: pool, path: path, shelf: shelf, size)
        } catch {
            throw ReadingFault.from(error, path: path)
        }
    }

    private static func prepare(_ db: Database, path: String, _ size: VolumeSize) throws {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
            try db.inTransaction(.immediate) {
                try db.execute(sql: ReadingsSchema.sql)
                try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(ReadingsSchema.version)")
                return .commit
            }
        }
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw ReadingFault(.corrupt, "\(path) is a database, but not the readings of Bayu; name the right directory with --data")
        }
        let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= ReadingsSchema.version else {
            throw ReadingFault(.corrupt, "\(path) was written by a newer Bayu (its form is \(version)); use that one")
        }
        if version == 0 { try RowsOfOld.convert(db, volumeReadingCount: size.readingCount) }
    }
}

extension ReadingShelf {
    /// What the file says: its series with their newest, its volumes, and what its journals hold. Throws `DatabaseError`, `ReadingFault`.
    init(_ db: Database) throws {
        let volumes = try ReadingVolume.list(db)
        let last = volumes.last?.number ?? 0
        // What a crash left of a volume that never came into force is written again from its journal.
        try db.execute(sql: "DELETE FROM chunks WHERE volume > ?", arguments: [last])
        var book = try SeriesBook(db)
        let first = try Self.tail(of: last + 1, after: volumes.last?.lastID ?? 0, db, &book)
        let second = try Self.tail(of: last + 2, after: first.nextID - 1, db, &book)
        self.init(book: book, volumes: volumes, sealed: second.isEmpty ? nil : first, tail: second.isEmpty ? first : second)
    }

    private static func tail(of volume: Int64, after lastID: Int64, _ db: Database, _ book: inout SeriesBook) throws -> ReadingTail {
        var tail = ReadingTail(firstID: lastID + 1)
        let rows = try Row.fetchCursor(db, sql: "SELECT id, body FROM \(ReadingsSchema.journal(of: volume)) ORDER BY id")
        while let row = try rows.next() {
            let firstID: Int64 = try row.decode(atIndex: 0)
            let readings = try row.withUnsafeData(atIndex: 1) { try JournalRow.decode([UInt8]($0 ?? Data()), firstID: firstID) }
            guard firstID == tail.nextID, readings.allSatisfy({ (1...book.count).contains($0.series) }) else {
                throw ReadingFault(.corrupt, "the journal of the readings has a gap before reading \(firstID); restore a copy of the file")
            }
            for reading in readings {
                tail.append(reading)
                book.note(series: reading.series, time: reading.kept.time, value: reading.kept.value, quality: reading.kept.quality)
            }
        }
        return tail
    }
}

extension SeriesBook {
    fileprivate init(_ db: Database) throws {
        self.init()
        let rows = try Row.fetchCursor(db, sql: "SELECT id, name, newestTime, newestValue, newestQuality FROM series ORDER BY id")
        while let row = try rows.next() {
            add(DatastreamID(rawValue: try row.decode(atIndex: 1)))
            guard try row.decode(Int.self, atIndex: 0) == count else {
                throw ReadingFault(.corrupt, "the list of series has a gap at \(count); restore a copy of the file")
            }
            guard let time = try row.decode(Int64?.self, atIndex: 2) else { continue }
            note(series: count, time: time, value: try row.decode(atIndex: 3), quality: try row.decode(atIndex: 4))
        }
    }
}
