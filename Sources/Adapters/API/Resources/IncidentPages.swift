import Access
import City
import Geo
import HTTPTypes
import HazardKit
import Hummingbird
import Incidents
import Operations

/// `/api/incidents`: opening one, the list, one whole, its history and who could be sent.
struct IncidentPages {
    let desk: CommandDesk
    let jurisdictions: JurisdictionMap
    let now: @Sendable () -> Instant

    var routes: [Route] {
        [
            Route(
                .get, "/api/incidents", need: .permission(.viewBoard), summary: "Incidents in the caller's sight, newest first.",
                response: "IncidentList",
                parameters: [
                    QueryParameter("state", "string", "open or closed; both when left out."),
                    QueryParameter("after", "string", "The `next` of the page before."), QueryParameter("limit", "integer", "1 to 500."),
                ], handler: list),
            Route(
                .post, "/api/incidents", need: .permission(.openIncident), summary: "Open an incident directly.", request: "IncidentDraft",
                response: "Opened", success: .created, handler: open),
            Route(.get, "/api/incidents/{id}", need: .permission(.viewMatter), summary: "One incident whole.", response: "Incident", handler: show),
            Route(
                .get, "/api/incidents/{id}/timeline", need: .permission(.viewMatter),
                summary: "The history of an incident, its alerts and notices, straight from the log.", response: "Timeline",
                parameters: [QueryParameter("after", "integer", "Lines after this log position.")], handler: timeline),
            Route(
                .get, "/api/incidents/{id}/proposals", need: .permission(.createTask),
                summary: "Teams ranked by skill, free or busy, and travel time, with what each leaves uncovered.", response: "ProposalList",
                parameters: [QueryParameter("skill", "string", "Only teams with this skill.")], handler: proposals),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let open: Bool? =
            switch call.query("state") {
            case nil: nil
            case "open": true
            case "closed": false
            case let other?: throw Problem.invalid("state", "state must be open or closed, not \(other.prefix(40)).")
            }
        let page = try await desk.incidents(
            for: try call.actor(), open: open, after: call.query("after").map { IncidentID($0) }, limit: try call.pageLimit())
        return try .json(IncidentList(items: page.incidents, next: page.next))
    }

    private struct IncidentList: Encodable {
        let items: [IncidentSummary]
        let next: IncidentID?
    }

    @Sendable private func open(_ call: Call) async throws -> Response {
        let order = try call.decode(OpeningBody.self)
        let actor = try call.actor()
        try call.decide(.openIncident, in: try scope(of: order.draft.point), city: desk.city)
        let (incident, receipt) = try await desk.open(order.draft, by: actor, command: order.id.id)
        return try .json(Opened(incident: incident, receipt), status: .created, headers: [.location: "/api/incidents/" + incident.rawValue])
    }

    private func scope(of point: Coordinate) throws -> Scope {
        guard let place = jurisdictions.locate(point, at: now()) else {
            throw Problem(
                .unprocessableContent, code: "place.outside-city", title: "Refused",
                detail: "The point lies outside \(desk.city.name.en). Check latitude and longitude: they may be swapped.", field: "point")
        }
        return Scope(center: place.township, owner: place.owner)
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = try await visible(call)
        guard let view = try await desk.incident(id) else { throw Self.unknown(id) }
        return try .json(view)
    }

    @Sendable private func timeline(_ call: Call) async throws -> Response {
        try .json(Items(items: try await desk.timeline(of: visible(call), after: call.position("after") ?? 0)))
    }

    @Sendable private func proposals(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        try call.decide(.createTask, in: Scope(try await desk.state(of: id)), city: desk.city)
        return try .json(try await desk.proposals(for: id, skill: call.query("skill").map { Skill($0) }))
    }

    private func visible(_ call: Call) async throws -> IncidentID {
        let id = IncidentID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await desk.state(of: id)), city: desk.city)
        return id
    }

    static func unknown(_ id: IncidentID) -> Problem {
        .notFound("There is no incident \(id.rawValue.prefix(64)). Check the id, or reload the board.")
    }
}

extension CommandDesk {
    /// The state of an incident that the address names.
    func state(of id: IncidentID) async throws -> Incident {
        guard let incident = try await incidentState(id) else { throw IncidentPages.unknown(id) }
        return incident
    }
}

/// An incident as a desk opens it.
struct OpeningBody: Decodable, Sendable {
    let id: ClientCommandID
    let draft: IncidentDraft

    private enum CodingKeys: String, CodingKey { case id, kind, grade, title, point, place, exercise }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(ClientCommandID.self, forKey: .id)
        draft = IncidentDraft(
            kind: try fields.decode(MatterKind.self, forKey: .kind), grade: try fields.decode(Grade.self, forKey: .grade),
            title: try fields.decode(SpokenText.self, forKey: .title).text, point: try fields.decode(Coordinate.self, forKey: .point),
            place: try fields.decodeIfPresent(String.self, forKey: .place), exercise: try fields.decodeIfPresent(Bool.self, forKey: .exercise))
    }
}

/// The answer to an opening.
struct Opened: Encodable, Sendable {
    let incident: IncidentID
    let version: Int64
    let position: Int64
    let repeated: Bool

    init(incident: IncidentID, _ receipt: Receipt) {
        self.incident = incident
        version = receipt.version
        position = receipt.position
        repeated = receipt.repeated
    }
}
