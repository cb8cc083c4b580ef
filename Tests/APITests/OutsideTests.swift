import Access
import City
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Notify
import Testing

@testable import API

@Suite("Machines and personal data")
struct OutsideTests {
    private static let report = #"{"id":"80000000-a","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III","title":"smoke"}"#

    private func signed(_ body: String, at time: String, secret: [UInt8] = Doors.hookSecret) -> HTTPFields {
        [.signature: WebhookSignature.sign(Array(body.utf8), timestamp: time, secret: secret), .timestamp: time]
    }

    @Test("a signed report is taken, once; unsigned, foreign and old ones are not")
    func hooks() async throws {
        let doors = try await Doors()
        let time = doors.clock.now.rfc3339
        try await doors.test { client in
            let first = try await client.send(.post, "/api/hooks/partner", as: nil, json: Self.report, headers: signed(Self.report, at: time))
            let again = try await client.send(.post, "/api/hooks/partner", as: nil, json: Self.report, headers: signed(Self.report, at: time))
            #expect(first.status == .created && again.status == .created)
            #expect(again.text.contains("\"repeated\":true"))
            let unsigned = try await client.send(.post, "/api/hooks/partner", as: nil, json: Self.report)
            let changed = try await client.send(.post, "/api/hooks/partner", as: nil, json: Self.report + " ", headers: signed(Self.report, at: time))
            let stranger = try await client.send(.post, "/api/hooks/nobody", as: nil, json: Self.report, headers: signed(Self.report, at: time))
            let stale = doors.clock.now.advanced(by: -301).rfc3339
            let old = try await client.send(.post, "/api/hooks/partner", as: nil, json: Self.report, headers: signed(Self.report, at: stale))
            for refused in [unsigned, changed, stranger, old] { #expect(refused.status == .unauthorized) }
        }
    }

    @Test("a reading is answered with its address once it is kept")
    func reading() async throws {
        try await Doors().test { client in
            let path = "/sta/v1.1/Datastreams('rain-1')/Observations"
            let response = try await client.send(.post, path, as: .device, json: #"{"result":4.2}"#)
            #expect(response.status == .created, "\(response.text)")
            #expect(response.headers[.location]?.contains("/sta/v1.1/Observations(") == true)
            #expect(try await client.send(.get, "/api/datastreams").text.contains("4.2"))
        }
    }

    @Test(
        "a bad reading names its field",
        arguments: [
            ("/sta/v1.1/Datastreams('none-1')/Observations", #"{"result":1}"#, 403),
            ("/sta/v1.1/Datastreams(rain)/Observations", #"{"result":1}"#, 400),
            ("/sta/v1.1/Datastreams('rain-1')/Observations", #"{"result":"wet"}"#, 422),
            ("/sta/v1.1/Datastreams('rain-1')/Observations", #"{"result":1,"phenomenonTime":"2999-01-01T00:00:00Z"}"#, 422),
            ("/sta/v1.1/Datastreams('rain-1')/Observations", "{", 400),
        ])
    func badReading(path: String, body: String, status: Int) async throws {
        try await Doors().test { client in
            let problem = try await client.send(.post, path, as: .device, json: body).problem
            #expect(problem.status == status)
        }
    }

    @Test("of a DataArray the bad rows are marked and the good ones kept")
    func dataArray() async throws {
        let body =
            #"[{"Datastream":{"@iot.id":"rain-1"},"components":["phenomenonTime","result"],"dataArray":["#
            + #"["2026-05-28T20:00:00Z",1],["2999-01-01T00:00:00Z",2],["2026-05-28T20:01:00Z",3]]}]"#
        try await Doors().test { client in
            let response = try await client.send(.post, "/sta/v1.1/CreateObservations", as: .device, json: body)
            #expect(response.status == .created, "\(response.text)")
            let rows = try response.decoded([String].self)
            #expect(rows.count == 3 && rows[1] == "error" && rows[0] != "error" && rows[2] != "error")
        }
    }

    private struct Evidence: Decodable { let person: String? }
    private struct AlertBody: Decodable { let evidence: [Evidence] }

    @Test("a caller's name is opened only for a purpose, by who may, in the matter that it belongs to, and is gone after two people erased it")
    func person() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            let raised = try await client.send(
                .post, "/api/reports",
                json:
                    #"{"id":"90000000-a","kind":"other","point":{"latitude":29.8,"longitude":106.4},"grade":"III","caller":{"name":"Someone","phone":"123"}}"#
            )
            let alert = try raised.decoded(Raised.self).alert
            let shown = try await client.send(.get, "/api/alerts/\(alert)")
            #expect(!shown.text.contains("Someone"))
            let person = try #require(try shown.decoded(AlertBody.self).evidence.first?.person)
            let look = "/api/persons/\(person)/look"
            #expect(try await client.send(.post, look, json: #"{"alert":"\#(alert)"}"#).problem.field == "purpose")
            #expect(try await client.send(.post, look, json: #"{"purpose":"callBack"}"#).problem.status == 422)
            #expect(try await client.send(.post, look, as: .administrator, json: #"{"purpose":"callBack","alert":"\#(alert)"}"#).status == .forbidden)
            let opened = try await client.send(.post, look, json: #"{"purpose":"callBack","alert":"\#(alert)"}"#)
            #expect(opened.text.contains("Someone") && opened.text.contains("123"))
            let erase = "/api/persons/\(person)/erase"
            #expect(try await client.send(.post, erase, as: .administrator, json: #"{"reason":"asked for"}"#).text.contains("\"erased\":false"))
            #expect(try await client.send(.post, erase, as: .administrator, json: #"{"reason":"asked for"}"#).status == .conflict)
            #expect(try await client.send(.post, erase, as: .municipalCommander, json: "{}").text.contains("\"erased\":true"))
            #expect(try await client.send(.post, look, json: #"{"purpose":"callBack","alert":"\#(alert)"}"#).status == .gone)
        }
    }

    private struct Raised: Decodable { let alert: String }

    @Test("in a demonstration no address beyond this machine can be told")
    func demoSubscriptions() async throws {
        var settings = Doors.settings
        settings.demoAccounts = true
        @Sendable func draft(_ address: String) -> String {
            #"{"id":"a0000000-a","name":"x","address":"\#(address)","secret":"0123456789abcdef","center":"50"}"#
        }
        try await Doors(settings).test { client in
            let outside = try await client.send(.post, "/api/subscriptions", as: .administrator, json: draft("https://example.org/x"))
            #expect(try outside.problem.field == "address")
            let inside = try await client.send(.post, "/api/subscriptions", as: .administrator, json: draft("http://127.0.0.1:9/x"))
            #expect(inside.status == .created, "\(inside.text)")
        }
    }

    @Test("a webhook says whether it takes exercises, and a letter that nobody knows is not sent again")
    func exercisesAndResending() async throws {
        let draft = #"{"id":"b0000000-a","name":"x","address":"http://127.0.0.1:9/x","secret":"0123456789abcdef","center":"50","exercises":true}"#
        try await Doors().test { client in
            #expect(try await client.send(.post, "/api/subscriptions", as: .administrator, json: draft).status == .created)
            #expect(try await client.send(.get, "/api/subscriptions", as: .administrator).text.contains("\"exercises\":true"))
            let resend = "/api/notices/none/deliveries/none/resend"
            let again = try await client.send(.post, resend, as: .administrator, json: #"{"id":"c0000000-a"}"#)
            #expect(again.status == .notFound && again.text.contains("notice.unknown"))
            #expect(try await client.send(.post, resend, as: .dutyOfficer, json: #"{"id":"c0000000-a"}"#).status == .forbidden)
        }
    }

    @Test("metrics count by route and class and name nobody")
    func metrics() async throws {
        try await Doors().test { client in
            _ = try await client.raise()
            _ = try await client.send(.get, "/api/alerts/none")
            let text = try await client.send(.get, "/metrics", as: nil).text
            #expect(text.contains(#"bayu_http_requests_total{route="POST /api/reports",code="2xx"} 1"#))
            #expect(text.contains(#"bayu_http_requests_total{route="GET /api/alerts/{id}",code="4xx"} 1"#))
            #expect(text.contains("process_cpu_seconds_total") && text.contains("bayu_listeners 0.0"))
        }
    }
}
