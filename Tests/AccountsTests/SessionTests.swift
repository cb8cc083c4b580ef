import Access
import City
import Foundation
import Testing

@testable import Accounts

@Suite("Sessions")
struct SessionTests {
    private func store(_ fixture: Fixture) async throws -> AccountStore {
        let store = try fixture.open()
        try await store.add(Fixture.officer, password: Fixture.password, city: Fixture.city)
        return store
    }

    @Test("a wrong password, an unknown name and a huge password are refused alike")
    func refused() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        let huge = String(repeating: "x", count: 100_000)
        for (name, password) in [("desk.a1", "wrong password"), ("nobody", Fixture.password), ("desk.a1", huge), ("", "")] {
            #expect(try await store.logIn(name: name, password: password, address: "192.0.2.1") == .refused)
        }
    }

    @Test("a session outlives a restart and ends when its person logs out")
    func logOut() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let token = try await store(fixture).token("desk.a1")
        let store = try fixture.open()
        #expect(store.session(token)?.account.name == "desk.a1")
        try await store.logOut(token)
        #expect(store.session(token) == nil)
        #expect(try fixture.open().session(token) == nil)
    }

    @Test("a session ends after 12 unused hours, and not before")
    func idle() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        let token = try await store.token("desk.a1")
        fixture.clock.advance(by: .hours(12) - Seconds(milliseconds: 1))
        #expect(store.session(token) != nil)
        fixture.clock.advance(by: .hours(12))
        #expect(store.session(token) == nil)
    }

    @Test("a session ends after 24 hours, however busy")
    func absolute() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        let token = try await store.token("desk.a1")
        for _ in 0..<3 {
            fixture.clock.advance(by: .hours(7))
            #expect(store.session(token) != nil)
        }
        fixture.clock.advance(by: .hours(3))
        #expect(store.session(token) == nil)
        try await store.tidy()
        #expect(store.listSessions().isEmpty)
    }

    @Test("tidying keeps on disk when a session was last used")
    func tidy() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        let token = try await store.token("desk.a1")
        fixture.clock.advance(by: .hours(11))
        #expect(store.session(token) != nil)
        try await store.tidy()
        fixture.clock.advance(by: .hours(11))
        #expect(try fixture.open().session(token) != nil)
    }

    @Test("one account has at most 20 sessions, and the one unused for longest makes room")
    func many() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        var tokens: [SessionToken] = []
        for _ in 0...Session.perAccountMax {
            tokens.append(try await store.token("desk.a1"))
            fixture.clock.advance(by: 1)
        }
        #expect(store.listSessions(of: "desk.a1").count == Session.perAccountMax)
        #expect(store.session(tokens[0]) == nil)
        #expect(store.session(tokens[1]) != nil)
    }

    @Test("a session is revoked by the handle in the list")
    func revoke() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        let token = try await store.token("desk.a1")
        let handle = try #require(store.listSessions().first?.handle)
        #expect(try await store.revoke(session: handle))
        #expect(store.session(token) == nil)
        #expect(try await store.revoke(session: handle) == false)
    }

    @Test("a CSRF token belongs to one session, and is not the session token")
    func csrf() throws {
        let token = SessionToken.make()
        #expect(token.accepts(csrf: token.csrf))
        #expect(token.csrf != token.text)
        #expect(!token.accepts(csrf: SessionToken.make().csrf))
        #expect(!token.accepts(csrf: nil))
        #expect(!token.accepts(csrf: ""))
        #expect(SessionToken(token.text) == token)
        #expect(SessionToken("short") == nil)
    }

    @Test("guessing slows down, the right password of a stranger must wait too, and a familiar address is let in")
    func backoff() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try await store(fixture)
        _ = try await store.token("desk.a1")
        for _ in 0..<LoginBackoff.freeTries {
            #expect(try await store.logIn(name: "desk.a1", password: "a wrong guess", address: "203.0.113.9") == .refused)
        }
        #expect(try await store.logIn(name: "desk.a1", password: Fixture.password, address: "203.0.113.9") == .wait(1))
        _ = try await store.token("desk.a1")
        fixture.clock.advance(by: 1)
        let outcome = try await store.logIn(name: "desk.a1", password: Fixture.password, address: "203.0.113.9")
        guard case .loggedIn = outcome else {
            Issue.record("still refused after the wait: \(outcome)")
            return
        }
    }

    @Test("an address that tries many names is slowed down, and a success does not clear it")
    func address() {
        var backoff = LoginBackoff()
        let start = Instant(millisecondsSince1970: 0)
        for number in 0..<LoginBackoff.addressFreeTries {
            #expect(backoff.begin(name: "n\(number)", address: "a", at: start) == nil)
            if number == 3 { backoff.succeeded(name: "n3", address: "a") }
        }
        #expect(backoff.begin(name: "one.more", address: "a", at: start) == nil)
        #expect(backoff.begin(name: "and.another", address: "a", at: start) == 1)
        #expect(backoff.begin(name: "and.another", address: "b", at: start) == nil)
    }

    @Test("what strangers make the back-off remember is bounded, and the wait is too")
    func bounds() {
        var backoff = LoginBackoff()
        let start = Instant(millisecondsSince1970: 0)
        for number in 0..<(LoginBackoff.entriesMax * 2) { _ = backoff.begin(name: "n\(number)", address: "a\(number)", at: start) }
        #expect(backoff.count <= LoginBackoff.entriesMax)
        var longest: Seconds = .zero
        var now = start
        for _ in 0..<100 {
            if let wait = backoff.begin(name: "victim", address: "x\(now.millisecondsSince1970)", at: now) {
                longest = max(longest, wait)
                now = now.advanced(by: wait)
            }
        }
        #expect(longest == LoginBackoff.nameWaitMax)
    }
}
