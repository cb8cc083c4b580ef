import City
import EventLog
import EventLogContract
import Foundation
import Testing

@testable import EventLogSQLite

/// The log on disk: the contract of all logs, and what only a disk can do.
struct EventLogSQLiteTests {
    /// Enough pages for a new log and little more.
    static let pageCountOfSmallDisk = 40
    static let pageCountOfLargeDisk = 1_000_000_000

    static let contract = EventLogContract(
        make: { try TemporaryLog(pendingEventCountMax: $0) },
        breakDisk: { try await ($0 as? TemporaryLog)?.log.limitPages(to: pageCountOfSmallDisk) },
        mendDisk: { try await ($0 as? TemporaryLog)?.log.limitPages(to: pageCountOfLargeDisk) })

    @Test("the log on disk keeps the contract", arguments: EventLogContract.clauses)
    func keepsContract(clause: EventLogContract.Clause) async throws {
        try await clause.check(Self.contract)
    }

    @Test("a commit waits for the disk")
    func waitsForDisk() async throws {
        let log = try TemporaryLog()
        let full = 2
        #expect(try await log.log.pragma("synchronous") == full)
        try await log.close()
    }

    @Test("events, outcomes and snapshots are there after a restart")
    func survivesRestart() async throws {
        let directory = try TemporaryDirectory()
        let first = try EventLogSQLite.open(directory: directory.path)
        let events = try await first.append(Samples.append(to: "alert/1", command: "c-1", count: 3))
        let snapshot = Snapshot(name: "board", schema: 1, position: 2, bytes: [1, 2, 3])
        try await first.saveSnapshot(snapshot)
        try await first.close()

        let second = try EventLogSQLite.open(directory: directory.path)
        #expect(try await second.read(from: 0, limit: 10) == events)
        #expect(try await second.outcome(of: "c-1") == CommandOutcome(stream: "alert/1", version: 3, position: 3))
        #expect(try await second.loadSnapshot("board", schema: 1) == snapshot)
        #expect(try await second.append(Samples.append(to: "alert/1", after: 3)).map(\.position) == [4])
        try await second.close()
    }

    @Test("a full disk fails what waits, loses nothing acknowledged, and the log goes on after recovery")
    func diskFull() async throws {
        let directory = try TemporaryDirectory()
        let log = try EventLogSQLite.open(directory: directory.path)
        try await log.limitPages(to: Self.pageCountOfSmallDisk)
        let outcomes = await withTaskGroup(of: Result<Int64, any Error>.self) { group in
            for number in 0..<400 {
                group.addTask {
                    do {
                        let events = [Samples.event(number, payloadByteCount: 2_000)]
                        let append = Append(stream: StreamName("alert/\(number)"), expectedVersion: 0, command: nil, events: events)
                        return .success(try await log.append(append)[0].position)
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let acknowledged = outcomes.compactMap { try? $0.get() }.sorted()
        let kinds = Set(
            outcomes.compactMap { outcome -> LogFault.Kind? in
                guard case .failure(let error) = outcome else { return nil }
                return (error as? LogFault)?.kind ?? .io
            })
        #expect(kinds.contains(.diskFull) && kinds.isSubset(of: [.diskFull, .faulted]))
        #expect(try await log.read(from: 0, limit: 1_000).map(\.position) == acknowledged)

        try await log.limitPages(to: Self.pageCountOfLargeDisk)
        try await log.recover()
        let next = try await log.append(Samples.append(to: "alert/after"))
        #expect(next[0].position == Int64(acknowledged.count) + 1)
        try await log.close()
        #expect(try LogVerifier.verify(directory: directory.path) == .whole(LogHead(position: next[0].position, hash: next[0].hash)))
    }

    @Test("a second server on the same directory is told so")
    func locked() async throws {
        let directory = try TemporaryDirectory()
        let log = try EventLogSQLite.open(directory: directory.path)
        let fault = try #require(throws: LogFault.self) { try EventLogSQLite.open(directory: directory.path) }
        #expect(fault.kind == .locked && fault.message.contains(directory.path) && fault.message.contains("--data"))
        try await log.close()
        try await EventLogSQLite.open(directory: directory.path).close()
    }

    @Test("a full queue says that it is busy")
    func overloaded() async throws {
        let log = try TemporaryLog()
        let payload = [UInt8](repeating: 32, count: LogBounds.payloadByteCountMax)
        let event = NewEvent(type: "Large", schema: 1, at: Samples.noon, actor: Samples.actor, payload: payload)
        let kinds = await withTaskGroup(of: LogFault.Kind?.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let events = Array(repeating: event, count: 10)
                    do {
                        _ = try await log.append(Append(stream: StreamName("a/\(number)"), expectedVersion: 0, command: nil, events: events))
                        return nil
                    } catch {
                        return (error as? LogFault)?.kind ?? .io
                    }
                }
            }
            return await group.reduce(into: [LogFault.Kind?]()) { $0.append($1) }
        }
        #expect(Set(kinds).isSubset(of: [nil, .overloaded]) && kinds.contains(nil))
        let tooMuch = Array(repeating: event, count: LogBounds.queuedByteCountMax / payload.count + 1)
        let fault = await #expect(throws: LogFault.self) {
            try await log.append(Append(stream: "a/all", expectedVersion: 0, command: nil, events: tooMuch))
        }
        #expect(fault?.kind == .overloaded)
        try await log.close()
    }
}
