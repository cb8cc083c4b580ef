import Access
import City
import Drones
import EventLog
import Hummingbird
import Incidents
import Operations

/// `/api/drones` and the flights of an incident: where drones are, and sending one to look.
struct DronePages {
    let desk: CommandDesk
    let drones: DroneDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/drones", need: .permission(.viewNetwork),
                summary:
                    "Drones with what they last said, and the line to them; for an incident with what it would take to fly there, the able first.",
                response: "DroneList",
                parameters: [
                    QueryParameter("incident", "string", "Whether and how soon each can look at this incident."),
                    QueryParameter("height", "number", "The height above its dock that is asked about, in metres."),
                ], handler: list),
            Route(
                .get, "/api/incidents/{id}/flights", need: .permission(.viewMatter), summary: "The flights of an incident, the newest first.",
                response: "FlightList", handler: flights),
            Route(
                .post, "/api/incidents/{id}/flights", need: .permission(.orderFlight),
                summary: "Send a drone to look: the one that is named, or the one that is there soonest.", request: "FlightDraft",
                response: "FlightOrdered", success: .created, handler: order),
            Route(
                .post, "/api/incidents/{id}/flights/{number}/commands", need: .permission(.orderFlight),
                summary: "returnHome, sendOn to another place, or giveUp for a drone that is silent or overdue.", request: "FlightCommand",
                response: "Receipt",
                handler: command),
        ]
    }

    private struct List: Encodable {
        let items: [DroneRow]
        let link: DroneLinkView
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        guard let id = call.query("incident").map({ IncidentID($0) }) else {
            return try .json(List(items: await drones.rows(), link: DroneLinkView(drones.link)))
        }
        try call.decide(.viewMatter, in: Scope(try await desk.state(of: id)), city: desk.city)
        let rows = try await drones.rows(for: id, heightMetres: try call.number("height"))
        return try .json(List(items: rows, link: DroneLinkView(drones.link)))
    }

    @Sendable private func flights(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await desk.state(of: id)), city: desk.city)
        return try .json(Items(items: try await drones.flights(of: id)))
    }

    private struct Body: Decodable {
        let id: ClientCommandID
        let drone: DroneID?
        let position: Coordinate?
        let heightMetres: Double?
        let reason: String
    }

    private struct Ordered: Encodable {
        let flight: FlightID
        let number: Int
        let drone: DroneID
        let version: Int64
        let position: Int64
        let repeated: Bool
    }

    @Sendable private func order(_ call: Call) async throws -> Response {
        let incident = IncidentID(try call.path("id"))
        let body = try call.decode(Body.self)
        try call.decide(.orderFlight, in: Scope(try await desk.state(of: incident)), city: desk.city)
        try check(body.position, body.heightMetres)
        let draft = FlightDraft(drone: body.drone, position: body.position, heightMetres: body.heightMetres, reason: body.reason)
        let (id, receipt) = try await drones.order(draft, for: incident, by: try call.actor(), command: body.id.id)
        guard let view = try await drones.flights(of: incident).first(where: { $0.id == id }) else {
            preconditionFailure("flight \(id) was ordered and is not there")
        }
        let ordered = Ordered(
            flight: id, number: view.number, drone: view.drone, version: receipt.version, position: receipt.position, repeated: receipt.repeated)
        return try .json(ordered, status: .created, headers: [.location: "/api/incidents/\(incident)/flights"])
    }

    private func check(_ position: Coordinate?, _ height: Double?) throws {
        if let position, !position.isOnEarth { throw Problem.invalid("position", "position must lie on Earth, in degrees.") }
        if let height, !height.isFinite { throw Problem.invalid("heightMetres", "heightMetres must be a number of metres.") }
    }

    @Sendable private func command(_ call: Call) async throws -> Response {
        let incident = IncidentID(try call.path("id"))
        guard let number = Int(try call.path("number")), number > 0 else {
            throw Problem.notFound("There is no flight of that number. GET /api/incidents/\(incident)/flights lists them.")
        }
        let order = try call.decode(CommandOrder<FlightCommand>.self)
        try call.decide(.orderFlight, in: Scope(try await desk.state(of: incident)), city: desk.city)
        if case .sendOn(let body) = order.command { try check(body.position, body.heightMetres) }
        let id = FlightID(incident, number)
        let receipt = try await drones.submit(
            flight: id, order.command, expectedVersion: order.expectedVersion, by: try call.actor(), command: order.id)
        return try .receipt(receipt, for: "flight/" + id.rawValue)
    }
}
