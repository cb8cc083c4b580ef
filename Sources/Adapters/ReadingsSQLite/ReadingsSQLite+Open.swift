import City
import Foundation
import GRDB
import Readings

extension ReadingsSQLite {
    /// `BRDG` in ASCII: another program's database is refused instead of being written to.
    static let applicationID: Int32 = 0x4252_4447
    /// Pages (of 4 KiB) that the WAL gathers before they are written into the file.
    static let checkpointPageCount = 4_000
    /// KiB of pages that the writer keeps at hand: each batch touches the end of every series in the index, and with SQLite's own 2 MiB
    /// it spends its time reading them again.
    static let writerCacheKibibytes = 16_384
    /// Parallel readers; more would only wait for one another on a small machine.
    static let readerCount = 2

    /// Opens the readings in `directory`, making both when they are not there.
    public static func open(directory: String) throws -> ReadingsSQLite {
        let path = directory + "/" + fileName
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            var configuration = Configuration()
            configuration.label = "readings"
            configuration.maximumReaderCount = readerCount
            let pool = try DatabasePool(path: path, configuration: configuration)
            let series = try pool.writeWithoutTransaction { db in
                // The pool leaves NORMAL behind, which does not wait for the disk at commit.
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = \(checkpointPageCount)")
                try db.execute(sql: "PRAGMA cache_size = -\(writerCacheKibibytes)")
                try prepare(db, path: path)
                return try ReadingRows.series(db)
            }
            return ReadingsSQLite(pool: pool, path: path, series: series)
        } catch {
            throw ReadingFault.from(error, path: path)
        }
    }

    private static func prepare(_ db: Database, path: String) throws {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
            try db.inTransaction(.immediate) {
                try db.execute(sql: ReadingRows.sql)
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                return .commit
            }
        }
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw ReadingFault(.corrupt, "\(path) is a database, but not the readings of Bayu; name the right directory with --data")
        }
    }
}
