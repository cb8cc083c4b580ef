import City
import EventLog
import Foundation
import GRDB

extension EventLogSQLite {
    /// How far back an open looks when there is no newer snapshot: some tens of milliseconds. The whole chain is `LogVerifier`'s work.
    static let tailEventCountMax: Int64 = 10_000
    /// Pages (of 4 KiB) that the WAL gathers before they are written into the file: fewer waits for the disk than SQLite's own 1,000.
    static let checkpointPageCount = 4_000
    /// KiB of pages that the writer keeps at hand: each append touches the ends of many streams in the index, and with SQLite's own 2 MiB
    /// it spends its time reading them again.
    static let writerCacheKibibytes = 16_384
    /// Parallel readers; more would only wait for one another on a small machine.
    static let readerCount = 4

    /// Opens the log in `directory`, making both when they are not there, and checks its end.
    ///
    /// - Throws: `LogFault`: `.locked` when another process has it, `.corrupt` when the file is damaged, `.io` when it cannot be reached.
    public static func open(
        directory: String, pendingEventCountMax: Int = LogBounds.pendingEventCountMax
    ) throws -> EventLogSQLite {
        try makeDirectory(directory)
        let path = directory + "/" + fileName
        let lock = try LogLock(directory: directory)
        do {
            let pool = try DatabasePool(path: path, configuration: configuration())
            let head = try pool.writeWithoutTransaction { db in
                // The pool leaves NORMAL behind, which does not wait for the disk at commit.
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = \(checkpointPageCount)")
                try db.execute(sql: "PRAGMA cache_size = -\(writerCacheKibibytes)")
                try LogSchema.prepare(db, path: path)
                try checkTail(db, path: path)
                return try LogRows.head(db)
            }
            return EventLogSQLite(pool: pool, path: path, lock: lock, head: head, pendingEventCountMax: pendingEventCountMax)
        } catch {
            lock.release()
            throw LogFault.from(error, path: path)
        }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "event-log"
        configuration.maximumReaderCount = readerCount
        return configuration
    }

    private static func makeDirectory(_ directory: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw LogFault(.io, "the data directory \(directory) cannot be made (\(error)); check its path and rights")
        }
    }

    private static func checkTail(_ db: Database, path: String) throws {
        let last = try LogRows.head(db).position
        let start = max(try LogSnapshots.newestPosition(db), last - tailEventCountMax, 0)
        guard start < last else { return }
        var walk = try ChainWalk(db, after: start)
        if let broken = try walk.advance(db, limit: Int(last - start)) {
            throw LogFault(
                .corrupt, "\(path) is broken at \(broken.text); keep the file, run `bayu verify-log`, and restore a copy")
        }
    }
}
