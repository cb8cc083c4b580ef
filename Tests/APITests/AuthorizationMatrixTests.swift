import Access
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import API

@Suite("Every route × role is decided by the access table")
struct AuthorizationMatrixTests {
    /// The parts of paths stand for things that do not exist: what matters is whether the door opens.
    private func address(_ route: Route) -> String {
        route.path.replacing("Datastreams({id})", with: "Datastreams('rain-1')").replacing("{source}", with: "nobody")
            .replacing("{id}", with: "none").replacing("{task}", with: "none").replacing("{code}", with: "none").replacing(
                "{subscription}", with: "none"
            ).replacing("{digest}", with: "none").replacing("{zone}", with: "none")
    }

    private func opens(_ route: Route, to role: Role) -> Bool {
        switch route.need {
        case .everyone, .signedIn: true
        case .permission, .oneOf: route.permissions.contains { AccessTable.cell($0, role).reach != .never }
        }
    }

    @Test("a door opens exactly to the roles whose cell reaches somewhere", arguments: Role.allCases)
    func matrix(role: Role) async throws {
        let doors = try await Doors()
        try await doors.test { client in
            for route in doors.server.routes.routes where route.path != "/api/events" {
                let response = try await client.send(route.method, address(route), as: role, json: route.request == nil ? nil : "{}")
                let isDenied = response.status == .forbidden && response.text.contains("\"access.denied\"")
                #expect(isDenied != opens(route, to: role), "\(route.name) as \(role.rawValue): \(response.status)")
            }
        }
    }

    @Test("without a session every door but the open ones answers 401, whatever the body")
    func strangers() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            for route in doors.server.routes.routes where route.need != .everyone {
                let response = try await client.send(route.method, address(route), as: nil, json: route.request == nil ? nil : "not json")
                #expect(response.status == .unauthorized, "\(route.name)")
            }
        }
    }

    @Test("a state-changing request with a cookie and no token is refused at every door")
    func forgery() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            for route in doors.server.routes.routes where route.need != .everyone && !route.isSafe {
                for role in Role.allCases where role != .device && opens(route, to: role) {
                    let response = try await client.send(route.method, address(route), as: role, json: "{}", csrf: false)
                    #expect(response.text.contains("\"session.csrf\""), "\(route.name) as \(role.rawValue)")
                }
            }
        }
    }

    @Test("an alert of the neighbouring district cannot be acknowledged, nor seen")
    func otherDistrict() async throws {
        try await Doors().test { client in
            let response = try await client.send(
                .post, "/api/reports", as: .municipalCommander,
                json: #"{"id":"33333333-a","kind":"other","point":{"latitude":29.40,"longitude":106.54},"grade":"III"}"#)
            let alert = try response.decoded(RaisedAlert.self).alert
            let acknowledged = try await client.send(
                .post, "/api/alerts/\(alert)/commands", as: .districtCommander, json: #"{"id":"44444444-a","type":"acknowledge"}"#)
            #expect(try acknowledged.problem.code == "access.outside-jurisdiction")
            #expect(try await client.send(.get, "/api/alerts/\(alert)", as: .districtCommander).status == .forbidden)
            #expect(try await client.send(.get, "/api/alerts/\(alert)", as: .auditor).status == .ok)
        }
    }

    private struct RaisedAlert: Decodable { let alert: String }
}
