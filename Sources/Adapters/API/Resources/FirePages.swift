import Access
import City
import FireRoom
import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Operations

/// Forests with the danger of today, and for each fire in one where it runs and what that asks for.
struct FirePages: Sendable {
    let desk: CommandDesk
    let fires: FireRoom?

    var routes: [Route] {
        [
            Route(
                .get, "/api/forests", need: .permission(.viewNetwork),
                summary: "Forests that fires are forecast for: weather and danger of now, water, stations, open fires.", response: "ForestList",
                handler: forests),
            Route(
                .get, "/api/forests/{id}/flames", need: .permission(.viewNetwork),
                summary:
                    "How high flames would be in each cell today: 16 bits a cell in centimetres, rows from the north, 65535 where nothing burns. "
                    + "X-Columns and X-Rows say how many.", response: nil,
                parameters: [QueryParameter("day", "string", "A day that is forecast, such as 2026-08-21: flames at its noon.")], handler: flames),
            Route(
                .post, "/api/forests/{id}/forecast", need: .permission(.leadRainRound),
                summary:
                    "The hourly forecast of the weather over a forest as CSV: hour or time, wind_speed_kmh, wind_from_deg, temperature_c, "
                    + "humidity_pct and perhaps rain_mm. It replaces the one before it.", request: "WeatherForecast", response: "ForecastTaken",
                parameters: ForecastDoor.parameters, bodyBytesMax: ForecastDoor.bytesMax, requestTypes: ["text/csv"], handler: takeForecast),
            Route(
                .get, "/api/fires/figures", need: .permission(.viewNetwork),
                summary:
                    "How initial attack went over many fires, from the log alone: p50 and p90 of the minutes from step to step and of measured areas, "
                    + "spread prevented, causes; of all, by forest, month and grade.", response: "AttackTable", parameters: Self.figureParameters,
                handler: figures),
            Route(
                .get, "/api/fires/figures.csv", need: .permission(.viewNetwork), summary: "The same as a table for a spreadsheet.", response: nil,
                parameters: Self.figureParameters, responseTypes: ["text/csv"], handler: figuresFile),
            Route(
                .get, "/api/incidents/{id}/fire", need: .permission(.viewMatter),
                summary: "Where a fire runs in the next day, who is there when, water, cut roads, ways out, and by when zones have to be told.",
                response: "FirePicture", handler: picture),
            Route(
                .get, "/api/incidents/{id}/fire/layers/{name}", need: .permission(.viewMatter),
                summary:
                    "One raster of the picture: 16 bits a cell, least significant byte first, rows from the north, 65535 where there is nothing.",
                response: nil, handler: layer),
            Route(
                .post, "/api/incidents/{id}/fire/edge", need: .permission(.writeNote),
                summary:
                    "The edge of a fire as somebody saw it at a time, as GeoJSON. It goes on record beside what was forecast for that minute, and the "
                    + "next picture runs on from it.", request: "FireEdge", response: "Receipt", bodyBytesMax: Self.edgeBytesMax, handler: edge),
            Route(
                .post, "/api/incidents/{id}/fire/position", need: .permission(.answerRollCall),
                summary:
                    "Where a team is that works at a fire: from its phone, or set on the map. Kept in memory while it works there, and nowhere else.",
                request: "CrewPosition", response: nil, success: .noContent, handler: position),
            Route(
                .post, "/api/incidents/{id}/fire/line", need: .permission(.viewMatter),
                summary: "A firebreak as drawn: hours to build against hours to arrival.", request: "FireLineDraft", response: "FireLineAnswer",
                handler: line),
        ]
    }

    @Sendable private func forests(_ call: Call) async throws -> Response {
        guard let fires else { return try .json(Items(items: [ForestRow]())) }
        return try .json(Items(items: try await fires.rows()))
    }

    @Sendable private func flames(_ call: Call) async throws -> Response {
        let forest = try forest(call)
        guard let fires else { throw ForecastDoor.unknown(forest.id) }
        let day = call.query("day")
        guard let (layer, columns, rows) = try await fires.flameLayer(of: forest, on: day) else {
            throw Problem.invalid("day", "Nobody forecasts \((day ?? "").prefix(32)); GET /api/forests lists the days under danger.coming.")
        }
        return Self.bytes(layer, [.known("X-Columns"): String(columns), .known("X-Rows"): String(rows)])
    }

    @Sendable private func picture(_ call: Call) async throws -> Response {
        let id = try await allowed(call)
        switch await fires?.picture(of: id) ?? .none {
        case .ready(let picture): return try .json(picture)
        case .making: return try .json(Making(), status: .accepted)
        case .none: throw Self.noPicture
        }
    }

    @Sendable private func layer(_ call: Call) async throws -> Response {
        let id = try await allowed(call)
        let name = try call.path("name")
        guard let layer = await fires?.layer(name, of: id) else {
            throw Problem.notFound("There is no layer \(name.prefix(32)) of this fire. GET /api/incidents/{id}/fire lists those there are.")
        }
        return Self.bytes(layer, [:])
    }

    @Sendable private func line(_ call: Call) async throws -> Response {
        let id = try await allowed(call)
        let draft = try call.decode(FireRoom.LineDraft.self)
        guard (2...Self.linePointsMax).contains(draft.points.count), draft.points.allSatisfy(\.isOnEarth) else {
            throw Problem.invalid("points", "A line has 2 to \(Self.linePointsMax) points on the Earth.")
        }
        guard Self.people.contains(draft.people) else {
            throw Problem.invalid("people", "people must lie within \(Self.people.lowerBound) and \(Self.people.upperBound).")
        }
        guard Self.beginMinutes.contains(draft.beginsInMinutes) else {
            throw Problem.invalid("beginsInMinutes", "beginsInMinutes must lie within 0 and \(Int(Self.beginMinutes.upperBound)).")
        }
        guard let answer = await fires?.assess(draft, of: id) else { throw Self.noPicture }
        guard answer.metres > 0 else { throw Problem.invalid("points", "The line lies outside the ground that this fire is forecast on.") }
        return try .json(answer)
    }

    @Sendable private func figures(_ call: Call) async throws -> Response { try .json(try await table(call)) }

    @Sendable private func figuresFile(_ call: Call) async throws -> Response {
        let bytes = Array(try await table(call).csv.utf8)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentLength: String(bytes.count), .cacheControl: "private, no-cache",
                .contentDisposition: "attachment; filename=\"initial-attack.csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func table(_ call: Call) async throws -> AttackTable {
        let text = call.query("only") ?? AttackTable.Filter.real.rawValue
        guard let filter = AttackTable.Filter(rawValue: text) else {
            throw Problem.invalid("only", "only is one of \(AttackTable.Filter.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard let table = try await fires?.attackTable(filter, from: try call.instant("from"), until: try call.instant("until")) else {
            throw Problem.notFound("The city describes no forest (wildfire/forests.yaml).")
        }
        return table
    }

    private static let figureParameters = [
        QueryParameter("only", "string", "real (as without it), exercise, synthetic or all."),
        QueryParameter("from", "string", "Fires opened from then on, RFC 3339."),
        QueryParameter("until", "string", "Fires opened before then, RFC 3339."),
    ]

    private struct PositionOrder: Decodable {
        let team: TeamID
        let point: Coordinate
        let accuracyMetres: Double?
        let at: Instant
    }

    /// Asked like a roll call: the team itself, its department, or whoever owns the incident.
    @Sendable private func position(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let order = try call.decode(PositionOrder.self)
        let incident = try await desk.state(of: id)
        let scope = IncidentCommands.scope(of: .answerRollCall(AnswerRollCall(team: order.team, well: true)), on: incident)
        try call.decide(.answerRollCall, in: scope, city: desk.city)
        guard order.point.isOnEarth else { throw Problem.invalid("point", "The point lies off the Earth.") }
        if let accuracy = order.accuracyMetres, !Self.accuracies.contains(accuracy) {
            throw Problem.invalid("accuracyMetres", "accuracyMetres must lie within 0 and \(Int(Self.accuracies.upperBound)).")
        }
        let position = CrewPosition(
            point: order.point, accuracyMetres: order.accuracyMetres, at: order.at, teller: try call.actor().team == order.team ? .team : .desk)
        guard try await fires?.place(position, of: order.team, at: id) == true else { throw Self.noPicture }
        return Response(status: .noContent)
    }

    private struct EdgeOrder: Decodable {
        let id: ClientCommandID
        let at: Instant
        let note: String?
        let area: DrawnAreas
    }

    @Sendable private func edge(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        try call.decide(.writeNote, in: Scope(try await desk.state(of: id)), city: desk.city)
        let order = try call.decode(EdgeOrder.self)
        let draft = FireRoom.EdgeDraft(at: order.at, areas: order.area.areas, note: order.note)
        guard let receipt = try await fires?.measure(draft, of: id, by: try call.actor(), command: order.id.id) else { throw Self.noPicture }
        return try .receipt(receipt, for: "incident/" + id.rawValue)
    }

    /// A forecast turns every fire's arrival times: who leads the center that answers for the forest may hand one in.
    @Sendable private func takeForecast(_ call: Call) async throws -> Response {
        let forest = try forest(call)
        try call.decide(.leadRainRound, in: Scope(center: await desk.center(ofSite: forest.site)), city: desk.city)
        let actor = try call.actor()
        return try .json(try await ForecastDoor(call).take(forest, into: fires, source: nil, by: "\(actor.role) \(actor.name)"))
    }

    private func forest(_ call: Call) throws -> Forest {
        let id = try call.path("id")
        guard let forest = fires?.forests.first(where: { $0.id == id }) else { throw ForecastDoor.unknown(id) }
        return forest
    }

    private func allowed(_ call: Call) async throws -> IncidentID {
        let id = IncidentID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await desk.state(of: id)), city: desk.city)
        return id
    }

    private static func bytes(_ layer: RasterLayer, _ more: HTTPFields) -> Response {
        var headers = more
        headers[.contentType] = "application/octet-stream"
        headers[.contentLength] = String(layer.bytes.count)
        headers[.cacheControl] = "private, no-cache"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: layer.bytes)))
    }

    private struct Making: Encodable {
        let state = "making"
    }

    private static let noPicture = Problem.notFound(
        "There is no forecast of this incident: it is no fire, or it lies in no forest that the city describes (wildfire/forests.yaml).")
    /// Two thousand points of some forty bytes, and room.
    private static let edgeBytesMax = 200_000
    /// A phone that knows no better than a district knows nothing.
    private static let accuracies = 0.0...100_000.0
    /// A line drawn by hand.
    private static let linePointsMax = 200
    private static let people = 1...2_000
    private static let beginMinutes = 0.0...1_440.0
}
