import City
import GRDB
import HazardKit
import Readings

/// Readings in one SQLite file: WAL, `synchronous = FULL`, one writer with group commit. The compressed store will take its place.
public final class ReadingsSQLite: ReadingStore {
    /// The name of the file in the data directory.
    public static let fileName = "readings.sqlite"

    private let pool: DatabasePool
    private let path: String
    private let writer: ReadingsWriter

    init(pool: DatabasePool, path: String, series: [DatastreamID: Int64]) {
        self.pool = pool
        self.path = path
        writer = ReadingsWriter(pool: pool, path: path, series: series)
    }

    public func append(_ readings: [Reading]) async throws -> [ReadingID] { try await writer.append(readings) }

    public func readings(of datastream: DatastreamID, from: Instant, until: Instant, limit: Int) async throws -> [Reading] {
        try await read { try ReadingRows.readings($0, of: datastream, from: from, until: until, limit: limit) }
    }

    public func latest() async throws -> [DatastreamID: Reading] {
        try await read { try ReadingRows.latest($0) }
    }

    public func close() async throws { try await writer.close() }

    /// Lets the file grow to `pageCount` pages at most, so that a test can fill the disk.
    func limitPages(to pageCount: Int) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pageCount)") }
    }

    private func read<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        if writer.isClosed { throw ReadingFault(.closed, "the store of readings has been closed") }
        do {
            return try await pool.read(query)
        } catch {
            throw ReadingFault.from(error, path: path)
        }
    }
}
