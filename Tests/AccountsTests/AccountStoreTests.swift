import Access
import City
import Foundation
import Testing

@testable import Accounts

@Suite("Accounts")
struct AccountStoreTests {
    @Test("an account outlives a restart, with its role and place")
    func restart() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let made = try await fixture.open().add(Fixture.officer, password: Fixture.password, city: Fixture.city)
        let store = try fixture.open()
        #expect(store.list() == [made])
        #expect(try await store.verify(name: "desk.a1", password: Fixture.password) == made)
        #expect(made.actor == Actor(kind: .person, name: "desk.a1", role: "duty-officer", center: "A1"))
    }

    @Test("what does not fit the city is refused by the rule that it breaks")
    func refusals() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let cases: [(AccountDraft, AccountRefusal)] = [
            (AccountDraft(name: "a", role: "duty-officer", center: "Z"), .unknownCenter("Z")),
            (AccountDraft(name: "a", role: "mayor", center: "H"), .unknownRole("mayor")),
            (AccountDraft(name: "a", role: "device", center: "H"), .unknownRole("device")),
            (AccountDraft(name: "a", role: "district-commander", center: "H"), .wrongLevel(.districtCommander, "H", .municipal)),
            (AccountDraft(name: "A b", role: "auditor", center: "H"), .badName("A b")),
            (AccountDraft(name: "", role: "auditor", center: "H"), .badName("")),
            (AccountDraft(name: "a", role: "department-liaison", center: "A"), .departmentMissing),
            (AccountDraft(name: "a", role: "department-liaison", center: "A", department: "x"), .unknownDepartment("x")),
            (AccountDraft(name: "a", role: "auditor", center: "H", department: "fire"), .departmentNotForRole(.auditor)),
            (AccountDraft(name: "a", role: "field-team", center: "A"), .teamMissing),
            (AccountDraft(name: "a", role: "field-team", center: "A", team: "t9"), .unknownTeam("t9")),
            (AccountDraft(name: "a", role: "field-team", center: "B", team: "t1"), .teamElsewhere("t1", "A")),
            (AccountDraft(name: "a", role: "field-team", center: "A", department: "transport", team: "t1"), .teamOfOtherDepartment("t1", "fire")),
            (AccountDraft(name: "a", role: "auditor", center: "H", team: "t1"), .teamNotForRole(.auditor)),
        ]
        for (draft, refusal) in cases {
            await #expect(throws: refusal) { try await store.add(draft, password: Fixture.password, city: Fixture.city) }
            #expect(!refusal.description.isEmpty)
        }
        await #expect(throws: AccountRefusal.passwordTooShort) { try await store.add(Fixture.officer, password: "1234567", city: Fixture.city) }
        let long = String(repeating: "x", count: PasswordHasher.bytesMax + 1)
        await #expect(throws: AccountRefusal.passwordTooLong) { try await store.add(Fixture.officer, password: long, city: Fixture.city) }
        #expect(store.list().isEmpty)
    }

    @Test("a name is given once")
    func taken() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try await store.add(Fixture.officer, password: Fixture.password, city: Fixture.city)
        await #expect(throws: AccountRefusal.nameTaken("desk.a1")) {
            try await store.add(Fixture.officer, password: "another one", city: Fixture.city)
        }
    }

    @Test("a team's account gets the team's department")
    func team() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let draft = AccountDraft(name: "field", role: "field-team", center: "A", team: "t1")
        #expect(try await store.add(draft, password: Fixture.password, city: Fixture.city).department == "fire")
    }

    @Test("a changed role counts at once, also in open sessions")
    func change() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try await store.add(Fixture.officer, password: Fixture.password, city: Fixture.city)
        let token = try await store.token("desk.a1")
        try await store.change(AccountDraft(name: "desk.a1", role: "district-commander", center: "A"), city: Fixture.city)
        #expect(store.session(token)?.account.role == .districtCommander)
        await #expect(throws: AccountRefusal.unknownAccount("nobody")) {
            try await store.change(AccountDraft(name: "nobody", role: "auditor", center: "H"), city: Fixture.city)
        }
    }

    @Test("the file is its owner's alone and holds neither a password nor a token nor a key")
    func secrets() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try await store.add(Fixture.officer, password: Fixture.password, city: Fixture.city)
        let token = try await store.token("desk.a1")
        let key = try await store.addDevice("gauge-1")
        let bytes = try fixture.bytesOnDisk()
        #expect(bytes.range(of: Data("desk.a1".utf8)) != nil)
        for secret in [Fixture.password, token.text, token.csrf, key] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
        for name in try FileManager.default.contentsOfDirectory(atPath: fixture.directory) {
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.directory + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("a new password and a disabled account end the sessions")
    func endings() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        try await store.add(Fixture.officer, password: Fixture.password, city: Fixture.city)
        let first = try await store.token("desk.a1")
        try await store.setPassword("a new pass phrase", of: "desk.a1")
        #expect(store.session(first) == nil)
        let second = try await store.token("desk.a1", "a new pass phrase")
        try await store.setDisabled(true, of: "desk.a1")
        #expect(store.session(second) == nil)
        #expect(try await store.verify(name: "desk.a1", password: "a new pass phrase") == nil)
        try await store.setDisabled(false, of: "desk.a1")
        #expect(store.session(second) == nil)
        #expect(try await store.verify(name: "desk.a1", password: "a new pass phrase") != nil)
        await #expect(throws: AccountRefusal.unknownAccount("x")) { try await store.setDisabled(true, of: "x") }
    }
}
