import City
import GRDB
import HazardKit
import Readings
import Synchronization

/// Readings in one SQLite file: WAL, `synchronous = FULL`, one writer with group commit; compressed by the million (`ReadingsSchema`).
public final class ReadingsSQLite: ReadingStore {
    /// The name of the file in the data directory.
    public static let fileName = "readings.sqlite"

    private let pool: DatabasePool
    private let path: String
    private let writer: ReadingsWriter

    init(pool: DatabasePool, path: String, shelf: ReadingShelf, _ size: VolumeSize) {
        self.pool = pool
        self.path = path
        writer = ReadingsWriter(pool: pool, path: path, shelf: shelf, size)
        writer.resume()
    }

    public func append(_ readings: [Reading]) async throws -> [ReadingID] { try await writer.append(readings) }

    public func readings(of spans: [ReadingSpan]) async throws -> [[Reading]] {
        try checkOpen()
        // Volumes never change, and one that comes into force from here on holds what is taken from memory here.
        let parts = writer.state.withLock { state in spans.map { state.shelf.part(of: $0.datastream, in: $0.milliseconds) } }
        guard parts.contains(where: { !($0?.volumes.isEmpty ?? true) }) else {
            return try zip(spans, parts).map { span, part in try part.map { try $0.readings(span, nil) } ?? [] }
        }
        return try await read { db in
            try zip(spans, parts).map { span, part in try part.map { try $0.readings(span, db) } ?? [] }
        }
    }

    public func latest() async throws -> [DatastreamID: Reading] {
        try checkOpen()
        return try writer.state.withLock { $0.shelf.book }.latest()
    }

    public func close() async throws { try await writer.close() }

    /// Lets the file grow to `pageCount` pages at most, so that a test can fill the disk.
    func limitPages(to pageCount: Int) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pageCount)") }
    }

    private func checkOpen() throws {
        if writer.isClosed { throw ReadingFault(.closed, "the store of readings has been closed") }
    }

    private func read<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(query)
        } catch {
            throw ReadingFault.from(error, path: path)
        }
    }
}

extension ReadingSpan {
    /// Both ends belong to it.
    fileprivate var milliseconds: ClosedRange<Int64> {
        let first = from.millisecondsSince1970
        let end = until.millisecondsSince1970
        return first...max(first, end == .min ? end : end - 1)
    }

    fileprivate var isEmpty: Bool { limit <= 0 || until <= from }
}

extension ShelfPart {
    /// What the volumes and memory hold of a span, oldest first. No volume is looked into that begins after the last reading wanted.
    fileprivate func readings(_ span: ReadingSpan, _ db: Database?) throws -> [Reading] {
        guard !span.isEmpty else { return [] }
        var found: [KeptReading] = []
        for (index, volume) in volumes.enumerated() {
            guard let db else { preconditionFailure("volumes are read with the file at hand") }
            try volume.collect(&found, of: series, in: span.milliseconds, db)
            guard found.count >= span.limit, index + 1 < volumes.count else { continue }
            found.sortIfNeeded()
            if found[span.limit - 1].time < volumes[index + 1].firstTime { break }
        }
        found += waiting
        found.sortIfNeeded()
        return try found.prefix(span.limit).map { try $0.reading(of: span.datastream) }
    }
}

extension [KeptReading] {
    /// Readings mostly come in order.
    fileprivate mutating func sortIfNeeded() {
        guard zip(self, dropFirst()).contains(where: { $0.time > $1.time }) else { return }
        sort { $0.time < $1.time }
    }
}
