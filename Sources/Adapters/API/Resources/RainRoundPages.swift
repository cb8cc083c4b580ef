import Access
import City
import Hummingbird
import Incidents
import Operations
import RainRounds

/// `/api/rain-rounds`: storm mode over an area, with the sites that are watched closely and the patrols to them.
struct RainRoundPages {
    let desk: CommandDesk
    let sensing: SensingDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/rain-rounds", need: .permission(.viewBoard), summary: "Rain rounds, the newest first.", response: "RainRoundList",
                handler: list),
            Route(
                .post, "/api/rain-rounds", need: .permission(.leadRainRound),
                summary: "Begin a rain round over the area of one center; an area has one at a time.", request: "RainRoundDraft",
                response: "Receipt", success: .created, handler: begin),
            Route(
                .get, "/api/patrols", need: .permission(.reportPatrol),
                summary: "Open patrols that the caller may report: of the team, or of the sites in the area of a desk; the first due first.",
                response: "MyPatrolList", handler: patrols),
            Route(
                .get, "/api/rain-rounds/{id}", need: .permission(.viewBoard),
                summary: "One rain round: its sites with the reasons, its patrols, its forecast, people moved while it was open.",
                response: "RainRound", handler: show),
            Route(
                .get, "/api/rain-rounds/{id}/ranking", need: .permission(.viewBoard),
                summary: "The sites of the area in the order in which they want watching now, with their reasons.", response: "RainRanking",
                parameters: [QueryParameter("limit", "integer", "1 to 500.")], handler: ranking),
            Route(
                .post, "/api/rain-rounds/{id}/ranking", need: .permission(.leadRainRound),
                summary: "Weigh the sites now and let the round follow; it does so by itself every quarter of an hour.",
                request: "BareCommand", response: "Receipt",
                handler: follow),
            Route(
                .post, "/api/rain-rounds/{id}/commands", need: .oneOf([.leadRainRound, .reportPatrol]),
                summary:
                    "setForecast, watch, unwatch, assignPatrol, acknowledgePatrol, finishPatrol, callOffPatrol or end. A new forecast weighs the "
                    + "sites anew.",
                request: "RainRoundCommand", response: "Receipt", handler: command),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        try .json(Items(items: await desk.rainRounds()))
    }

    @Sendable private func patrols(_ call: Call) async throws -> Response {
        try .json(Items(items: await desk.patrols(for: try call.actor())))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        try .json(try await desk.rainRoundView(RainRoundID(try call.path("id"))))
    }

    private struct RankingView: Encodable {
        let tally: WatchRanking.Tally
        let items: [RankedSite]
    }

    /// A row of the ranking, with what a person needs to choose it.
    private struct RankedSite: Encodable {
        let row: WatchRanking.Row
        let name: LocalizedText
        /// True for a site that the round watches already.
        let watched: Bool

        private enum CodingKeys: String, CodingKey { case name, watched }

        func encode(to encoder: any Encoder) throws {
            try row.encode(to: encoder)
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(name, forKey: .name)
            try fields.encode(watched, forKey: .watched)
        }
    }

    @Sendable private func ranking(_ call: Call) async throws -> Response {
        let limit = try call.pageLimit()
        let id = RainRoundID(try call.path("id"))
        let watched = Set(try await desk.rainRound(id).watches.map(\.site))
        let ranking = try await sensing.rainRanking(of: id)
        let items = ranking.rows.prefix(limit).map { row in
            RankedSite(
                row: row, name: desk.city.site(row.site)?.name ?? LocalizedText(zh: row.site.rawValue, en: row.site.rawValue),
                watched: watched.contains(row.site))
        }
        return try .json(RankingView(tally: ranking.tally, items: items))
    }

    @Sendable private func begin(_ call: Call) async throws -> Response {
        let body = try call.decode(RainRoundBody.self)
        try call.decide(.leadRainRound, in: Scope(center: body.round.area), city: desk.city)
        let (id, receipt) = try await desk.begin(body.round, by: try call.actor(), command: body.id.id)
        if !receipt.repeated { try await sensing.followRanking(of: id) }
        return try .json(receipt, status: .created, headers: [.location: "/api/rain-rounds/\(id)"])
    }

    @Sendable private func follow(_ call: Call) async throws -> Response {
        let id = RainRoundID(try call.path("id"))
        let order = try call.decode(BareOrder.self)
        try call.decide(.leadRainRound, in: Scope(center: try await desk.rainRound(id).area), city: desk.city)
        return try .receipt(try await sensing.followRanking(of: id, command: order.id.id), for: "rain-round/" + id.rawValue)
    }

    @Sendable private func command(_ call: Call) async throws -> Response {
        let id = RainRoundID(try call.path("id"))
        let order = try call.decode(CommandOrder<RainRoundCommand>.self)
        let round = try await desk.rainRound(id)
        let (permission, scope) = try await need(of: order.command, in: round)
        try call.decide(permission, in: scope, city: desk.city)
        let receipt = try await desk.submit(
            rainRound: id, order.command, expectedVersion: order.expectedVersion, by: try call.actor(), command: order.id)
        if case .setForecast = order.command, !receipt.repeated { try await sensing.followRanking(of: id) }
        return try .receipt(receipt, for: "rain-round/" + id.rawValue)
    }

    /// The whole round is led from the center of its area; a site and its patrols also from the centers that answer for the site.
    private func need(of command: RainRoundCommand, in round: RainRound) async throws -> (Permission, Scope) {
        switch command {
        case .setForecast, .end: return (.leadRainRound, Scope(center: round.area))
        case .watch(let watch): return (.leadRainRound, await scope(of: watch.site, in: round))
        case .unwatch(let unwatch): return (.leadRainRound, await scope(of: unwatch.site, in: round))
        case .assignPatrol(let assign): return (.leadRainRound, await scope(of: assign.site, in: round))
        case .callOffPatrol(let report): return (.leadRainRound, await scope(ofPatrol: report.patrol, in: round))
        case .acknowledgePatrol(let named): return (.reportPatrol, await scope(ofPatrol: named.patrol, in: round))
        case .finishPatrol(let report): return (.reportPatrol, await scope(ofPatrol: report.patrol, in: round))
        case .begin, .followRanking, .callOverdue: throw Problem.invalid("type", "This is not a command that people give here.")
        }
    }

    private func scope(of site: SiteID, in round: RainRound, team: TeamID? = nil) async -> Scope {
        let party = team.flatMap { desk.city.team($0) }.map { Scope.Party(center: $0.center, department: $0.department, team: $0.id) }
        return Scope(center: await desk.center(ofSite: site) ?? round.area, parties: party.map { [$0] } ?? [])
    }

    private func scope(ofPatrol number: Int, in round: RainRound) async -> Scope {
        guard let patrol = round.patrols.first(where: { $0.number == number }) else { return Scope(center: round.area) }
        return await scope(of: patrol.site, in: round, team: patrol.team)
    }
}

/// A round as a desk begins it.
private struct RainRoundBody: Decodable, Sendable {
    let id: ClientCommandID
    let round: BeginRainRound

    private enum CodingKeys: String, CodingKey { case id, area, name, sitesMax, patrolMinutes, exercise, synthetic }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(ClientCommandID.self, forKey: .id)
        round = BeginRainRound(
            area: try fields.decode(CenterCode.self, forKey: .area), name: try fields.decode(SpokenText.self, forKey: .name).text,
            sitesMax: try fields.decodeIfPresent(Int.self, forKey: .sitesMax) ?? RainRound.sitesMaxStandard,
            patrolMinutes: try fields.decodeIfPresent(Int.self, forKey: .patrolMinutes) ?? RainRound.patrolMinutesStandard,
            exercise: try fields.decodeIfPresent(Bool.self, forKey: .exercise) ?? false,
            synthetic: try fields.decodeIfPresent(Bool.self, forKey: .synthetic) ?? false)
    }
}
