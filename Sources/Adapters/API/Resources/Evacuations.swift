import Access
import City
import Evacuation
import Hummingbird
import Incidents
import Operations

/// `/api/incidents/{id}/evacuations`: the zones of an incident, and everything that is asked of one.
struct Evacuations {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/incidents/{id}/evacuations", need: .permission(.viewMatter),
                summary: "The zones that the incident deals with, and those of the register that it may deal with.", response: "EvacuationList",
                handler: list),
            Route(
                .post, "/api/incidents/{id}/evacuations", need: .permission(.adviseZone),
                summary: "Deal with one more zone: one of the register by its id, or one that a person names.", request: "ZoneDraft",
                response: "ZoneAdded", success: .created, handler: add),
            Route(
                .post, "/api/incidents/{id}/evacuations/{zone}/commands", need: .oneOf(Self.permissions),
                summary:
                    "advise, warn, standDown, proposeOrder, proposeLift, confirm, withdraw, setTimes, count or correct. An order and its lifting need "
                    + "two different people. A zone of the register is dealt with from its first command on.",
                request: "EvacuationCommand", response: "Receipt", handler: command),
        ]
    }

    private static let permissions: [Permission] = [.adviseZone, .proposeEvacuation, .confirmEvacuation, .countHouseholds]

    private struct List: Encodable {
        let items: [EvacuationView]
        let zones: [ZoneChoice]
    }

    private struct Added: Encodable {
        let zone: ZoneID
        let version: Int64
        let position: Int64
        let repeated: Bool
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await desk.state(of: id)), city: desk.city)
        guard let view = try await desk.incident(id) else { throw IncidentPages.unknown(id) }
        return try .json(List(items: view.evacuations, zones: view.zones))
    }

    @Sendable private func add(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let body = try call.decode(ZoneBody.self)
        try call.decide(.adviseZone, in: Scope(try await desk.state(of: id)), city: desk.city)
        let (zone, receipt) = try await desk.addZone(body.draft, to: id, by: try call.actor(), command: body.id.id)
        let added = Added(zone: zone, version: receipt.version, position: receipt.position, repeated: receipt.repeated)
        return try .json(added, status: .created, headers: [.location: "/api/incidents/\(id)/evacuations"])
    }

    @Sendable private func command(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let zone = ZoneID(try call.path("zone"))
        let order = try call.decode(CommandOrder<EvacuationCommand>.self)
        try call.decide(try Self.permission(for: order.command), in: Scope(try await desk.state(of: id)), city: desk.city)
        let receipt = try await desk.submit(
            evacuation: zone, of: id, order.command, expectedVersion: order.expectedVersion, by: try call.actor(), command: order.id)
        return try .receipt(receipt, for: "evacuation/" + EvacuationID(id, zone).rawValue)
    }

    /// What only plans and timers ask has no permission: it cannot come in by this door.
    static func permission(for command: EvacuationCommand) throws -> Permission {
        switch command {
        case .advise, .warn, .standDown, .setTimes: .adviseZone
        case .proposeOrder, .proposeLift, .withdraw: .proposeEvacuation
        case .confirm: .confirmEvacuation
        case .count, .correct: .countHouseholds
        case .open, .followPlan, .expireProposal, .noteDecisionTime: throw Problem.invalid("type", "This is not a command that people give.")
        }
    }
}

/// A zone as a desk adds it: its id in the register, or a name with what is known of it.
private struct ZoneBody: Decodable, Sendable {
    let id: ClientCommandID
    let draft: ZoneDraft

    private enum CodingKeys: String, CodingKey { case id, zone, name, households, people }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(ClientCommandID.self, forKey: .id)
        draft = ZoneDraft(
            zone: try fields.decodeIfPresent(ZoneID.self, forKey: .zone), name: try fields.decodeIfPresent(SpokenText.self, forKey: .name)?.text,
            households: try fields.decodeIfPresent(Int.self, forKey: .households), people: try fields.decodeIfPresent(Int.self, forKey: .people))
    }
}
