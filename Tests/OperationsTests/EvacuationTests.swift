import City
import Evacuation
import EventLog
import HazardKit
import Incidents
import Testing

@testable import Operations

@Suite("Zones at the desk")
struct EvacuationDeskTests {
    private static let deputy = Actor(kind: .person, name: "deputy", role: "district-commander", center: SmallCity.north)

    /// An incident at the cliff that the register knows, with its plan run.
    private func rockfall(_ grade: Grade, imminent: Bool = false, in loop: Loop) async throws -> IncidentID {
        let claim = AlertClaim(
            kind: "rockfall", title: SmallCity.words("rocks move"), point: SmallCity.cliff, site: "cliff-1", grade: grade, confidence: 0.9,
            imminent: imminent,
            evidence: Evidence(
                source: .reading, origin: "gnss-17", summary: SmallCity.words("5.1 mm"), observedAt: loop.clock.now, value: 5.1, unit: "mm", limit: 4,
                rule: "rate@3"),
            sourceKey: "rule:cliff-1", synthetic: true)
        guard let alert = try await loop.desk.take(claim, by: Loop.rule) else { throw Loop.Missing("alert") }
        if !imminent { try await loop.desk.submit(alert: alert, .confirm(ConfirmAlert()), by: Loop.officer, command: nil) }
        await loop.desk.tick()
        guard let incident = try await loop.desk.alertState(alert)?.incident else { throw Loop.Missing("incident") }
        await loop.desk.tick()
        return incident
    }

    private func zone(_ id: IncidentID, _ loop: Loop) async throws -> EvacuationView {
        guard let zone = try await loop.desk.incident(id)?.evacuations.first else { throw Loop.Missing("zone") }
        return zone
    }

    private func order(_ incident: IncidentID, _ loop: Loop, zone: ZoneID = "cliff-foot") async throws {
        try await loop.desk.submit(
            evacuation: zone, of: incident, .proposeOrder(ProposeOrder(reason: "cracks")), by: Loop.commander, command: "order-1")
        try await loop.desk.submit(evacuation: zone, of: incident, .confirm(ConfirmProposal(proposal: 1)), by: Self.deputy, command: "order-2")
    }

    @Test("the plan of a grave incident proposes the order for each zone of the site, and a restart proposes nothing twice")
    func plan() async throws {
        let loop = try await Loop()
        let incident = try await rockfall(.i, in: loop)
        let proposed = try await zone(incident, loop)
        #expect(proposed.stage == .normal && proposed.proposal?.step == "order-zones" && proposed.signaturesNeeded == 2)
        let again = try await loop.restarted()
        await again.desk.tick()
        #expect(try await zone(incident, again).version == proposed.version)
        #expect(await again.desk.board(for: Loop.commander).incidents.first?.zoneStages.first?.proposed == true)
    }

    @Test("at an imminent incident the pre-authorised order needs one person, and none gives no order")
    func imminent() async throws {
        let loop = try await Loop()
        let incident = try await rockfall(.i, imminent: true, in: loop)
        let proposed = try await zone(incident, loop)
        #expect(proposed.stage == .normal && proposed.signaturesNeeded == 1 && proposed.proposal?.preauthorised == true)
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .confirm(ConfirmProposal(proposal: 1)), by: Loop.commander, command: nil)
        #expect(try await zone(incident, loop).stage == .order)
    }

    @Test("when the grade rises, the order takes the place of the warning that nobody answered")
    func rising() async throws {
        let loop = try await Loop()
        let incident = try await rockfall(.ii, in: loop)
        #expect(try await zone(incident, loop).proposal?.target == .warning)
        try await loop.desk.submit(incident: incident, .changeGrade(ChangeGrade(grade: .i, reason: "faster")), by: Loop.commander, command: nil)
        await loop.desk.tick()
        #expect(try await zone(incident, loop).proposal?.target == .order)
    }

    @Test("a proposal that nobody confirms ends by itself, also when its time came while the server was down")
    func expiry() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        try await loop.desk.submit(
            evacuation: "cliff-foot", of: incident, .proposeOrder(ProposeOrder(reason: "cracks")), by: Loop.commander, command: nil)
        loop.clock.advance(Evacuation.proposalValidFor)
        let again = try await loop.restarted()
        #expect(try await zone(incident, again).proposal == nil)
        let told = try await again.desk.timeline(of: incident).map(\.type)
        #expect(told.filter { $0.hasPrefix("Evacuation") } == ["EvacuationOpened", "EvacuationProposed", "EvacuationProposalExpired"])
    }

    @Test("the owner's desk is told that the time to decide is near, the desk above too once it has passed, and a restart tells nobody twice")
    func decisionTime() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        let arrival = loop.clock.now.advanced(by: .minutes(100))
        try await loop.desk.submit(
            evacuation: "cliff-foot", of: incident,
            .setTimes(SetEvacuationTimes(clearanceMinutes: 30, marginMinutes: 10, arrivalAt: arrival)), by: Loop.commander, command: nil)
        await loop.desk.tick()
        #expect(try await told(loop, incident, "decision-").isEmpty)
        loop.clock.advance(.minutes(30))
        await loop.desk.tick()
        let near = try await told(loop, incident, "decision-near")
        #expect(near.map { $0.recipients.map(\.center) } == [[SmallCity.cliffTown]])
        loop.clock.advance(.minutes(30))
        let again = try await loop.restarted()
        await again.desk.tick()
        let passed = try await told(again, incident, "decision-passed")
        #expect(passed.map { $0.recipients.map(\.center) } == [[SmallCity.cliffTown, SmallCity.north]])
        let third = try await again.restarted()
        await third.desk.tick()
        #expect(try await told(third, incident, "decision-").count == 2)
    }

    @Test("the time to decide does not count while an incident is closed, and counts again once it is reopened")
    func reopened() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        let times = SetEvacuationTimes(clearanceMinutes: 30, marginMinutes: 10, arrivalAt: loop.clock.now.advanced(by: .minutes(100)))
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .setTimes(times), by: Loop.commander, command: nil)
        let close = IncidentCommand.close(CloseIncident(disposition: "false-alarm", cause: nil))
        try await loop.desk.submit(incident: incident, close, by: Loop.commander, command: nil)
        loop.clock.advance(.minutes(31))
        await loop.desk.tick()
        #expect(try await told(loop, incident, "decision-").isEmpty)
        try await loop.desk.submit(incident: incident, .reopen(ReopenIncident(reason: "it moves")), by: Loop.commander, command: nil)
        await loop.desk.tick()
        #expect(try await told(loop, incident, "decision-near").count == 1)
    }

    @Test("an order that ran out without a second person is told to the desk")
    func expiredOrder() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        try await loop.desk.submit(
            evacuation: "cliff-foot", of: incident, .proposeOrder(ProposeOrder(reason: "cracks")), by: Loop.commander, command: nil)
        loop.clock.advance(Evacuation.proposalValidFor)
        await loop.desk.tick()
        #expect(try await told(loop, incident, "proposal-1-expired").count == 1)
    }

    private func told(_ loop: Loop, _ incident: IncidentID, _ name: String) async throws -> [Notice] {
        let notices = await loop.desk.picture.notices.values
        return notices.filter { $0.incident == incident && $0.id.rawValue.contains(".\(name)") }.sorted { $0.id < $1.id }
    }

    @Test("between proposal and confirmation a crash loses nothing, and the same command given twice acts once")
    func crash() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        let propose = EvacuationCommand.proposeOrder(ProposeOrder(reason: "cracks"))
        let first = try await loop.desk.submit(evacuation: "cliff-foot", of: incident, propose, by: Loop.commander, command: "once")
        let again = try await loop.restarted()
        let repeated = try await again.desk.submit(evacuation: "cliff-foot", of: incident, propose, by: Loop.commander, command: "once")
        #expect(repeated.repeated && repeated.position == first.position)
        try await again.desk.submit(evacuation: "cliff-foot", of: incident, .confirm(ConfirmProposal(proposal: 1)), by: Self.deputy, command: nil)
        #expect(try await zone(incident, again).stage == .order)
    }

    @Test("an incident with a zone under an order is not closed; once two people have lifted it, it is")
    func closing() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        try await order(incident, loop)
        let close = IncidentCommand.close(CloseIncident(disposition: "false-alarm", cause: nil))
        let refusal = await #expect(throws: Refusal.self) { try await loop.desk.submit(incident: incident, close, by: Loop.commander, command: nil) }
        #expect(refusal?.code == .incidentZonesOrdered)
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .proposeLift(ProposeLift(reason: "still")), by: Self.deputy, command: nil)
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .confirm(ConfirmProposal(proposal: 2)), by: Loop.commander, command: nil)
        try await loop.desk.submit(incident: incident, close, by: Loop.commander, command: nil)
        #expect(try await loop.incident(incident).state == .closed)
    }

    @Test("a zone that no register knows is named by hand, each under a name of its own; one of the register by its id")
    func byHand() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        let draft = ZoneDraft(name: SmallCity.words("camp site"), households: 5)
        let (first, _) = try await loop.desk.addZone(draft, to: incident, by: Loop.commander, command: "zone-1")
        let (same, receipt) = try await loop.desk.addZone(draft, to: incident, by: Loop.commander, command: "zone-1")
        let (second, _) = try await loop.desk.addZone(draft, to: incident, by: Loop.commander, command: nil)
        #expect(first == "hand-1" && same == first && receipt.repeated && second == "hand-2")
        let (known, _) = try await loop.desk.addZone(ZoneDraft(zone: "cliff-foot"), to: incident, by: Loop.commander, command: nil)
        #expect(known == "cliff-foot")
        for (draft, code) in [
            (ZoneDraft(zone: "nowhere"), "zone.unknown"), (ZoneDraft(), "text.missing"), (ZoneDraft(zone: known), "evacuation.exists"),
        ] {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await loop.desk.addZone(draft, to: incident, by: Loop.commander, command: nil)
            }
            #expect(refusal?.code.rawValue == code)
        }
        let unknown = await #expect(throws: Refusal.self) {
            try await loop.desk.submit(evacuation: "hand-9", of: incident, .advise(AdviseZone()), by: Loop.commander, command: nil)
        }
        #expect(unknown?.code == .evacuationUnknown)
    }

    @Test("an incident merges only once the zones in which people were advised are stood down")
    func advisedZoneHoldsTheMerge() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii), other = try await loop.opened(.iii)
        let merge = IncidentCommand.mergeInto(MergeIncident(incident: other))
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .advise(AdviseZone()), by: Loop.commander, command: nil)
        let refusal = await #expect(throws: Refusal.self) {
            try await loop.desk.submit(incident: incident, merge, by: Loop.commander, command: nil)
        }
        #expect(refusal?.code == .incidentZonesWarned)
        let down = EvacuationCommand.standDown(StandDownZone(reason: "the same matter"))
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, down, by: Loop.commander, command: nil)
        try await loop.desk.submit(incident: incident, merge, by: Loop.commander, command: nil)
        #expect(try await loop.incident(incident).mergedInto == other)
    }

    @Test("what is asked of a zone reaches the boards with the incident, and the picture survives a snapshot")
    func boards() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened(.iii)
        var changes = loop.desk.changes().makeAsyncIterator()
        try await order(incident, loop)
        let change = try #require(await changes.next()?.first)
        #expect(change.topic == .incident && String(decoding: change.json, as: UTF8.self).contains(#""zone":"cliff-foot""#))
        try await loop.desk.snapshot(force: true)
        let again = try await loop.restarted()
        #expect(try await zone(incident, again).stage == .order)
        #expect(await again.desk.orderedZones(of: incident).count == 1)
    }

    @Test("a case file says what was seen by which rule and version, who was told, who did what, and from which place of the log")
    func caseFile() async throws {
        let loop = try await Loop()
        let incident = try await rockfall(.i, in: loop)
        let caller = Caller(name: "Wang", phone: "13800000000", words: "rocks")
        let alert = try #require(try await loop.incident(incident).alerts.first)
        try await loop.desk.submit(
            alert: alert,
            .addEvidence(
                AddEvidence(
                    evidence: Evidence(
                        source: .call, origin: "desk", summary: SmallCity.words("a call"), observedAt: loop.clock.now,
                        sealedDetail: try await loop.desk.seal(caller)), grade: .i, confidence: 0.5, imminent: false, sourceKey: "call:1")),
            by: Loop.rule, command: nil)
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .confirm(ConfirmProposal(proposal: 1)), by: Loop.commander, command: nil)
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .confirm(ConfirmProposal(proposal: 1)), by: Self.deputy, command: nil)
        let file = try #require(try await loop.desk.caseFile(of: incident))
        #expect(file.synthetic && !file.exercise && file.complete)
        let head = try await loop.log.head()
        #expect(file.source.position == head.position && file.source.hash.count == 64)
        #expect(file.seen.first?.rule == "rate" && file.seen.first?.ruleVersion == 3 && file.seen.first?.limit == 4)
        #expect(file.evacuations.first?.stage == .order)
        #expect(file.done.contains { $0.type == "EvacuationOrdered" && $0.actor.name == "deputy" } && file.done.contains { $0.type == "AlertRaised" })
        #expect(file.done.map(\.position) == file.done.map(\.position).sorted())
        // The caller's words are in the log as ciphertext; the paper has not even that.
        let json = String(decoding: try JSONBytes.encode(file), as: UTF8.self)
        #expect(file.seen.contains(where: \.sealed) && !json.contains("box-") && !json.contains("Wang"))
        // The same log makes the same file without a desk.
        let other = try #require(try await CaseFileReader(log: loop.log, city: SmallCity.model).caseFile(of: incident, at: loop.clock.now))
        #expect(try JSONBytes.encode(other) == JSONBytes.encode(file))
        #expect(try await loop.desk.caseFile(of: "I-999999") == nil)
    }

    @Test("an incident that has left the picture still shows its zones, and its case file is whole")
    func history() async throws {
        let loop = try await Loop(closedMattersHeld: 0)
        let incident = try await loop.opened(.iii)
        try await loop.desk.submit(evacuation: "cliff-foot", of: incident, .advise(AdviseZone()), by: Loop.commander, command: nil)
        try await loop.desk.submit(
            incident: incident, .close(CloseIncident(disposition: "false-alarm", cause: nil)), by: Loop.commander, command: nil)
        #expect(try await zone(incident, loop).stage == .advisory)
        #expect(try await loop.desk.caseFile(of: incident)?.evacuations.count == 1)
        #expect(try await loop.desk.timeline(of: incident).contains { $0.type == "EvacuationAdvised" })
    }
}
