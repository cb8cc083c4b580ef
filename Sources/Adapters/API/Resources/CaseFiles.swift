import Access
import City
import Hummingbird
import Incidents
import Operations

/// `GET /api/incidents/{id}/case-file`: the whole of an incident for the file, with the hash of the log that it was made from.
struct CaseFiles {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/incidents/{id}/case-file", need: .permission(.viewMatter),
                summary:
                    "What was seen, who was told when, who did what, the zones with their counts, and the position and hash of the log that says so. "
                    + "Personal fields are not in it.",
                response: "CaseFile", handler: show)
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await desk.state(of: id)), city: desk.city)
        guard let file = try await desk.caseFile(of: id) else { throw IncidentPages.unknown(id) }
        return try .json(file)
    }
}
