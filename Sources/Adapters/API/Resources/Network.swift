import Access
import City
import Hummingbird
import Operations

/// `/api/network` and `/api/datastreams`: the wall's numbers and the newest readings.
struct Network {
    let desk: CommandDesk
    let sensing: SensingDesk
    let now: @Sendable () -> Instant
    let places: SitePlaces

    var routes: [Route] {
        [
            Route(
                .get, "/api/network", need: .permission(.viewNetwork), summary: "One line for each district, and the sums.", response: "Network",
                handler: network),
            Route(
                .get, "/api/datastreams", need: .permission(.viewReadings),
                summary: "Series with their newest reading in the order of their ids, page by page; stale is never good.",
                response: "DatastreamList",
                parameters: [
                    QueryParameter("site", "string", "Only those of one site."),
                    QueryParameter("state", "string", "fresh, silent or awaited (never reported)."),
                    QueryParameter("after", "string", "The id of the last row of the page before."),
                    QueryParameter("limit", "integer", "1 to 500."),
                ], handler: latest),
            Route(
                .get, "/api/datastreams/{id}", need: .permission(.viewReadings), summary: "One series with its newest reading.",
                response: "Datastream", handler: one),
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
        let tallies = await sensing.tallies()
        var byCenter: [CenterCode: SensorTally] = [:]
        var all = SensorTally()
        for (site, tally) in tallies {
            all = all + tally
            for code in site.flatMap({ places.center(of: $0) }).map({ desk.city.chain(from: $0) }) ?? [] {
                byCenter[code] = (byCenter[code] ?? SensorTally()) + tally
            }
        }
        let own = call.visitor.map { $0.actor.center == desk.city.hub?.code ? all : byCenter[$0.actor.center] ?? SensorTally() }
        return try .json(NetworkRow(view: await desk.network(), sensors: all, own: own ?? SensorTally(), districts: byCenter))
    }

    @Sendable private func latest(_ call: Call) async throws -> Response {
        let site = call.query("site").map { SiteID($0) }
        if let site, desk.city.site(site) == nil {
            throw Problem.notFound("There is no site \(site.rawValue.prefix(64)). GET /api/sites lists them.")
        }
        let state = try call.query("state").map { word in
            guard let state = SensorState(rawValue: word) else {
                throw Problem.invalid("state", "state must be fresh, silent or awaited, not \(word.prefix(40)).")
            }
            return state
        }
        let after = call.query("after").map { DatastreamID($0) }
        let limit = try call.pageLimit()
        let rows = await sensing.latest(of: site, in: state, after: after, limit: limit)
        return try .json(Items(items: rows))
    }

    @Sendable private func one(_ call: Call) async throws -> Response {
        let id = DatastreamID(try call.path("id"))
        guard let view = await sensing.latest(of: id) else {
            throw Problem.notFound("There is no datastream \(id.rawValue.prefix(64)). GET /api/datastreams lists them.")
        }
        return try .json(view)
    }

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

/// The network with what the command desk cannot know: the sensors of the city, of each district, and of whoever asks.
private struct NetworkRow: Encodable {
    let view: NetworkView
    let sensors: SensorTally
    let own: SensorTally
    let districts: [CenterCode: SensorTally]

    private enum CodingKeys: String, CodingKey { case totals, districts, own }

    func encode(to encoder: any Encoder) throws {
        try view.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Counted(of: view.totals, tally: sensors), forKey: .totals)
        try fields.encode(view.districts.map { Counted(of: $0, tally: districts[$0.code] ?? SensorTally()) }, forKey: .districts)
        try fields.encode(Counts(own), forKey: .own)
    }

    /// A row of the desk with the counts of its sensors beside its own fields.
    private struct Counted<Row: Encodable>: Encodable {
        let row: Row
        let tally: SensorTally

        init(of row: Row, tally: SensorTally) {
            self.row = row
            self.tally = tally
        }

        func encode(to encoder: any Encoder) throws {
            try row.encode(to: encoder)
            try Counts(tally).encode(to: encoder)
        }
    }

    private struct Counts: Encodable {
        let datastreams: Int
        let datastreamsSilent: Int
        let datastreamsAwaited: Int

        init(_ tally: SensorTally) {
            datastreams = tally.all
            datastreamsSilent = tally.silent
            datastreamsAwaited = tally.awaited
        }
    }
}
