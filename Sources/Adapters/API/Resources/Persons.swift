import Access
import City
import Foundation
import HazardKit
import Hummingbird
import Incidents
import Operations

/// `/api/persons`: looking at personal fields for a stated purpose, and erasing them for good.
struct Persons {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .post, "/api/persons/{id}/look", need: .permission(.lookAtPerson),
                summary: "Open what was sealed for a person of a matter. The look "
                    + "and its purpose are in the log before anything is shown.", request: "Look", response: "PersonFields", handler: look),
            Route(
                .post, "/api/persons/{id}/erase", need: .permission(.erasePerson),
                summary: "Erase a person for good. The first call proposes, a second "
                    + "person's call does it.", request: "Erasure", response: "Erased", handler: erase),
        ]
    }

    private struct LookBody: Decodable {
        let id: ClientCommandID?
        let purpose: LookPurpose
        let incident: IncidentID?
        let alert: AlertID?
    }

    private struct ErasureBody: Decodable {
        let id: ClientCommandID?
        let reason: String?
        let incident: IncidentID?
        let alert: AlertID?
    }

    private struct Fields: Encodable { let fields: [Caller] }
    private struct Erased: Encodable {
        let erased: Bool
        let waitsForSecondPerson: Bool
    }

    @Sendable private func look(_ call: Call) async throws -> Response {
        let person = PersonID(try call.path("id"))
        let order = try call.decode(LookBody.self)
        let scope = try await scope(of: person, incident: order.incident, alert: order.alert)
        try call.decide(.lookAtPerson, in: scope, city: desk.city, for: order.purpose)
        let texts = try await desk.lookAt(
            person, purpose: order.purpose.rawValue, incident: order.incident, alert: order.alert, by: try call.actor(), command: order.id?.id)
        return try .json(Fields(fields: try texts.map { try JSON.decoder.decode(Caller.self, from: Data($0.utf8)) }))
    }

    @Sendable private func erase(_ call: Call) async throws -> Response {
        let person = PersonID(try call.path("id"))
        let order = try call.decode(ErasureBody.self)
        let hasMatter = order.incident != nil || order.alert != nil
        let scope = hasMatter ? try await scope(of: person, incident: order.incident, alert: order.alert) : .everywhere
        try call.decide(.erasePerson, in: scope, city: desk.city)
        let erased = try await desk.erase(person, reason: order.reason ?? "", of: order.incident, by: try call.actor(), command: order.id?.id)
        return try .json(Erased(erased: erased, waitsForSecondPerson: !erased))
    }

    /// The matter that gives the right to look; the person must be part of it.
    private func scope(of person: PersonID, incident: IncidentID?, alert: AlertID?) async throws -> Scope {
        if let incident {
            let state = try await desk.state(of: incident)
            if try await desk.holdsPhoto(person, incident) { return Scope(state) }
            for id in state.alerts where try await desk.holds(person, id) { return Scope(state) }
        } else if let alert {
            if try await desk.holds(person, alert), let state = try await desk.alertState(alert) { return Scope(state) }
        } else {
            throw Problem.invalid("incident", "Name the incident or the alert that the person is part of.")
        }
        throw Problem.notFound("That matter holds nothing about the person \(person.rawValue.prefix(64)).")
    }
}
