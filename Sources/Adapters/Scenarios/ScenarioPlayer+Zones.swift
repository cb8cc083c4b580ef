import City
import CityFiles
import Evacuation
import Incidents
import Operations

/// Two people of the demonstration order the zones of a site and lift the orders, where no visitor has.
extension ScenarioPlayer {
    /// How many zones are under an order afterwards.
    func orderZones(_ act: ScenarioAct, of incident: Incident, by actor: Actor) async throws -> Int {
        let zones = incident.site.flatMap { city.sheet(of: $0) }?.zones ?? []
        for zone in zones where try await stage(of: zone.id, in: incident.id) != .order {
            let propose = EvacuationCommand.proposeOrder(ProposeOrder(reason: reason(of: act)))
            try await carry(.order, propose, zone.id, incident.id, by: actor)
        }
        return zones.count
    }

    /// How many zones stand lifted afterwards.
    func liftZones(_ act: ScenarioAct, of incident: Incident, by actor: Actor) async throws -> Int {
        let held = try await desk.incident(incident.id)?.evacuations ?? []
        for zone in held where zone.stage == .order {
            try await carry(.lifted, .proposeLift(ProposeLift(reason: reason(of: act))), zone.zone, incident.id, by: actor)
        }
        return try await desk.incident(incident.id)?.evacuations.count { $0.stage == .lifted } ?? 0
    }

    /// Confirms what waits for that stage, or proposes it first; the second name is that of another account.
    private func carry(_ target: Evacuation.Stage, _ propose: EvacuationCommand, _ zone: ZoneID, _ id: IncidentID, by actor: Actor) async throws {
        let pending = try await proposal(for: zone, in: id)
        if let pending, pending.target != target {
            let withdraw = WithdrawProposal(proposal: pending.number, reason: "合成演示 / Synthetic demonstration")
            try await desk.submit(evacuation: zone, of: id, .withdraw(withdraw), by: actor, command: nil)
        }
        if pending?.target != target { try await desk.submit(evacuation: zone, of: id, propose, by: actor, command: nil) }
        let second = Actor(kind: .person, name: actor.name + "-2", role: actor.role, center: actor.center)
        for signer in [actor, second] {
            guard let waiting = try await proposal(for: zone, in: id), !waiting.signatures.contains(where: { $0.by == signer.name }) else { continue }
            try await desk.submit(evacuation: zone, of: id, .confirm(ConfirmProposal(proposal: waiting.number)), by: signer, command: nil)
        }
    }

    private func proposal(for zone: ZoneID, in id: IncidentID) async throws -> Evacuation.Proposal? {
        try await desk.incident(id)?.evacuations.first { $0.zone == zone }?.proposal
    }

    private func stage(of zone: ZoneID, in id: IncidentID) async throws -> Evacuation.Stage? {
        try await desk.incident(id)?.evacuations.first { $0.zone == zone }?.stage
    }

    private func reason(of act: ScenarioAct) -> String { act.note?.zh ?? "合成演示 / Synthetic demonstration" }
}
