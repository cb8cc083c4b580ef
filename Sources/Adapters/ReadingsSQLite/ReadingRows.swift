import City
import GRDB
import HazardKit
import Readings

/// Readings as rows.
enum ReadingRows {
    /// `latest` is written with each batch, so that a start need not look for the newest of each series.
    static let sql = """
        CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE readings (
            id INTEGER PRIMARY KEY,
            series INTEGER NOT NULL,
            time INTEGER NOT NULL,
            value REAL NOT NULL,
            quality INTEGER NOT NULL,
            UNIQUE (series, time)
        ) STRICT;
        CREATE TABLE latest (
            series INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            value REAL NOT NULL,
            quality INTEGER NOT NULL
        ) STRICT;
        """

    static func series(_ db: Database) throws -> [DatastreamID: Int64] {
        var series: [DatastreamID: Int64] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT name, id FROM series")
        while let row = try rows.next() { series[DatastreamID(rawValue: try row.decode(atIndex: 0))] = try row.decode(atIndex: 1) }
        return series
    }

    static func readings(_ db: Database, of datastream: DatastreamID, from: Instant, until: Instant, limit: Int) throws -> [Reading] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT r.time, r.value, r.quality FROM readings AS r
                WHERE r.series = (SELECT id FROM series WHERE name = ?) AND r.time >= ? AND r.time < ? ORDER BY r.time LIMIT ?
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [datastream.rawValue, from.millisecondsSince1970, until.millisecondsSince1970, max(0, limit)])
        var readings: [Reading] = []
        while let row = try rows.next() { readings.append(try reading(row, of: datastream, at: 0)) }
        return readings
    }

    static func latest(_ db: Database) throws -> [DatastreamID: Reading] {
        var latest: [DatastreamID: Reading] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT s.name, l.time, l.value, l.quality FROM latest AS l JOIN series AS s ON s.id = l.series")
        while let row = try rows.next() {
            let datastream = DatastreamID(rawValue: try row.decode(atIndex: 0))
            latest[datastream] = try reading(row, of: datastream, at: 1)
        }
        return latest
    }

    static func number(of quality: Reading.Quality) -> Int {
        switch quality {
        case .good: 0
        case .implausible: 1
        case .late: 2
        }
    }

    private static func reading(_ row: Row, of datastream: DatastreamID, at index: Int) throws -> Reading {
        let number = try row.decode(Int.self, atIndex: index + 2)
        let quality: Reading.Quality
        switch number {
        case 0: quality = .good
        case 1: quality = .implausible
        case 2: quality = .late
        default: throw ReadingFault(.corrupt, "a reading of \(datastream) has the unknown quality \(number); restore a copy of the file")
        }
        return Reading(
            datastream: datastream, phenomenonTime: Instant(millisecondsSince1970: try row.decode(atIndex: index)),
            value: try row.decode(atIndex: index + 1), quality: quality)
    }
}
