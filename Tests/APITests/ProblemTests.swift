import Access
import EventLog
import HTTPTypes
import HummingbirdTesting
import Logging
import Testing

@testable import API

@Suite("Bad input gets a clear problem")
struct ProblemTests {
    @Test(
        "a bad report names its field",
        arguments: [
            (#"{"id":"#, 400, "json.malformed", nil),
            ("", 400, "json.malformed", nil),
            (#"{"kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III"}"#, 422, "field.invalid", "id"),
            (#"{"id":"11111111-a","kind":"other","point":{"latitude":"x","longitude":106.4},"grade":"III"}"#, 422, "field.invalid", "point.latitude"),
            (#"{"id":"11111111-a","kind":"other","point":{"latitude":29.8},"grade":"III"}"#, 422, "field.invalid", "point.longitude"),
            (#"{"id":"11111111-a","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"V"}"#, 422, "field.invalid", "grade"),
            (#"{"id":"11111111-a","kind":"dragon","point":{"latitude":29.8,"longitude":106.4},"grade":"III"}"#, 422, "kind.unknown", "kind"),
            (#"{"id":"11111111-a","kind":"other","point":{"latitude":0,"longitude":0},"grade":"III"}"#, 422, "place.outside-city", "point"),
            (
                #"{"id":"11111111-a","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III","observedAt":"2999-01-01T00:00:00Z"}"#,
                422, "report.time-out-of-range", "observedAt"
            ),
            (
                #"{"id":"11111111-a","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III","observedAt":"yesterday"}"#,
                422, "field.invalid", "observedAt"
            ),
        ] as [(String, Int, String, String?)])
    func report(body: String, status: Int, code: String, field: String?) async throws {
        try await Doors().test { client in
            let problem = try await client.send(.post, "/api/reports", json: body).problem
            #expect(problem.status == status)
            #expect(problem.code == code)
            #expect(problem.field == field)
            #expect(!problem.detail.isEmpty)
            #expect(problem.type == "urn:bayu:problem:" + code)
        }
    }

    @Test("an unknown id, path or method is told apart")
    func unknown() async throws {
        try await Doors().test { client in
            #expect(try await client.send(.get, "/api/alerts/A-999999").problem.status == 404)
            #expect(try await client.send(.get, "/api/nothing").problem.code == "not-found")
            let wrongMethod = try await client.send(.delete, "/api/board")
            #expect(try wrongMethod.problem.status == 405)
            #expect(wrongMethod.headers[.allow] == "GET")
        }
    }

    @Test("faults of the store say what kind, never where")
    func faults() throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let full = Problem.from(LogFault(.diskFull, "no space on /secret/path"), logger: logger)
        #expect(full.status == .serviceUnavailable)
        #expect(full.code == "store.disk-full")
        #expect(!full.detail.contains("secret"))
        struct Surprise: Error {}
        let unknown = Problem.from(Surprise(), logger: logger)
        #expect(unknown.status == .internalServerError)
        #expect(!unknown.detail.contains("Surprise"))
    }

    @Test("a command decided on an old version is a conflict")
    func oldVersion() async throws {
        try await Doors().test { client in
            let alert = try await client.raise()
            let response = try await client.send(
                .post, "/api/alerts/\(alert)/commands", json: #"{"id":"22222222-a","expectedVersion":99,"type":"acknowledge"}"#)
            #expect(try response.problem.status == 409)
            #expect(try response.problem.field == "expectedVersion")
        }
    }

    @Test("before the log has been read every door that needs it answers 503, and readyz says so")
    func starting() async throws {
        let doors = try await Doors()
        doors.readiness.becomeUnready("the log is still being read")
        try await doors.test { client in
            let problem = try await client.send(.get, "/api/board").problem
            #expect(problem.code == "server.starting")
            #expect(try await client.send(.get, "/readyz", as: nil).status == .serviceUnavailable)
            #expect(try await client.send(.get, "/healthz", as: nil).status == .ok)
        }
        doors.readiness.becomeReady()
        let ready = try await doors.test { client in try await client.send(.get, "/readyz", as: nil).status }
        #expect(ready == .ok)
    }
}
