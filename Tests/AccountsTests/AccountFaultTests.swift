import City
import Foundation
import GRDB
import Testing

@testable import Accounts

@Suite("When the world fails")
struct AccountFaultTests {
    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch { return "\(error)" }
    }

    @Test("a damaged file is named, with what to do")
    func damaged() throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: fixture.file))
        let message = message { _ = try fixture.open() }
        #expect(message.contains("accounts.sqlite is damaged") && message.contains("backup"), "\(message)")
    }

    @Test("a missing folder is named")
    func missing() throws {
        let message = message { _ = try AccountStore.open(directory: "/nowhere/at/all", cost: .least) { Instant(millisecondsSince1970: 0) } }
        #expect(message.contains("/nowhere/at/all/accounts.sqlite cannot be used"), "\(message)")
    }

    @Test("a file of a later version is left alone")
    func later() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try await store.write { db in try db.execute(sql: "PRAGMA user_version = 99") }
        let message = message { _ = try fixture.open() }
        #expect(message.contains("later version"), "\(message)")
    }

    @Test("a password file is read without its line end")
    func passwordFile() throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        #expect(try PasswordFile.read(write("pass phrase\n", mode: 0o600, in: fixture)) == "pass phrase")
        #expect(try PasswordFile.read(write("pass phrase\r\n", mode: 0o600, in: fixture)) == "pass phrase")
        #expect(try PasswordFile.read(write("pass phrase", mode: 0o640, in: fixture)) == "pass phrase")
    }

    @Test("a password file that others can read, or that is no password, is refused")
    func wrongPasswordFile() throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let path = try write("pass phrase", mode: 0o644, in: fixture)
        #expect(throws: PasswordFile.Refusal.othersCanRead(path: path)) { try PasswordFile.read(path) }
        #expect(throws: PasswordFile.Refusal.empty(path: path)) { try PasswordFile.read(write("\n", mode: 0o600, in: fixture)) }
        #expect(throws: PasswordFile.Refusal.notText(path: path)) { try PasswordFile.read(write("two\nlines", mode: 0o600, in: fixture)) }
        let long = String(repeating: "x", count: 5000)
        #expect(throws: PasswordFile.Refusal.tooLong(path: path)) { try PasswordFile.read(write(long, mode: 0o600, in: fixture)) }
        #expect(message { _ = try PasswordFile.read("/nowhere/password") }.contains("/nowhere/password cannot be read"))
    }

    private func write(_ text: String, mode: Int, in fixture: Fixture) throws -> String {
        let path = fixture.directory + "/password"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }
}
