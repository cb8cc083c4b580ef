import City
import Incidents
import Testing

@testable import Evacuation

@Suite("What a plan may do with zones")
struct PlanTests {
    @Test("a plan proposes and never orders: without imminent danger two people stand for it")
    func twoPeople() throws {
        var story = try Story()
        try story.tell(Fixture.step("order-zones", .order), by: Fixture.plan)
        #expect(story.stage == .normal && story.evacuation?.proposal?.signatures.isEmpty == true)
        #expect(story.evacuation?.proposal?.signaturesNeeded == 2)
        try story.tell(.confirm(ConfirmProposal(proposal: 1)))
        #expect(story.stage == .normal)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1))) == .evacuationSecondPerson)
        try story.tell(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.second)
        #expect(story.stage == .order)
        #expect(story.types == ["EvacuationOpened", "EvacuationProposed", "EvacuationSigned", "EvacuationOrdered"])
    }

    @Test("a pre-authorised order at an imminent incident needs one person, and still no machine gives it")
    func preauthorised() throws {
        var story = try Story()
        try story.tell(Fixture.step("order-zones", .order, preauthorised: true), by: Fixture.plan)
        #expect(story.stage == .normal)
        #expect(story.refusal(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.plan) == .evacuationNotAuthorised)
        try story.tell(.confirm(ConfirmProposal(proposal: 1)))
        #expect(story.stage == .order)
    }

    @Test("a warning of the plan needs one person")
    func warning() throws {
        var story = try Story()
        try story.tell(Fixture.step("warn-zones", .warning), by: Fixture.plan)
        #expect(story.stage == .normal)
        try story.tell(.confirm(ConfirmProposal(proposal: 1)))
        #expect(story.stage == .warning && story.evacuation?.proposal == nil)
    }

    @Test("a step speaks once, also after everything was lifted")
    func once() throws {
        var story = try Story()
        try story.tell(Fixture.step("warn-zones", .warning), by: Fixture.plan)
        try story.tell(.confirm(ConfirmProposal(proposal: 1)))
        try story.tell(.standDown(StandDownZone(reason: "over")))
        #expect(try story.tell(Fixture.step("warn-zones", .warning), by: Fixture.plan).isEmpty)
        #expect(story.stage == .lifted && story.evacuation?.proposal == nil)
    }

    @Test("a graver step takes the place of a milder one that nobody has answered; a milder one passes")
    func graver() throws {
        var story = try Story()
        try story.tell(Fixture.step("warn-zones", .warning), by: Fixture.plan)
        try story.tell(Fixture.step("order-zones", .order), by: Fixture.plan)
        #expect(story.evacuation?.proposal?.target == .order && story.evacuation?.proposal?.number == 2)
        try story.tell(Fixture.step("advise-zones", .advisory), by: Fixture.plan)
        #expect(story.types.last == "EvacuationStepPassed" && story.evacuation?.proposal?.target == .order)
    }

    @Test("what people do directly answers what the plan proposed")
    func answered() throws {
        var story = try Story()
        try story.tell(Fixture.step("warn-zones", .warning), by: Fixture.plan)
        try story.tell(.warn(AdviseZone()))
        #expect(story.evacuation?.proposal == nil)
    }
}
