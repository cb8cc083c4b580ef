import Access
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import API

@Suite("Every bound holds on both sides")
struct BoundsTests {
    private func report(padding: Int) -> String {
        #"{"id":"11111111-aaaa","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III","text":""#
            + String(repeating: "x", count: padding) + #""}"#
    }

    @Test("a body of exactly the bound is read, one byte more is refused with 413")
    func bodyBytes() async throws {
        let empty = report(padding: 0).utf8.count
        try await Doors().test { client in
            let fits = try await client.send(.post, "/api/reports", json: report(padding: Bounds.smallBodyBytesMax - empty))
            let tooLong = try await client.send(.post, "/api/reports", json: report(padding: Bounds.smallBodyBytesMax - empty + 1))
            #expect(fits.status != .contentTooLarge)
            #expect(tooLong.status == .contentTooLarge)
            #expect(try tooLong.problem.code == "body.too-large")
        }
    }

    @Test("a DataArray may have one MiB and no more")
    func largestBody() async throws {
        try await Doors().test { client in
            let fits = try await client.send(
                .post, "/sta/v1.1/CreateObservations", as: .device, json: "[]" + String(repeating: " ", count: Bounds.bodyBytesMax - 2))
            let tooLong = try await client.send(
                .post, "/sta/v1.1/CreateObservations", as: .device, json: "[]" + String(repeating: " ", count: Bounds.bodyBytesMax - 1))
            #expect(fits.status == .created)
            #expect(tooLong.status == .contentTooLarge)
        }
    }

    @Test("JSON may be nested 32 deep and no deeper; brackets within texts do not count")
    func depth() throws {
        func nested(_ depth: Int) -> ByteBuffer {
            ByteBuffer(string: String(repeating: "[", count: depth) + #""[[[\"[""# + String(repeating: "]", count: depth))
        }
        #expect(throws: Never.self) { try JSONDepth.check(nested(Bounds.jsonDepthMax)) }
        #expect(throws: Problem.self) { try JSONDepth.check(nested(Bounds.jsonDepthMax + 1)) }
    }

    @Test("an address of exactly the bound is answered, a longer one gets 414")
    func target() async throws {
        try await Doors().test { client in
            let prefix = "/healthz?x="
            let fits = try await client.send(.get, prefix + String(repeating: "y", count: Bounds.targetBytesMax - prefix.utf8.count), as: nil)
            let tooLong = try await client.send(.get, prefix + String(repeating: "y", count: Bounds.targetBytesMax), as: nil)
            #expect(fits.status == .ok)
            #expect(tooLong.status == .uriTooLong)
        }
    }

    @Test("a header of exactly the bound is read, a longer one is refused", arguments: [(0, "200"), (1, "400")])
    func headerField(over: Int, status: String) async throws {
        try await Doors().test(.live) { client in
            let wire = try RawClient.Connection(port: try #require(client.port))
            let value = String(repeating: "y", count: Bounds.headerFieldBytesMax + over)
            wire.send("GET /healthz HTTP/1.1\r\nHost: here\r\nX-Long: \(value)\r\n\r\n")
            let answer = await wire.status(withinMilliseconds: 10_000)
            #expect(answer?.hasPrefix("HTTP/1.1 \(status)") == true, "\(answer ?? "nothing")")
        }
    }

    @Test("as many headers as the bound are read, one more is refused", arguments: [(0, "200"), (1, "400")])
    func headerFields(over: Int, status: String) async throws {
        try await Doors().test(.live) { client in
            let wire = try RawClient.Connection(port: try #require(client.port))
            // Host is one of them.
            let more = String(repeating: "X-Many: y\r\n", count: Bounds.headerFieldCountMax - 1 + over)
            wire.send("GET /healthz HTTP/1.1\r\nHost: here\r\n\(more)\r\n")
            let answer = await wire.status(withinMilliseconds: 10_000)
            #expect(answer?.hasPrefix("HTTP/1.1 \(status)") == true, "\(answer ?? "nothing")")
        }
    }

    @Test("a connection on which nothing happens is closed by the server; the bound is a minute")
    func idle() async throws {
        var settings = Doors.settings
        #expect(settings.idleTimeout == Bounds.idleTimeout)
        settings.idleTimeout = .milliseconds(200)
        try await Doors(settings).test(.live) { client in
            let wire = try RawClient.Connection(port: try #require(client.port))
            #expect(await wire.hear(withinMilliseconds: 10_000) == [])
        }
    }

    @Test("a page may have 1 to 500 rows", arguments: [(0, false), (1, true), (500, true), (501, false)])
    func page(rows: Int, isAllowed: Bool) async throws {
        try await Doors().test { client in
            let response = try await client.send(.get, "/api/centers?limit=\(rows)")
            #expect((response.status == .ok) == isAllowed)
            if !isAllowed { #expect(try response.problem.field == "limit") }
        }
    }

    @Test("a client spends its burst, is refused, and is served again when time has filled the bucket")
    func tokens() {
        let buckets = TokenBuckets(RateLimits.Rate(perSecond: 2, burst: 3))
        for _ in 0..<3 { #expect(buckets.take("a", at: 0)) }
        #expect(!buckets.take("a", at: 0))
        #expect(buckets.take("b", at: 0))
        #expect(!buckets.take("a", at: 0.4))
        #expect(buckets.take("a", at: 0.6))
    }

    @Test("the table of clients stays bounded: strangers past the bound share one bucket, known clients keep theirs")
    func clients() {
        let buckets = TokenBuckets(RateLimits.Rate(perSecond: 0.001, burst: 2), clientsMax: 2)
        #expect(buckets.take("a", at: 0))
        #expect(buckets.take("b", at: 0))
        #expect(buckets.take("c", at: 0))
        #expect(buckets.take("d", at: 0))
        #expect(!buckets.take("e", at: 0))
        #expect(buckets.take("a", at: 0))
        #expect(buckets.count == 3)
    }

    @Test("people cannot take the share of the devices, and nobody passes the whole bound")
    func admission() {
        let admission = Admission(limit: 4, reservedForDevices: 2)
        #expect(admission.enter(.person))
        #expect(admission.enter(.person))
        #expect(!admission.enter(.person))
        #expect(admission.enter(.device))
        #expect(admission.enter(.device))
        #expect(!admission.enter(.device))
        admission.leave(.person)
        #expect(admission.enter(.device))
    }

    @Test("past its rate a client gets 429 with Retry-After")
    func tooManyRequests() async throws {
        var settings = Doors.settings
        settings.rates.person = RateLimits.Rate(perSecond: 0.001, burst: 2)
        try await Doors(settings).test { client in
            #expect(try await client.send(.get, "/api/me").status == .ok)
            #expect(try await client.send(.get, "/api/me").status == .ok)
            let refused = try await client.send(.get, "/api/me")
            #expect(refused.status == .tooManyRequests)
            #expect(refused.headers[.retryAfter] == "1")
            #expect(try await client.send(.get, "/api/me", as: .auditor).status == .ok)
        }
    }

    @Test("a command id has 8 to 64 letters, digits and dashes", arguments: [("1234567", false), ("12345678", true), ("a/b-timer", false)])
    func commandIDs(id: String, isAllowed: Bool) async throws {
        let body = #"{"id":"\#(id)","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III"}"#
        try await Doors().test { client in
            let response = try await client.send(.post, "/api/reports", json: body)
            #expect((response.status == .created) == isAllowed)
            if !isAllowed { #expect(try response.problem.field == "id") }
        }
    }
}
