import City
import EventLog
import EventLogContract
import Foundation
import GRDB
import Testing

@testable import EventLogSQLite

/// Files that are not what they should be: a server refuses them with the reason, and never traps.
struct DamagedLogTests {
    @Test("a damaged header is refused as corrupt")
    func header() async throws {
        let directory = try await filled()
        let path = directory.path + "/" + EventLogSQLite.fileName
        try overwrite(path, at: 0, with: Data("not a database".utf8))
        let fault = try #require(throws: LogFault.self) { try EventLogSQLite.open(directory: directory.path) }
        #expect(fault.kind == .corrupt && fault.message.contains(path))
    }

    @Test("another program's database is left alone")
    func foreignDatabase() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/" + EventLogSQLite.fileName
        let foreign = try DatabaseQueue(path: path)
        try foreign.write { try $0.execute(sql: "CREATE TABLE things (name TEXT)") }
        try foreign.close()
        let fault = try #require(throws: LogFault.self) { try EventLogSQLite.open(directory: directory.path) }
        #expect(fault.kind == .corrupt && fault.message.contains("not an event log"))
    }

    @Test("a start finds an edited event near the end")
    func editedTail() async throws {
        let directory = try await filled()
        try edit(directory, sql: "UPDATE events SET at = at + 1 WHERE position = 9")
        let fault = try #require(throws: LogFault.self) { try EventLogSQLite.open(directory: directory.path) }
        #expect(fault.kind == .corrupt && fault.message.contains("position 9"))
    }

    @Test("a start looks only behind the newest snapshot")
    func editBeforeSnapshot() async throws {
        let directory = try await filled(snapshotAt: 8)
        try edit(directory, sql: "UPDATE events SET at = at + 1 WHERE position = 5")
        try await EventLogSQLite.open(directory: directory.path).close()
        guard case .broken(let place) = try LogVerifier.verify(directory: directory.path) else {
            Issue.record("the verifier passed an edited event")
            return
        }
        #expect(place.position == 5)
    }

    @Test("a damaged snapshot is passed over for the one before")
    func damagedSnapshot() async throws {
        let directory = try await filled(snapshotAt: 8)
        let log = try EventLogSQLite.open(directory: directory.path)
        try await log.saveSnapshot(Snapshot(name: "board", schema: 1, position: 10, bytes: [10]))
        try await log.close()
        try edit(directory, sql: "UPDATE snapshots SET bytes = x'FF' WHERE position = 10")
        let again = try EventLogSQLite.open(directory: directory.path)
        #expect(try await again.loadSnapshot("board", schema: 1)?.position == 8)
        try await again.close()
    }

    @Test("random damage to the bytes of the file never traps the verifier", arguments: 0..<60)
    func damagedBytes(seed: Int) async throws {
        let directory = try await filled()
        let path = directory.path + "/" + EventLogSQLite.fileName
        var numbers = Numbers(seed: UInt64(seed) + 1)
        let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
        for _ in 0..<20 { try overwrite(path, at: numbers.next(below: size), with: Data([UInt8(numbers.next(below: 256))])) }
        do {
            _ = try LogVerifier.verify(directory: directory.path)
        } catch {
            #expect(error is LogFault)
        }
    }

    @Test("a directory without a log is told apart from an empty log")
    func missing() throws {
        let directory = try TemporaryDirectory()
        let fault = try #require(throws: LogFault.self) { try LogVerifier.verify(directory: directory.path) }
        #expect(fault.kind == .io && fault.message.contains(directory.path))
    }

    private func filled(snapshotAt position: Int64? = nil) async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let log = try EventLogSQLite.open(directory: directory.path)
        for number in 0..<5 { _ = try await log.append(Samples.append(to: StreamName("alert/\(number)"), count: 2)) }
        if let position { try await log.saveSnapshot(Snapshot(name: "board", schema: 1, position: position, bytes: [8])) }
        try await log.close()
        return directory
    }

    private func edit(_ directory: TemporaryDirectory, sql: String) throws {
        let database = try DatabaseQueue(path: directory.path + "/" + EventLogSQLite.fileName)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    private func overwrite(_ path: String, at offset: Int, with bytes: Data) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: bytes)
        try file.close()
    }
}
