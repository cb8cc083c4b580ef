import City
import GRDB
import HazardKit
import Readings

/// One transaction of the writer: readings put in one after the other, and the newest of each series remembered.
struct ReadingBatch {
    /// Those that the file knows and those that this batch has added.
    private(set) var series: [DatastreamID: Int64]
    private var newest: [DatastreamID: Reading] = [:]
    private let db: Database
    private let insert: Statement

    init(_ db: Database, series: [DatastreamID: Int64]) throws {
        self.db = db
        self.series = series
        insert = try db.cachedStatement(
            sql: "INSERT INTO readings (series, time, value, quality) VALUES (?, ?, ?, ?) ON CONFLICT (series, time) DO NOTHING")
    }

    /// Keeps a reading, or finds the one that was kept first.
    mutating func keep(_ reading: Reading) throws -> ReadingID {
        let id = try seriesID(of: reading.datastream)
        let time = reading.phenomenonTime.millisecondsSince1970
        try insert.execute(arguments: [id, time, reading.value, ReadingRows.number(of: reading.quality)])
        guard db.changesCount > 0 else { return try kept(series: id, time: time) }
        let number = db.lastInsertedRowID
        if newest[reading.datastream].map({ $0.phenomenonTime < reading.phenomenonTime }) ?? true { newest[reading.datastream] = reading }
        return ReadingID(number)
    }

    /// Writes the newest of each series that this batch has touched, unless the file has a newer one.
    func finish() throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO latest (series, time, value, quality) VALUES (?, ?, ?, ?) ON CONFLICT (series) DO UPDATE SET
                time = excluded.time, value = excluded.value, quality = excluded.quality WHERE excluded.time > time
                """)
        for (datastream, reading) in newest {
            try statement.execute(arguments: [
                series[datastream], reading.phenomenonTime.millisecondsSince1970, reading.value, ReadingRows.number(of: reading.quality),
            ])
        }
    }

    private mutating func seriesID(of datastream: DatastreamID) throws -> Int64 {
        if let id = series[datastream] { return id }
        try db.cachedStatement(sql: "INSERT INTO series (name) VALUES (?)").execute(arguments: [datastream.rawValue])
        series[datastream] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    private func kept(series: Int64, time: Int64) throws -> ReadingID {
        let statement = try db.cachedStatement(sql: "SELECT id FROM readings WHERE series = ? AND time = ?")
        guard let number = try Int64.fetchOne(statement, arguments: [series, time]) else {
            throw ReadingFault(.corrupt, "a reading is there and is not found: the index is damaged; restore a copy of the file")
        }
        return ReadingID(number)
    }
}
