import Access
import City
import Hummingbird
import Operations

/// `/api/teams`: who could be sent, and what each team says of itself.
struct Teams {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/teams", need: .permission(.viewTeams), summary: "Teams with their state and task.", response: "TeamList", handler: list),
            Route(
                .post, "/api/teams/{id}/state", need: .permission(.setTeamState), summary: "Set a team's own state, one of the city's codes.",
                request: "TeamState", response: "Receipt", handler: setState),
        ]
    }

    private struct StateBody: Decodable {
        let id: ClientCommandID
        let state: String
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let city = desk.city
        let rows = try await desk.teams(for: call.actor()).filter { row in
            try city.team(row.id).map { try call.may(.viewTeams, in: Scope($0), city: city) } ?? false
        }
        return try .json(Items(items: rows))
    }

    @Sendable private func setState(_ call: Call) async throws -> Response {
        let id = TeamID(try call.path("id"))
        let order = try call.decode(StateBody.self)
        guard let team = desk.city.team(id) else { throw Problem.notFound("There is no team \(id.rawValue.prefix(64)). GET /api/teams lists them.") }
        try call.decide(.setTeamState, in: Scope(team), city: desk.city)
        let receipt = try await desk.setState(of: id, to: order.state, by: try call.actor(), command: order.id.id)
        return try .receipt(receipt, for: "team/" + id.rawValue)
    }
}
