import City
import Foundation
import GRDB
import HazardKit
import Readings
import Testing

@testable import ReadingsSQLite

@Suite("Volumes of readings")
struct ReadingVolumeTests {
    @Test(
        "whatever comes in whatever order, over restarts in the middle of a volume, the disk answers as memory does",
        arguments: [UInt64](1...20))
    func asMemory(seed: UInt64) async throws {
        let folder = Folder()
        defer { folder.remove() }
        var chance = Chance(state: seed)
        let size = VolumeSize(readingCount: 3 + chance.below(30), writtenAtOnceCount: 1 + chance.below(12))
        let memory = ReadingsMemory()
        var disk = try ReadingsSQLite.open(directory: folder.path, size)
        for step in 0..<60 {
            // Mostly the next readings, sometimes old ones or those that came before.
            let readings = (0..<chance.below(14)).map { _ in
                Self.reading(chance.below(5), at: step * 3 + chance.below(4) - (chance.below(4) == 0 ? chance.below(step * 3 + 1) : 0), &chance)
            }
            let (given, expected) = (try await disk.append(readings), try await memory.append(readings))
            #expect(given == expected)
            if chance.below(8) == 0 {
                try await disk.close()
                disk = try ReadingsSQLite.open(directory: folder.path, size)
            }
            let spans = (0..<6).map { series in
                ReadingSpan(
                    DatastreamID("s-\(series)"), from: Self.minute(chance.below(100)), until: Self.minute(chance.below(200)),
                    limit: chance.below(3) == 0 ? 3 : 1000)
            }
            let (read, kept) = (try await disk.readings(of: spans), try await memory.readings(of: spans))
            #expect(read == kept)
            let (latest, newest) = (try await disk.latest(), try await memory.latest())
            #expect(latest == newest)
        }
        try await disk.close()
    }

    @Test("a volume that cannot be written costs no reading: they wait in the journal, no more than two volumes, and it is written later")
    func unwritable() async throws {
        let folder = Folder()
        defer { folder.remove() }
        let store = try ReadingsSQLite.open(directory: folder.path, VolumeSize(readingCount: 1_000, writtenAtOnceCount: 100))
        var chance = Chance(state: 7)
        let readings = (0..<4_000).map { Self.reading($0 % 300, at: $0 / 300, &chance) }
        try folder.execute("CREATE TRIGGER refused BEFORE INSERT ON chunks WHEN new.series > 150 BEGIN SELECT RAISE(ABORT, 'no'); END")
        var taken = 0
        await #expect(throws: ReadingFault.self) {
            while taken < readings.count {
                _ = try await store.append(Array(readings[taken..<taken + 100]))
                taken += 100
            }
        }
        #expect(taken == 2_000)
        let meanwhile = try await Self.all(store)
        #expect(meanwhile == Self.sorted(readings.prefix(taken)))
        try folder.execute("DROP TRIGGER refused")
        _ = try await store.append(Array(readings[taken...]))
        try await store.close()
        let again = try ReadingsSQLite.open(directory: folder.path)
        let whole = try await Self.all(again)
        #expect(whole == Self.sorted(readings[...]))
        try await again.close()
    }

    @Test("readings of regular sensors take a fifth of what one row each takes")
    func size() {
        var chance = Chance(state: 3)
        let readings = (0..<25).map { (hour: Int) -> KeptReading in
            let value = Double(Float(chance.below(100_000)) / 1000)
            return KeptReading(id: Int64(hour) * 40_618, time: Int64(hour) * 3_600_000, value: value, quality: 0)
        }
        #expect(ReadingChunk.encode(readings).count < 25 * 10)
    }

    @Test("any numbers come back from a chunk as they went in")
    func extremes() throws {
        let times: [Int64] = [.min, .min + 1, -1, 0, 1, 1_780_000_000_000, 1_780_003_600_000, 1_780_007_200_000, .max - 1, .max]
        let values = [0, -0.0, 1.5, -1.5, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, 0.1, 3e-300, -1e300]
        let ids: [Int64] = [1, 2, .max, 4, 40_622, 81_240, 7, 6, 5, 4]
        let readings = zip(zip(times, values), ids).enumerated().map { index, pair in
            KeptReading(id: pair.1, time: pair.0.0, value: pair.0.1, quality: UInt8(index % 3))
        }
        var found: [KeptReading] = []
        try ReadingChunk.decode(ReadingChunk.encode(readings)) {
            found.append($0)
            return true
        }
        #expect(found == readings)
        #expect(found.map(\.value.bitPattern) == readings.map(\.value.bitPattern))
    }

    @Test("a damaged chunk is a fault or other readings, never the end of the program")
    func damaged() throws {
        var chance = Chance(state: 11)
        let whole = ReadingChunk.encode((0..<50).map { KeptReading(id: Int64($0), time: Int64($0) * 60_000, value: Double($0) / 7, quality: 0) })
        var faults = 0
        for _ in 0..<2_000 {
            var bytes = Array(whole.prefix(chance.below(whole.count + 1)))
            for _ in 0..<chance.below(4) where !bytes.isEmpty { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
            do {
                try ReadingChunk.decode(bytes) { _ in true }
            } catch is ReadingFault {
                faults += 1
            }
        }
        #expect(faults > 100)
    }

    @Test("a file with one row a reading is taken over with its ids")
    func rowsOfOld() async throws {
        let folder = Folder()
        defer { folder.remove() }
        try folder.writeOldFile(readings: 500)
        let store = try ReadingsSQLite.open(directory: folder.path)
        let found = try await store.readings(of: "s-1", from: Self.minute(0), until: Self.minute(1_000), limit: 1_000)
        let expected = stride(from: 1.0, to: 500, by: 3).map(\.self)
        #expect(found.map(\.value) == expected)
        #expect(found.first?.quality == .late)
        #expect(try await store.latest()["s-2"]?.value == 497)
        let again = Reading(datastream: "s-1", phenomenonTime: Self.minute(4), value: 99)
        let fresh = Reading(datastream: "s-1", phenomenonTime: Self.minute(1_000), value: 1)
        #expect(try await store.append([again, fresh]) == [ReadingID(5), ReadingID(501)])
        try await store.close()
    }

    @Test("a file with one row a reading is taken over volume by volume, and goes on where it was interrupted", arguments: [0, 1, 3, 5])
    func interrupted(afterVolumes count: Int) async throws {
        let folder = Folder()
        defer { folder.remove() }
        try folder.writeOldFile(readings: 500)
        try folder.beginConversion(volumes: count, readingCount: 100)
        let store = try ReadingsSQLite.open(directory: folder.path, VolumeSize(readingCount: 100, writtenAtOnceCount: 100))
        for series in 0..<3 {
            let found = try await store.readings(
                of: DatastreamID("s-\(series)"), from: Self.minute(0), until: Self.minute(1_000), limit: 1_000)
            #expect(found.map(\.value) == stride(from: Double(series), to: 500, by: 3).map(\.self))
        }
        let again = Reading(datastream: "s-1", phenomenonTime: Self.minute(4), value: 99)
        let fresh = Reading(datastream: "s-1", phenomenonTime: Self.minute(1_000), value: 1)
        #expect(try await store.append([again, fresh]) == [ReadingID(5), ReadingID(501)])
        try await store.close()
        #expect(try folder.count("SELECT count(*) FROM volumes") == 5)
        #expect(try folder.count("SELECT count(*) FROM sqlite_schema WHERE name IN ('readings', 'latest', 'oldSeries')") == 0)
    }

    static func reading(_ series: Int, at minute: Int, _ chance: inout Chance) -> Reading {
        let qualities: [Reading.Quality] = [.good, .implausible, .late]
        return Reading(
            datastream: DatastreamID("s-\(series)"), phenomenonTime: Self.minute(minute), value: Double(chance.below(1_000)) / 8,
            quality: qualities[chance.below(3)])
    }

    static func minute(_ number: Int) -> Instant { Instant(millisecondsSince1970: 1_780_000_000_000 + Int64(number) * 60_000) }

    private static func all(_ store: ReadingsSQLite) async throws -> [Reading] {
        let spans = (0..<300).map { ReadingSpan(DatastreamID("s-\($0)"), from: minute(0), until: minute(1_000), limit: 1_000) }
        return try await store.readings(of: spans).flatMap(\.self)
    }

    /// By series and then by time.
    private static func sorted(_ readings: ArraySlice<Reading>) -> [Reading] {
        (0..<300).flatMap { series in
            readings.filter { $0.datastream == DatastreamID("s-\(series)") }.sorted { $0.phenomenonTime < $1.phenomenonTime }
        }
    }
}

/// The same draws for the same seed (xorshift64*).
struct Chance {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(bound, 1)
    }
}

/// A data directory of a test.
private struct Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-\(UUID().uuidString)").path

    func remove() { try? FileManager.default.removeItem(atPath: path) }  // swallowed because a test's folder may stay behind

    private var file: String { path + "/" + ReadingsSQLite.fileName }

    /// As another program would.
    func execute(_ sql: String) throws { try DatabaseQueue(path: file).write { try $0.execute(sql: sql) } }
    func count(_ sql: String) throws -> Int? { try DatabaseQueue(path: file).read { try Int.fetchOne($0, sql: sql) } }

    /// As a process that dies between two volumes: each is in a transaction of its own.
    func beginConversion(volumes count: Int, readingCount: Int) throws {
        try DatabaseQueue(path: file).writeWithoutTransaction { db in
            try RowsOfOld.begin(db)
            for _ in 0..<count { _ = try RowsOfOld.convertVolume(db, readingCount: readingCount) }
        }
    }

    /// What version 0 wrote: the second reading late, every third of one series, a minute apart.
    func writeOldFile(readings count: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try DatabaseQueue(path: file).write { db in
            try db.execute(
                sql: """
                    CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
                    CREATE TABLE readings (id INTEGER PRIMARY KEY, series INTEGER NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL,
                        quality INTEGER NOT NULL, UNIQUE (series, time)) STRICT;
                    CREATE TABLE latest (series INTEGER PRIMARY KEY, time INTEGER NOT NULL, value REAL NOT NULL, quality INTEGER NOT NULL) STRICT;
                    PRAGMA application_id = \(ReadingsSQLite.applicationID);
                    """)
            for series in 0..<3 { try db.execute(sql: "INSERT INTO series (name) VALUES (?)", arguments: ["s-\(series)"]) }
            for number in 0..<count {
                let time = ReadingVolumeTests.minute(number).millisecondsSince1970
                try db.execute(
                    sql: "INSERT INTO readings (series, time, value, quality) VALUES (?, ?, ?, ?)",
                    arguments: [number % 3 + 1, time, Double(number), number == 1 ? 2 : 0])
                try db.execute(
                    sql: "INSERT OR REPLACE INTO latest (series, time, value, quality) VALUES (?, ?, ?, 0)",
                    arguments: [number % 3 + 1, time, Double(number)])
            }
        }
    }
}
