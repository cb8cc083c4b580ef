import City
import Incidents
import Testing

@testable import Evacuation

@Suite("Orders and liftings")
struct OrderTests {
    @Test("an advisory and a warning need one authorised person, and no machine, department or team")
    func oneperson() throws {
        var story = try Story()
        for actor in [
            Fixture.plan, Fixture.mover, Fixture.person("liaison", department: "transport"), Fixture.person("elsewhere", "500112"),
            Fixture.person("township", Fixture.township),
        ] {
            #expect(story.refusal(.advise(AdviseZone()), by: actor) == .evacuationNotAuthorised, "\(actor.name)")
        }
        try story.tell(.advise(AdviseZone()))
        try story.tell(.warn(AdviseZone(note: "heavy rain")), by: Fixture.person("hub", "50"))
        #expect(story.stage == .warning)
        try story.tell(.standDown(StandDownZone(reason: "rain is over")))
        #expect(story.stage == .lifted && story.types == ["EvacuationOpened", "EvacuationAdvised", "EvacuationWarned", "EvacuationStoodDown"])
    }

    @Test("an order is proposed by one person and confirmed by another, and the same account is refused by the rule's name")
    func twopeople() throws {
        var story = try Story()
        try story.tell(.proposeOrder(ProposeOrder(reason: "cracks widen")))
        #expect(story.stage == .normal)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1))) == .evacuationSecondPerson)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.plan) == .evacuationNotAuthorised)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 2)), by: Fixture.second) == .evacuationOtherProposal)
        try story.tell(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.second)
        #expect(story.stage == .order && story.evacuation?.form == .leave && story.evacuation?.stageBy == "second")
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.second) == .evacuationNoProposal)
    }

    @Test("an order is lifted by two people as well, and by no shorter way")
    func lifting() throws {
        var story = try Story.ordered()
        for command in [EvacuationCommand.standDown(StandDownZone(reason: "x")), .advise(AdviseZone()), .warn(AdviseZone())] {
            #expect(story.refusal(command) == .evacuationWrongStage)
        }
        try story.tell(.proposeLift(ProposeLift(reason: "the slope stands still")), 60, by: Fixture.second)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 2)), 61, by: Fixture.second) == .evacuationSecondPerson)
        #expect(story.stage == .order)
        try story.tell(.confirm(ConfirmProposal(proposal: 2)), 61)
        #expect(story.stage == .lifted && story.evacuation?.form == nil)
    }

    @Test("sheltering in place is a form of the order, and one form is changed for the other by two people")
    func shelter() throws {
        var story = try Story()
        try story.tell(.proposeOrder(ProposeOrder(form: .shelterInPlace, reason: "gas below")))
        try story.tell(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.second)
        #expect(story.evacuation?.form == .shelterInPlace)
        #expect(story.refusal(.proposeOrder(ProposeOrder(form: .shelterInPlace, reason: "again"))) == .evacuationWrongStage)
        try story.tell(.proposeOrder(ProposeOrder(form: .leave, reason: "the cliff moves")))
        try story.tell(.confirm(ConfirmProposal(proposal: 2)), by: Fixture.second)
        #expect(story.evacuation?.form == .leave && story.evacuation?.round == 1)
    }

    @Test("a proposal runs out after its bound, cannot be confirmed then, and leaves room for the next one")
    func expiry() throws {
        var story = try Story()
        try story.tell(.proposeOrder(ProposeOrder(reason: "cracks widen")))
        #expect(story.refusal(.proposeOrder(ProposeOrder(reason: "again")), 1, by: Fixture.second) == .evacuationProposalPending)
        let due = try #require(story.evacuation?.due(whileOpen: true).first)
        #expect(due.at.since(Fixture.start) == Evacuation.proposalValidFor && due.key == "proposal/1/expire")
        #expect(story.refusal(due.command, 29, by: Fixture.plan) == .evacuationClockNotDue)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1)), 30, by: Fixture.second) == .evacuationProposalExpired)
        var late = story
        try late.tell(due.command, 30, by: Fixture.plan)
        #expect(
            late.evacuation?.proposal == nil && late.evacuation?.due(whileOpen: true).isEmpty == true && late.evacuation?.expired?.number == 1
                && late.stage == .normal)
        try story.tell(.proposeOrder(ProposeOrder(reason: "still")), 31, by: Fixture.second)
        #expect(story.types.suffix(2) == ["EvacuationProposalExpired", "EvacuationProposed"] && story.evacuation?.proposal?.number == 2)
    }

    @Test("a proposal that was withdrawn cannot be confirmed")
    func withdrawn() throws {
        var story = try Story()
        try story.tell(.proposeOrder(ProposeOrder(reason: "cracks widen")))
        try story.tell(.withdraw(WithdrawProposal(proposal: 1, reason: "an error of reading")), by: Fixture.second)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.second) == .evacuationNoProposal)
    }

    @Test("a closed incident takes no order, and an exercise hands its mark on to its zones")
    func ended() throws {
        var story = try Story(exercise: true)
        #expect(story.evacuation?.exercise == true)
        var closed: Incident? = story.incident
        let context = Fixture.context(0, Fixture.first)
        for event in try Incident.decide(closed, .close(CloseIncident(disposition: "false-alarm", cause: nil)), context) {
            Incident.apply(event, to: &closed, at: Fixture.start, by: Fixture.first)
        }
        story.incident = try #require(closed)
        #expect(story.refusal(.proposeOrder(ProposeOrder(reason: "late"))) == .evacuationIncidentEnded)
    }

    @Test("an incident is not closed and not merged while a zone is under an order, not even as a false alarm")
    func incidentStaysOpen() throws {
        let incident = try Fixture.incident()
        let context = Fixture.context(0, Fixture.first)
        let ordered = DecisionContext(
            now: context.now, actor: context.actor, codes: context.codes, clocks: context.clocks, levels: context.levels, heldTask: { _ in nil },
            orderedZones: [Fixture.words])
        for command in [IncidentCommand.close(CloseIncident(disposition: "false-alarm", cause: nil)), .mergeInto(MergeIncident(incident: "i2"))] {
            let refusal = #expect(throws: Refusal.self) { _ = try Incident.decide(incident, command, ordered) }
            #expect(refusal?.code == .incidentZonesOrdered)
            #expect(refusal?.message.contains("Foot of the cliff") == true)
        }
        _ = try Incident.decide(incident, .close(CloseIncident(disposition: "false-alarm", cause: nil)), context)
    }

    @Test("an incident is not merged while people in a zone of it are warned, and may be closed")
    func warnedZonesStay() throws {
        let incident = try Fixture.incident()
        let context = Fixture.context(0, Fixture.first)
        let warned = DecisionContext(
            now: context.now, actor: context.actor, codes: context.codes, clocks: context.clocks, levels: context.levels, heldTask: { _ in nil },
            warnedZones: [Fixture.words])
        let refusal = #expect(throws: Refusal.self) { _ = try Incident.decide(incident, .mergeInto(MergeIncident(incident: "i2")), warned) }
        #expect(refusal?.code == .incidentZonesWarned && refusal?.message.contains("Foot of the cliff") == true)
        _ = try Incident.decide(incident, .close(CloseIncident(disposition: "false-alarm", cause: nil)), warned)
    }
}
