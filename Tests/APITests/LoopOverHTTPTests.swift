import Access
import HTTPTypes
import HummingbirdTesting
import Operations
import Testing

@testable import API

@Suite("The loop over HTTP")
struct LoopOverHTTPTests {
    private struct AlertBody: Decodable {
        let state: String
        let version: Int64
        let incident: String?
    }
    private struct TaskBody: Decodable {
        let id: String
        let state: String
        let department: String?
    }
    private struct IncidentBody: Decodable {
        let state: String
        let owner: String
        let tasks: [TaskBody]
    }
    private struct TaskItems: Decodable {
        struct Row: Decodable {
            struct Incident: Decodable { let id: String }
            let id: String
            let state: String
            let incident: Incident
        }
        let items: [Row]
    }
    private struct BoardBody: Decodable {
        struct Line: Decodable { let id: String }
        let position: Int64
        let alerts: [Line]
        let incidents: [Line]
    }

    @Test("a call becomes an alert, is confirmed into an incident, and its task is worked by the department that it is addressed to")
    func loop() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            let alert = try await client.raise()
            let confirmed = try await client.send(
                .post, "/api/alerts/\(alert)/commands", json: #"{"id":"30000000-a","expectedVersion":1,"type":"confirm","note":"seen"}"#)
            #expect(confirmed.status == .ok, "\(confirmed.text)")
            await doors.desk.tick()
            let incident = try #require(try await client.send(.get, "/api/alerts/\(alert)").decoded(AlertBody.self).incident)
            let mine = try await client.send(.get, "/api/tasks", as: .departmentLiaison).decoded(TaskItems.self).items
            let task = try #require(mine.first)
            #expect(task.incident.id == incident)
            let path = "/api/incidents/\(incident)/tasks/\(task.id)/commands"
            for (number, command) in ["receive", "accept"].enumerated() {
                let response = try await client.send(.post, path, as: .departmentLiaison, json: #"{"id":"4000000\#(number)-a","type":"\#(command)"}"#)
                #expect(response.status == .ok, "\(command): \(response.text)")
            }
            #expect(try await client.send(.post, path, as: .fieldTeam, json: #"{"id":"50000000-a","type":"depart"}"#).status == .forbidden)
            let whole = try await client.send(.get, "/api/incidents/\(incident)", as: .departmentLiaison).decoded(IncidentBody.self)
            #expect(whole.tasks.contains { $0.id == task.id && $0.state == "accepted" })
        }
    }

    @Test("the same command id acts once and answers the same; on another matter it is refused")
    func idempotence() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            let first = try await client.raise()
            let again = try await client.raise()
            #expect(first == again)
            let other = try await client.raise(id: "10000001-a", kind: "other")
            let body = #"{"id":"60000000-a","type":"acknowledge"}"#
            let acknowledged = try await client.send(.post, "/api/alerts/\(first)/commands", json: body)
            let repeated = try await client.send(.post, "/api/alerts/\(first)/commands", json: body)
            #expect(acknowledged.status == .ok && repeated.status == .ok)
            #expect(try acknowledged.decoded(ReceiptBody.self).position == repeated.decoded(ReceiptBody.self).position)
            #expect(try await client.send(.post, "/api/alerts/\(other)/commands", json: body).problem.code == "command.duplicate")
        }
    }

    private struct ReceiptBody: Decodable { let position: Int64 }

    @Test("a board shows what lies in its jurisdiction, and an incident opened by hand is on it")
    func board() async throws {
        try await Doors().test { client in
            let alert = try await client.raise()
            let incident = try await client.open()
            let district = try await client.send(.get, "/api/board", as: .districtCommander).decoded(BoardBody.self)
            #expect(district.alerts.map(\.id) == [alert])
            #expect(district.incidents.map(\.id) == [incident])
            let field = try await client.send(.get, "/api/board", as: .fieldTeam).decoded(BoardBody.self)
            #expect(field.alerts.isEmpty && field.incidents.isEmpty)
        }
    }

    @Test(
        "every page that takes nothing answers",
        arguments: [
            "/api/city", "/api/centers", "/api/centers/5001", "/api/sites", "/api/network", "/api/datastreams", "/api/teams", "/api/notices",
            "/api/tasks", "/api/alarms/budget?days=7",
            "/api/incidents?state=open", "/api/where?lat=29.8&lon=106.4", "/api/dead-letters", "/sta/v1.1/Datastreams",
            "/sta/v1.1/Datastreams('rain-1')", "/api/datastreams/rain-1/readings",
        ])
    func pages(path: String) async throws {
        try await Doors().test { client in
            let response = try await client.send(.get, path, as: .districtCommander)
            #expect(response.status == .ok, "\(response.text)")
        }
    }

    @Test("an incident's history, proposals and commands answer")
    func incidentPages() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            let incident = try await client.open()
            await doors.desk.tick()
            #expect(try await client.send(.get, "/api/incidents/\(incident)/timeline").text.contains("IncidentOpened"))
            let proposals = try await client.send(.get, "/api/incidents/\(incident)/proposals?skill=drone", as: .districtCommander)
            #expect(proposals.text.contains("drone-1") && proposals.text.contains("drone-2"))
            let regraded = try await client.send(
                .post, "/api/incidents/\(incident)/commands", as: .districtCommander,
                json: #"{"id":"70000000-a","type":"changeGrade","grade":"I","reason":"more rocks"}"#)
            #expect(regraded.status == .ok, "\(regraded.text)")
            let unknown = try await client.send(
                .post, "/api/incidents/\(incident)/commands", as: .districtCommander, json: #"{"id":"70000001-a","type":"explode"}"#)
            #expect(try unknown.problem.field == "type")
        }
    }
}
