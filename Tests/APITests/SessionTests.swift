import Access
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import API

@Suite("Sessions")
struct SessionTests {
    private struct MeBody: Decodable {
        let name: String
        let role: String
        let csrf: String?
        let permissions: [String]
    }

    @Test("signing in sets a cookie that scripts cannot read and other sites cannot use, and tells who one is")
    func signIn() async throws {
        try await Doors().test { client in
            let response = try await client.send(.post, "/api/session", as: nil, json: #"{"name":"duty-officer","password":"right"}"#)
            let cookie = try #require(response.headers[.setCookie])
            #expect(cookie.hasPrefix("bayu_session=session-duty-officer;"))
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Secure"))
            let me = try response.decoded(MeBody.self)
            #expect(me.csrf == FixedGate.csrf(.dutyOfficer))
            #expect(me.permissions.contains("acknowledgeAlert"))
            #expect(response.text.contains("\"department\":null"))
        }
    }

    @Test("behind a proxy that ends TLS the cookie is marked Secure")
    func secureCookie() async throws {
        var settings = Doors.settings
        settings.behindProxy = true
        try await Doors(settings).test { client in
            let response = try await client.send(.post, "/api/session", as: nil, json: #"{"name":"auditor","password":"right"}"#)
            #expect(response.headers[.setCookie]?.contains("; Secure") == true)
        }
    }

    @Test("a wrong password does not say whether the name exists; too many tries wait")
    func refused() async throws {
        try await Doors().test { client in
            let wrong = try await client.send(.post, "/api/session", as: nil, json: #"{"name":"auditor","password":"wrong"}"#)
            let unknown = try await client.send(.post, "/api/session", as: nil, json: #"{"name":"nobody","password":"right"}"#)
            #expect(wrong.status == .unauthorized)
            #expect(try wrong.problem.detail == unknown.problem.detail && wrong.problem.code == unknown.problem.code)
            let locked = try await client.send(.post, "/api/session", as: nil, json: #"{"name":"locked","password":"right"}"#)
            #expect(locked.status == .tooManyRequests)
            #expect(locked.headers[.retryAfter] == "42")
        }
    }

    @Test("signing out takes the cookie away")
    func signOut() async throws {
        try await Doors().test { client in
            let response = try await client.send(.delete, "/api/session")
            #expect(response.status == .noContent)
            #expect(response.headers[.setCookie]?.contains("Max-Age=0") == true)
        }
    }

    @Test("the token of another session is not accepted")
    func foreignToken() async throws {
        try await Doors().test { client in
            let response = try await client.send(
                .post, "/api/reports", json: "{}", csrf: false, headers: [.csrfToken: FixedGate.csrf(.auditor)])
            #expect(try response.problem.code == "session.csrf")
        }
    }

    @Test("a server must not be reached in the clear, nor with published passwords, from beyond the machine")
    func binding() {
        func check(_ bind: String, tls: Bool = false, proxy: Bool = false, demo: Bool = false) -> Bool {
            BindPolicy.check(bind: bind, tls: tls, behindProxy: proxy, demoAccounts: demo) == nil
        }
        #expect(check("127.0.0.1", demo: true) && check("::1") && check("localhost") && check("127.8.8.8"))
        #expect(!check("0.0.0.0") && !check("::") && !check("192.168.1.5") && !check("127.evil.example") && !check("127.0.0.1.example"))
        #expect(check("0.0.0.0", tls: true) && check("10.0.0.5", proxy: true))
        #expect(!check("0.0.0.0", tls: true, demo: true) && !check("10.0.0.5", proxy: true, demo: true))
    }

    @Test("a proxy's own entry of X-Forwarded-For counts, not what the client wrote before it")
    func forwarded() async throws {
        var settings = Doors.settings
        settings.behindProxy = true
        settings.rates.stranger = RateLimits.Rate(perSecond: 0.001, burst: 1)
        try await Doors(settings).test { client in
            let first = try await client.send(.get, "/api/me", as: nil, headers: [.forwardedFor: "9.9.9.9, 1.1.1.1"])
            let same = try await client.send(.get, "/api/me", as: nil, headers: [.forwardedFor: "8.8.8.8, 1.1.1.1"])
            let other = try await client.send(.get, "/api/me", as: nil, headers: [.forwardedFor: "9.9.9.9, 2.2.2.2"])
            #expect([first.status, same.status, other.status] == [.unauthorized, .tooManyRequests, .unauthorized])
        }
    }
}
