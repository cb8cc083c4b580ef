import City
import Foundation
import GRDB
import HazardKit
import Readings

/// One transaction of the writer: what it adds to the file, and the ids that its readings have then, or had before.
struct ReadingBatch {
    private struct Moment: Hashable {
        let series: Int
        let time: Int64
    }

    private(set) var newSeries: [DatastreamID] = []
    private(set) var staged: [StagedReading] = []
    private var newNumbers: [DatastreamID: Int] = [:]
    private var standings: [(series: Int, standing: ReadingShelf.Standing)] = []
    private var newest: [Int: Int64] = [:]
    /// The readings added so far, once one has come that may be among them.
    private var moments: [Moment: Int64]?
    private let firstID: Int64
    private let volumes: [ReadingVolume]
    private let journal: String

    /// Looks in memory where each reading stands.
    init(_ readings: some Sequence<Reading>, count: Int, on shelf: inout ReadingShelf) {
        firstID = shelf.tail.nextID
        volumes = shelf.volumes
        journal = ReadingsSchema.journal(of: shelf.tailVolume)
        standings.reserveCapacity(count)
        for reading in readings {
            let series = number(of: reading.datastream, in: shelf.book)
            let time = reading.phenomenonTime.millisecondsSince1970
            let isRepeated = newest[series].map { time <= $0 } ?? false
            var standing = series <= shelf.book.count ? shelf.standing(of: series, at: time) : .fresh
            if case .fresh = standing {
                if isRepeated { standing = .unsure } else { newest[series] = time }
            }
            standings.append((series, standing))
        }
    }

    private mutating func number(of name: DatastreamID, in book: SeriesBook) -> Int {
        if let known = book.number(of: name) ?? newNumbers[name] { return known }
        newSeries.append(name)
        newNumbers[name] = book.count + newSeries.count
        return book.count + newSeries.count
    }

    /// Writes what is new and returns the id of every reading, in the order in which they came. Throws `DatabaseError`, `ReadingFault`.
    mutating func write(_ readings: some Sequence<Reading>, _ db: Database) throws -> [ReadingID] {
        var ids: [ReadingID] = []
        ids.reserveCapacity(standings.count)
        for (reading, standing) in zip(readings, standings) {
            ids.append(ReadingID(try id(of: reading, standing.series, standing.standing, db)))
        }
        let insertSeries = try db.cachedStatement(sql: "INSERT INTO series (id, name) VALUES (?, ?)")
        for name in newSeries { try insertSeries.execute(arguments: [newNumbers[name], name.rawValue]) }
        let insert = try db.cachedStatement(sql: "INSERT INTO \(journal) (id, body) VALUES (?, ?)")
        var rest = staged[...]
        while let first = rest.first {
            let row = rest.prefix(JournalRow.readingCountMax)
            rest = rest.dropFirst(row.count)
            try insert.execute(arguments: [first.kept.id, Data(JournalRow.encode(row))])
        }
        return ids
    }

    private mutating func id(of reading: Reading, _ series: Int, _ standing: ReadingShelf.Standing, _ db: Database) throws -> Int64 {
        let time = reading.phenomenonTime.millisecondsSince1970
        switch standing {
        case .fresh: return stage(reading, series, time)
        case .kept(let id): return id
        case .unsure:
            if moments == nil {
                moments = Dictionary(
                    staged.map { (Moment(series: $0.series, time: $0.kept.time), $0.kept.id) }, uniquingKeysWith: { first, _ in first })
            }
            if let id = moments?[Moment(series: series, time: time)] { return id }
            return try shelvedID(of: series, at: time, db) ?? stage(reading, series, time)
        }
    }

    private mutating func stage(_ reading: Reading, _ series: Int, _ time: Int64) -> Int64 {
        let id = firstID + Int64(staged.count)
        let kept = KeptReading(id: id, time: time, value: reading.value, quality: KeptReading.number(of: reading.quality))
        staged.append(StagedReading(series: series, kept: kept))
        moments?[Moment(series: series, time: time)] = id
        return id
    }

    private func shelvedID(of series: Int, at time: Int64, _ db: Database) throws -> Int64? {
        var found: [KeptReading] = []
        for volume in volumes where volume.overlaps(time...time) { try volume.collect(&found, of: series, in: time...time, db) }
        return found.first?.id
    }
}
