import Access
import City
import Hummingbird
import Operations

/// `/api/network` and `/api/datastreams`: the wall's numbers and the newest readings.
struct Network {
    let desk: CommandDesk
    let sensing: SensingDesk
    let now: @Sendable () -> Instant

    var routes: [Route] {
        [
            Route(
                .get, "/api/network", need: .permission(.viewNetwork), summary: "One line for each district, and the sums.", response: "Network",
                handler: network),
            Route(
                .get, "/api/datastreams", need: .permission(.viewReadings), summary: "Series with their newest reading; stale is never good.",
                response: "DatastreamList", handler: latest),
            Route(
                .get, "/api/datastreams/{id}/readings", need: .permission(.viewReadings), summary: "Readings of one series, oldest first.",
                response: "ReadingList",
                parameters: [
                    QueryParameter("from", "string", "RFC 3339; the last day when left out."),
                    QueryParameter("until", "string", "RFC 3339; now when left out."),
                    QueryParameter("limit", "integer", "1 to 500."),
                ], handler: readings),
        ]
    }

    @Sendable private func network(_ call: Call) async throws -> Response {
        let silent = await sensing.latest().count(where: \.stale)
        return try .json(NetworkRow(view: await desk.network(), datastreamsSilent: silent))
    }

    @Sendable private func latest(_ call: Call) async throws -> Response { try .json(Items(items: await sensing.latest())) }

    @Sendable private func readings(_ call: Call) async throws -> Response {
        let id = DatastreamID(try call.path("id"))
        guard desk.city.datastream(id) != nil else {
            throw Problem.notFound("There is no datastream \(id.rawValue.prefix(64)). GET /api/datastreams lists them.")
        }
        let until = try call.instant("until") ?? now()
        let from = try call.instant("from") ?? until.advanced(by: .hours(-24))
        let rows = try await sensing.readings(of: id, from: from, until: until, limit: try call.pageLimit())
        return try .json(Items(items: rows))
    }
}

/// The network with the one sum that the command desk cannot know.
private struct NetworkRow: Encodable {
    let view: NetworkView
    let datastreamsSilent: Int

    private enum CodingKeys: String, CodingKey { case totals }
    private enum TotalKeys: String, CodingKey { case datastreamsSilent }

    func encode(to encoder: any Encoder) throws {
        try view.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Totals(view: view.totals, silent: datastreamsSilent), forKey: .totals)
    }

    private struct Totals: Encodable {
        let view: NetworkView.Totals
        let silent: Int

        func encode(to encoder: any Encoder) throws {
            try view.encode(to: encoder)
            var fields = encoder.container(keyedBy: TotalKeys.self)
            try fields.encode(silent, forKey: .datastreamsSilent)
        }
    }
}
