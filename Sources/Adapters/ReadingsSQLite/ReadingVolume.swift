import Foundation
import GRDB
import Readings

/// A million readings sorted by series, written once and never changed.
struct ReadingVolume {
    let number: Int64
    let lastID: Int64
    let firstTime: Int64
    let lastTime: Int64

    func overlaps(_ span: ClosedRange<Int64>) -> Bool { firstTime <= span.upperBound && lastTime >= span.lowerBound }

    /// Adds this volume's readings of one series to those found, oldest first.
    func collect(_ found: inout [KeptReading], of series: Int, in span: ClosedRange<Int64>, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT body FROM chunks WHERE volume = ? AND series = ? AND lastTime >= ? AND firstTime <= ? ORDER BY firstTime
                """)
        let rows = try Row.fetchCursor(statement, arguments: [number, series, span.lowerBound, span.upperBound])
        while let row = try rows.next() {
            try row.withUnsafeData(atIndex: 0) { data in
                try (data ?? Data()).withUnsafeBytes { bytes in
                    try ReadingChunk.decode(bytes) { reading in
                        if span.contains(reading.time) { found.append(reading) }
                        return reading.time < span.upperBound
                    }
                }
            }
        }
    }

    /// Writes the readings of one series, oldest first; not in force until the volume stands in the list.
    static func write(_ readings: [KeptReading], of series: Int, volume: Int64, _ db: Database) throws {
        let insert = try db.cachedStatement(sql: "INSERT INTO chunks (volume, series, firstTime, lastTime, body) VALUES (?, ?, ?, ?, ?)")
        var rest = readings[...]
        while let first = rest.first {
            let part = rest.prefix(ReadingChunk.readingCountMax)
            rest = rest.dropFirst(part.count)
            try insert.execute(arguments: [volume, series, first.time, part.last?.time ?? first.time, Data(ReadingChunk.encode(part))])
        }
        guard let newest = readings.last else { return }
        try db.cachedStatement(
            sql: "UPDATE series SET newestTime = ?, newestValue = ?, newestQuality = ? WHERE id = ? AND (newestTime IS NULL OR newestTime < ?)"
        ).execute(arguments: [newest.time, newest.value, newest.quality, series, newest.time])
    }

    /// Puts the volume in force.
    func enter(_ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO volumes (number, lastID, firstTime, lastTime) VALUES (?, ?, ?, ?)", arguments: [number, lastID, firstTime, lastTime])
    }

    static func list(_ db: Database) throws -> [ReadingVolume] {
        try Row.fetchAll(db, sql: "SELECT number, lastID, firstTime, lastTime FROM volumes ORDER BY number").map { row in
            ReadingVolume(
                number: try row.decode(atIndex: 0), lastID: try row.decode(atIndex: 1), firstTime: try row.decode(atIndex: 2),
                lastTime: try row.decode(atIndex: 3))
        }
    }
}
