import City
import Foundation
import HazardKit
import Readings
import Testing

@testable import ReadingsSQLite

/// The stores of readings, in memory and on disk, against the same clauses.
struct ReadingsSQLiteTests {
    /// `volumes` is the disk with volumes so small that nearly every reading passes through one.
    enum Kind: CaseIterable { case memory, disk, volumes }

    static let noon = Instant(millisecondsSince1970: 1_782_900_000_000)

    @Test("ids are given in order, and a reading sent again keeps its id and its first value", arguments: Kind.allCases)
    func idsAndRepeats(kind: Kind) async throws {
        try await withStore(kind) { store in
            let ids = try await store.append([reading("rain", 0), reading("rain", 1), reading("snow", 0)])
            #expect(ids == [ReadingID(1), ReadingID(2), ReadingID(3)])
            let again = try await store.append([reading("rain", 1, value: 99), reading("rain", 2), reading("rain", 2, value: 98)])
            #expect(again == [ReadingID(2), ReadingID(4), ReadingID(4)])
            let kept = try await store.readings(of: "rain", from: Self.noon, until: minute(9), limit: 10)
            #expect(kept.map(\.value) == [0, 1, 2])
        }
    }

    @Test("a series is read oldest first, half open, limited", arguments: Kind.allCases)
    func ranges(kind: Kind) async throws {
        try await withStore(kind) { store in
            _ = try await store.append([5, 3, 1, 4, 2, 0].map { reading("rain", $0) })
            let some = try await store.readings(of: "rain", from: minute(1), until: minute(5), limit: 3)
            #expect(some.map(\.value) == [1, 2, 3])
            #expect(try await store.readings(of: "rain", from: minute(1), until: minute(5), limit: 9).map(\.value) == [1, 2, 3, 4])
            let none = try await store.readings(of: "none", from: minute(0), until: minute(9), limit: 9)
            #expect(none.isEmpty)
        }
    }

    @Test("several series are read with one question, each in its own span and in the order of the question", arguments: Kind.allCases)
    func several(kind: Kind) async throws {
        try await withStore(kind) { store in
            for number in 0..<6 { _ = try await store.append([reading("rain", number), reading("snow", number, value: -Double(number))]) }
            let found = try await store.readings(of: [
                ReadingSpan("snow", from: minute(2), until: minute(5), limit: 9), ReadingSpan("none", from: minute(0), until: minute(9), limit: 9),
                ReadingSpan("rain", from: minute(0), until: minute(9), limit: 2), ReadingSpan("rain", from: minute(5), until: minute(2), limit: 9),
                ReadingSpan("rain", from: minute(4), until: minute(9), limit: 0),
            ])
            let values = found.map { $0.map(\.value) }
            let expected: [[Double]] = [[-2, -3, -4], [], [0, 1], [], []]
            #expect(values == expected)
        }
    }

    @Test("the latest of each series is the newest in time, with its quality", arguments: Kind.allCases)
    func latest(kind: Kind) async throws {
        try await withStore(kind) { store in
            let odd = Reading(datastream: "snow", phenomenonTime: minute(1), value: -4, quality: .implausible)
            _ = try await store.append([reading("rain", 7), odd])
            _ = try await store.append([Reading(datastream: "rain", phenomenonTime: minute(3), value: 3, quality: .late)])
            #expect(try await store.latest() == ["rain": reading("rain", 7), "snow": odd])
        }
    }

    @Test("concurrent callers get the ids of their own readings", arguments: Kind.allCases)
    func concurrent(kind: Kind) async throws {
        try await withStore(kind) { store in
            let all = try await withThrowingTaskGroup(of: [ReadingID].self) { group in
                for number in 0..<100 { group.addTask { try await store.append((0..<10).map { reading(DatastreamID("s-\(number)"), $0) }) } }
                var all: [ReadingID] = []
                for try await ids in group {
                    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.number + 1 == $1.number })
                    all += ids
                }
                return all
            }
            #expect(Set(all).count == 1_000)
        }
    }

    @Test("readings are there after a restart")
    func restart() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-\(UUID().uuidString)").path
        let first = try ReadingsSQLite.open(directory: directory)
        _ = try await first.append([reading("rain", 0), reading("rain", 1)])
        try await first.close()
        let second = try ReadingsSQLite.open(directory: directory)
        #expect(try await second.latest() == ["rain": reading("rain", 1)])
        #expect(try await second.append([reading("rain", 1), reading("rain", 2)]) == [ReadingID(2), ReadingID(3)])
        try await second.close()
        try FileManager.default.removeItem(atPath: directory)
    }

    @Test("a full disk fails the call, keeps what was acknowledged, and the store goes on")
    func diskFull() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-\(UUID().uuidString)").path
        let store = try ReadingsSQLite.open(directory: directory)
        _ = try await store.append([reading("rain", 0)])
        try store.limitPages(to: 20)
        let many = (1..<10_000).map { reading("rain", $0) }
        let fault = await #expect(throws: ReadingFault.self) { try await store.append(many) }
        #expect(fault?.kind == .diskFull)
        try store.limitPages(to: 1_000_000)
        #expect(try await store.readings(of: "rain", from: minute(0), until: minute(20_000), limit: 10).count == 1)
        #expect(try await store.append(many).count == many.count)
        try await store.close()
        try FileManager.default.removeItem(atPath: directory)
    }

    @Test("a value that is no number is refused")
    func notANumber() async throws {
        try await withStore(.disk) { store in
            let fault = await #expect(throws: ReadingFault.self) { try await store.append([reading("rain", 0, value: .nan)]) }
            #expect(fault?.kind == .malformed)
            let latest = try await store.latest()
            #expect(latest.isEmpty)
        }
    }

    @Test("a closed store says so", arguments: Kind.allCases)
    func closed(kind: Kind) async throws {
        try await withStore(kind) { store in
            try await store.close()
            let fault = await #expect(throws: ReadingFault.self) { try await store.append([reading("rain", 0)]) }
            #expect(fault?.kind == .closed)
            await #expect(throws: ReadingFault.self) { try await store.latest() }
        }
    }

    private func withStore(_ kind: Kind, _ body: (any ReadingStore) async throws -> Void) async throws {
        switch kind {
        case .memory: try await body(ReadingsMemory())
        case .disk, .volumes:
            let directory = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-\(UUID().uuidString)").path
            let size = kind == .disk ? VolumeSize() : VolumeSize(readingCount: 2, writtenAtOnceCount: 1)
            let store = try ReadingsSQLite.open(directory: directory, size)
            try await body(store)
            try await store.close()
            try FileManager.default.removeItem(atPath: directory)
        }
    }

    private func minute(_ number: Int) -> Instant { Self.noon.advanced(by: Seconds(milliseconds: Int64(number) * 60_000)) }

    private func reading(_ datastream: DatastreamID, _ number: Int, value: Double? = nil) -> Reading {
        Reading(datastream: datastream, phenomenonTime: minute(number), value: value ?? Double(number))
    }
}
