import City
import EventLog
import EventLogContract
import Foundation
import GRDB
import Keys
import Testing

@testable import EventLogSQLite
@testable import KeysSQLite

/// Keys on disk: sealed fields open only while the key is there, and a destroyed key is nowhere.
struct KeysSQLiteTests {
    @Test("a sealed field opens again, also after a restart")
    func roundTrip() async throws {
        let directory = try TemporaryDirectory()
        let first = try KeysSQLite.open(directory: directory.path)
        let person = try await first.makePerson()
        let sealed = try await first.seal("电话 13800000000", for: person)
        #expect(try await first.open(sealed) == "电话 13800000000")
        #expect(try await first.seal("电话 13800000000", for: person) != sealed)
        try first.close()
        let second = try KeysSQLite.open(directory: directory.path)
        #expect(try await second.open(sealed) == "电话 13800000000")
        try second.close()
    }

    @Test("a box does not open for another person, nor when changed")
    func bound() async throws {
        let keys = PersonKeysMemory(cipher: AESFieldCipher())
        let (one, other) = try await (keys.makePerson(), keys.makePerson())
        let sealed = try await keys.seal("synthetic", for: one)
        let cipher = AESFieldCipher()
        let key = cipher.makeKey()
        let box = try cipher.seal("synthetic", key: key, for: one)
        #expect(throws: KeyFault.self) { try cipher.open(box, key: key, for: other) }
        await #expect(throws: KeyFault.self) { try await keys.open(Sealed(person: other, box: sealed.box)) }
        var bytes = try #require(Data(base64Encoded: sealed.box))
        bytes[14] ^= 1
        let changed = Sealed(person: one, box: bytes.base64EncodedString())
        await #expect(throws: KeyFault.self) { try await keys.open(changed) }
        await #expect(throws: KeyFault.self) { try await keys.open(Sealed(person: one, box: "no base64")) }
    }

    @Test("sealed bytes open as they were under their own key, and not once they were changed or the key is gone")
    func bytes() async throws {
        let directory = try TemporaryDirectory()
        let keys = try KeysSQLite.open(directory: directory.path)
        let (one, other) = try await (keys.makePerson(), keys.makePerson())
        let picture = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let box = try await keys.seal(bytes: picture, for: one)
        #expect(box.count == picture.count + 28)
        #expect(try await keys.open(bytes: box, for: one) == picture)
        await #expect(throws: KeyFault.self) { try await keys.open(bytes: box, for: other) }
        await #expect(throws: KeyFault.self) { try await keys.open(bytes: box.dropLast() + [box[box.count - 1] ^ 1], for: one) }
        await #expect(throws: KeyFault.self) { try await keys.open(bytes: [], for: one) }
        #expect(try await keys.destroy(one))
        await #expect(throws: KeyFault.erased(one)) { try await keys.open(bytes: box, for: one) }
        try keys.close()
    }

    @Test("concurrent callers all get persons of their own")
    func distinctPersons() async throws {
        let directory = try TemporaryDirectory()
        let keys = try KeysSQLite.open(directory: directory.path)
        let persons = try await withThrowingTaskGroup(of: PersonID.self) { group in
            for _ in 0..<300 { group.addTask { try await keys.makePerson() } }
            var persons: Set<PersonID> = []
            for try await person in group { persons.insert(person) }
            return persons
        }
        #expect(persons.count == 300)
        try keys.close()
    }

    @Test("no byte of a destroyed key is left in any file")
    func destroyed() async throws {
        let directory = try TemporaryDirectory()
        let keys = try KeysSQLite.open(directory: directory.path)
        var persons: [PersonID] = []
        for _ in 0..<1_000 { persons.append(try await keys.makePerson()) }
        let stored = try storedKeys(directory)
        let sealed = try await keys.seal("synthetic", for: persons[0])
        var numbers = Numbers(seed: 7)
        let doomed = [persons[0]] + (0..<60).map { _ in persons[1 + numbers.next(below: 999)] }
        for person in doomed {
            let key = try #require(stored[person])
            let isStillThere = try directory.names(holding: key.prefix(8)).isEmpty == false
            #expect(try await keys.destroy(person) == isStillThere)
            for start in stride(from: 0, through: 24, by: 8) {
                #expect(try directory.names(holding: key.dropFirst(start).prefix(8)) == [])
            }
        }
        await #expect(throws: KeyFault.erased(persons[0])) { try await keys.open(sealed) }
        await #expect(throws: KeyFault.erased(persons[0])) { try await keys.seal("again", for: persons[0]) }
        #expect(try await keys.destroy(persons[0]) == false)
        let kept = try #require(persons.first { !doomed.contains($0) })
        _ = try await keys.seal("still", for: kept)
        try keys.close()
    }

    @Test("only the server's account may read the keys")
    func fileMode() throws {
        let directory = try TemporaryDirectory()
        try KeysSQLite.open(directory: directory.path).close()
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + KeysSQLite.fileName)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("an erased person is in no file, and the chain still verifies")
    func erasedPerson() async throws {
        let directory = try TemporaryDirectory()
        let log = try EventLogSQLite.open(directory: directory.path)
        let keys = try KeysSQLite.open(directory: directory.path)
        let plaintext = "synthetic caller 重庆 4711"
        let person = try await keys.makePerson()
        let key = try #require(try storedKeys(directory)[person])
        let sealed = try await keys.seal(plaintext, for: person)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let payload = try encoder.encode(["caller": sealed])
        let event = NewEvent(type: "AlertRaised", schema: 1, at: Samples.noon, actor: Samples.actor, payload: [UInt8](payload))
        _ = try await log.append(Append(stream: "alert/1", expectedVersion: 0, command: nil, events: [event]))
        try await log.saveSnapshot(Snapshot(name: "board", schema: 1, position: 1, bytes: [UInt8](payload)))

        #expect(try directory.names(holding: Data(sealed.box.prefix(40).utf8)).isEmpty == false)
        #expect(try await keys.destroy(person))
        #expect(try directory.names(holding: Data(plaintext.utf8)) == [])
        #expect(try directory.names(holding: key) == [])
        guard case .whole = try LogVerifier.verify(directory: directory.path) else {
            Issue.record("erasing a person broke the chain")
            return
        }
        try await log.close()
        try keys.close()
        #expect(try directory.names(holding: Data(plaintext.utf8)) == [] && directory.names(holding: key) == [])
    }

    private func storedKeys(_ directory: TemporaryDirectory) throws -> [PersonID: Data] {
        var configuration = Configuration()
        configuration.readonly = true
        let database = try DatabaseQueue(path: directory.path + "/" + KeysSQLite.fileName, configuration: configuration)
        defer { try? database.close() }
        return try database.read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT person, key FROM keys")
            return Dictionary(
                uniqueKeysWithValues: try rows.map { (PersonID(try $0.decode(String.self, atIndex: 0)), try $0.decode(Data.self, atIndex: 1)) })
        }
    }
}
