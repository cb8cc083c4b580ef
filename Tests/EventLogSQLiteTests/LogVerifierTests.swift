import City
import EventLog
import EventLogContract
import Foundation
import GRDB
import Testing

@testable import EventLogSQLite

/// What the verifier finds, and where.
struct LogVerifierTests {
    static let editCount = 10_000
    static let eventCount = 60

    @Test("10,000 random edits are all found, at the place of the edit")
    func randomEdits() async throws {
        let log = try TemporaryLog()
        try await fill(log)
        try await log.close()
        let database = try DatabaseQueue(path: log.directory.path + "/" + EventLogSQLite.fileName)
        try await database.writeWithoutTransaction { db in
            // Whoever edits the file can also drop the index that stands in the way.
            try db.execute(sql: "DROP INDEX events_by_stream")
            var numbers = Numbers(seed: 2)
            for number in 0..<Self.editCount {
                let edit = RandomEdit(&numbers, eventCount: Self.eventCount)
                try db.inTransaction {
                    try edit.apply(to: db)
                    // From the start each time would only walk again over what is untouched; now and then it does.
                    let start = number % 20 == 0 ? 0 : Int64(max(0, edit.position - 2))
                    var walk = try ChainWalk(db, after: start)
                    let broken = try walk.advance(db, limit: edit.position - Int(start) + 1)
                    let isFound = broken?.position == Int64(edit.position) || edit.isCutOff(walk.head)
                    #expect(isFound, "edit \(number): \(edit) gave \(broken?.text ?? "nothing")")
                    return .rollback
                }
            }
        }
        try database.close()
    }

    @Test("an untouched log is whole, also while a server writes to it")
    func whole() async throws {
        let log = try TemporaryLog()
        try await fill(log)
        let head = try await log.head()
        #expect(try LogVerifier.verify(directory: log.directory.path) == .whole(head))
        let writing = Task { for number in 0..<200 { _ = try await log.append(Samples.append(to: StreamName("new/\(number)"))) } }
        for _ in 0..<5 {
            guard case .whole(let seen) = try LogVerifier.verify(directory: log.directory.path) else {
                Issue.record("a log that is being written is not whole")
                break
            }
            #expect(seen.position >= head.position)
        }
        try await writing.value
        try await log.close()
    }

    @Test("a cut-off end shows against an exported head")
    func cutOff() async throws {
        let log = try TemporaryLog()
        try await fill(log)
        try await log.close()
        let head = try LogHeadFile.export(directory: log.directory.path, at: Samples.noon)
        #expect(try LogVerifier.verify(directory: log.directory.path, head: head) == .whole(LogHead(position: head.position, hash: head.hash)))
        try edit(log, "DELETE FROM events WHERE position > 50")
        guard case .whole = try LogVerifier.verify(directory: log.directory.path),
            case .broken(let place) = try LogVerifier.verify(directory: log.directory.path, head: head)
        else {
            Issue.record("a cut-off end must show against the head, and only there")
            return
        }
        #expect(place.position == 51 && place.why.contains("cut off"))
    }

    @Test("a log written anew from the start shows against an exported head")
    func replaced() async throws {
        let log = try TemporaryLog()
        try await fill(log)
        try await log.close()
        let head = try LogHeadFile.export(directory: log.directory.path, at: Samples.noon)
        let other = try TemporaryLog()
        for number in 0...Self.eventCount { _ = try await other.append(Samples.append(to: StreamName("other/\(number)"))) }
        try await other.close()
        guard case .broken(let place) = try LogVerifier.verify(directory: other.directory.path, head: head) else {
            Issue.record("another chain passed for the exported one")
            return
        }
        #expect(place.position == head.position)
    }

    @Test("an exported head comes back from its file; a changed one is not believed")
    func headFile() async throws {
        let log = try TemporaryLog()
        try await fill(log)
        let head = try LogHeadFile.export(directory: log.directory.path, at: Samples.noon)
        let path = log.directory.path + "/head.json"
        try head.json().write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try LogHeadFile.load(path) == head)
        #expect(try LogHeadFile.export(directory: log.directory.path, at: Samples.noon).publicKey == head.publicKey)
        try head.json().replacing("\"position\" : 60", with: "\"position\" : 59").write(toFile: path, atomically: true, encoding: .utf8)
        guard case .broken(let place) = try LogVerifier.verify(directory: log.directory.path, head: LogHeadFile.load(path)) else {
            Issue.record("a changed head was believed")
            return
        }
        #expect(place.why.contains("signature"))
        guard case .broken(let foreign) = try LogVerifier.verify(directory: log.directory.path, head: head, publicKey: "another") else {
            Issue.record("a head under another key was believed")
            return
        }
        #expect(foreign.why.contains("another key"))
        let attributes = try FileManager.default.attributesOfItem(atPath: log.directory.path + "/signing.key")
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        try await log.close()
    }

    @Test("a command taken out of the index is found")
    func damagedIndex() async throws {
        let log = try TemporaryLog()
        try await fill(log)
        try await log.close()
        let database = try DatabaseQueue(path: log.directory.path + "/" + EventLogSQLite.fileName)
        try await database.writeWithoutTransaction { db in
            let page = try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'events_by_command'") ?? 0
            try db.execute(sql: "PRAGMA writable_schema = ON; CREATE INDEX hollow ON events (command) WHERE command = 'none'")
            try db.execute(
                sql: "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'hollow') WHERE rootpage = \(page)")
            try db.execute(sql: "DELETE FROM sqlite_schema WHERE name = 'hollow'")
        }
        try database.close()
        guard case .broken = try LogVerifier.verify(directory: log.directory.path) else {
            Issue.record("a hollow index passed")
            return
        }
    }

    private func fill(_ log: TemporaryLog) async throws {
        for number in 0..<(Self.eventCount / 3) {
            let command = number % 2 == 0 ? CommandID("c-\(number)") : nil
            let version = Int64(number / 7 * 3)
            _ = try await log.append(Samples.append(to: StreamName("alert/\(number % 7)"), after: version, command: command, count: 3))
        }
    }

    private func edit(_ log: TemporaryLog, _ sql: String) throws {
        let database = try DatabaseQueue(path: log.directory.path + "/" + EventLogSQLite.fileName)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }
}
