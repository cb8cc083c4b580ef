import Access
import City
import Foundation
import Testing

@testable import Accounts

@Suite("Demonstration accounts")
struct DemoAccountsTests {
    @Test("each role of the loop gets one, and a server can tell that they are there")
    func install() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        #expect(!store.hasDemoAccounts)
        let seats = DemoAccounts.seats(in: Fixture.city, district: "A", department: "transport")
        try await DemoAccounts.install(seats, into: store, city: Fixture.city)
        try await DemoAccounts.install(seats, into: store, city: Fixture.city)
        #expect(store.list().map(\.name) == ["admin", "alpha", "auditor", "field", "hub", "orchard", "transport"])
        #expect(Set(store.list().map(\.role)).count == Role.allCases.count - 1)
        #expect(store.hasDemoAccounts)
        #expect(try await store.verify(name: "orchard", password: DemoAccounts.password)?.center == "A1")
        try await DemoAccounts.removeAll(from: store)
        #expect(!store.hasDemoAccounts)
    }

    @Test("a real account is never turned into a demonstration account")
    func real() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let seats = DemoAccounts.seats(in: Fixture.city, district: "A")
        try await store.add(AccountDraft(name: "hub", role: "auditor", center: "H"), password: Fixture.password, city: Fixture.city)
        await #expect(throws: AccountRefusal.nameTaken("hub")) { try await DemoAccounts.install(seats, into: store, city: Fixture.city) }
        #expect(store.list().map(\.name) == ["hub"])
        #expect(!store.hasDemoAccounts)
    }
}
