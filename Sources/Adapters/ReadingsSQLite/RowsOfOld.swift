import GRDB
import Readings

/// A file of the first form: one row a reading, with an index by series and time, and a table of the newest.
enum RowsOfOld {
    /// Brings the file into the new form, a volume after the other; one that is interrupted goes on at the next start. As many readings as make
    /// a volume lie in memory at once; a million of them take some 60 MB.
    static func convert(_ db: Database, volumeReadingCount: Int) throws {
        try begin(db)
        while try convertVolume(db, readingCount: volumeReadingCount) {}
        try db.inTransaction(.immediate) {
            try db.execute(sql: "DROP TABLE readings; DROP TABLE latest; DROP TABLE oldSeries; PRAGMA user_version = \(ReadingsSchema.version)")
            return .commit
        }
    }

    /// Makes room for the new form beside the old one, once.
    static func begin(_ db: Database) throws {
        if try !db.tableExists("volumes") {
            try db.inTransaction(.immediate) {
                try db.execute(sql: "ALTER TABLE series RENAME TO oldSeries")
                try db.execute(sql: ReadingsSchema.sql)
                // Numbers of series were given one after the other, and no series was ever taken away.
                try db.execute(
                    sql: """
                        INSERT INTO series (id, name, newestTime, newestValue, newestQuality)
                        SELECT s.id, s.name, l.time, l.value, l.quality FROM oldSeries AS s LEFT JOIN latest AS l ON l.series = s.id ORDER BY s.id
                        """)
                return .commit
            }
        }
    }

    /// False when nothing is left.
    static func convertVolume(_ db: Database, readingCount: Int) throws -> Bool {
        let last = try ReadingVolume.list(db).last
        var bySeries: [Int: [KeptReading]] = [:]
        var (lastID, firstTime, lastTime) = (Int64(0), Int64.max, Int64.min)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, series, time, value, quality FROM readings WHERE id > ? ORDER BY id LIMIT ?",
            arguments: [last?.lastID ?? 0, readingCount])
        while let row = try rows.next() {
            let kept = KeptReading(
                id: try row.decode(atIndex: 0), time: try row.decode(atIndex: 2), value: try row.decode(atIndex: 3),
                quality: try row.decode(atIndex: 4))
            bySeries[try row.decode(atIndex: 1), default: []].append(kept)
            lastID = kept.id
            firstTime = min(firstTime, kept.time)
            lastTime = max(lastTime, kept.time)
        }
        guard !bySeries.isEmpty else { return false }
        let volume = ReadingVolume(number: (last?.number ?? 0) + 1, lastID: lastID, firstTime: firstTime, lastTime: lastTime)
        try db.inTransaction(.immediate) {
            for (series, readings) in bySeries.sorted(by: { $0.key < $1.key }) {
                try ReadingVolume.write(readings.sorted { $0.time < $1.time }, of: series, volume: volume.number, db)
            }
            try volume.enter(db)
            return .commit
        }
        return true
    }
}
