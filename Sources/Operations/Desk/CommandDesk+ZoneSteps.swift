import City
import Evacuation
import EventLog
import Incidents

/// What follows by itself for zones: proposals of the plan, proposals that nobody confirmed in time, and the latest time to decide.
extension CommandDesk {
    /// A step of the plan that a zone has not heard of yet.
    struct OwedZone {
        let zone: ZoneID
        let step: FollowPlanStep
    }

    /// Read off the states, so that a crash between the plan and its proposals is made good at the next look.
    func owedZones(of incident: Incident) -> [OwedZone] {
        guard incident.state.isOpen, let site = incident.site, let sheet = city.sheet(of: site), !sheet.zones.isEmpty else { return [] }
        return PlanResolution(city: city).zoneSteps(of: incident).flatMap { step in
            sheet.zones.prefix(Evacuation.zonesPerIncidentMax).compactMap { zone in
                let id = EvacuationID(incident.id, zone.id)
                let isKnown = picture.evacuations[id]?.state.steps.contains(step.step) ?? false
                return isKnown || isRefused(Self.key(step.step), on: Self.stream(id)) ? nil : OwedZone(zone: zone.id, step: step)
            }
        }
    }

    private static func key(_ step: StepID) -> String { "step/" + step.rawValue }

    func proposeZones(of incident: Incident) async -> Bool {
        for owed in owedZones(of: incident) {
            let stream = Self.stream(EvacuationID(incident.id, owed.zone))
            // An alert that people have rejected speaks for no haste any more.
            let isImminent = incident.alerts.compactMap { picture.alerts[$0]?.state }.contains { $0.imminent && $0.state.isOpen }
            let step = FollowPlanStep(
                step: owed.step.step, target: owed.step.target, title: owed.step.title, preauthorised: owed.step.preauthorised && isImminent)
            let done = await attempt(stream, Self.key(step.step)) {
                try await self.submit(
                    evacuation: owed.zone, of: incident.id, .followPlan(step), by: self.system(at: incident.owner, "plan"),
                    command: CommandID("\(stream)/\(Self.key(step.step))"))
            }
            guard done else { return false }
        }
        return true
    }

    func follow(evacuation id: EvacuationID, _ stream: StreamName) async {
        for _ in 0..<Self.stepsPerLookMax {
            guard let held = picture.evacuations[id]?.state else { return }
            let incident = picture.incidents[held.incident]?.state
            guard await issue(notices(of: held).compactMap { told($0, about: id.rawValue) }) else { return }
            guard let due = next(held.due(whileOpen: incident?.state.isOpen ?? false), on: stream) else { return }
            let owner = incident?.owner ?? city.hub?.code ?? ""
            let done = await attempt(stream, due.key) {
                try await self.submit(
                    evacuation: held.zone, of: held.incident, due.command, by: self.system(at: owner, "clock"),
                    command: CommandID("due/\(stream)/\(due.key)"))
            }
            guard done else { return }
        }
    }

    /// What the clock has said of a zone of an open incident. Nil stands for a notice that no duty desk can be told of.
    private func notices(of zone: Evacuation) -> [NoticeIssued?] {
        guard let incident = picture.incidents[zone.incident]?.state, incident.state.isOpen else { return [] }
        return ZoneNotices(city: city).notices(of: zone, in: incident, at: now())
    }

    func schedule(evacuation id: EvacuationID) {
        guard let held = picture.evacuations[id]?.state else { return }
        let owed = notices(of: held).compactMap { $0?.id }
        guard owed.allSatisfy({ picture.notices[$0] != nil }) else { return look(at: Self.stream(id)) }
        let isOpen = picture.incidents[held.incident]?.state.state.isOpen ?? false
        guard let at = held.due(whileOpen: isOpen).map(\.at).min() else { return }
        dues.add(Self.stream(id), at: at)
        if at <= now() { wake.yield() }
    }
}
