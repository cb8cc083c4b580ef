import City
import Incidents
import Testing

@testable import Evacuation

@Suite("The latest time to decide")
struct DecisionTimeTests {
    /// Latest time to decide 40 minutes after the start: arrival at 120, clearance 60, margin 20.
    private func timed(arrivalMinutes: Double = 120) throws -> Story {
        var story = try Story()
        try story.tell(.setTimes(times(arrivalMinutes)))
        return story
    }

    private func times(_ arrivalMinutes: Double) -> SetEvacuationTimes {
        SetEvacuationTimes(clearanceMinutes: 60, marginMinutes: 20, arrivalAt: Fixture.start.advanced(by: .minutes(arrivalMinutes)))
    }

    private func due(_ story: Story) -> Due<EvacuationCommand>? { story.evacuation?.due(whileOpen: true).first }

    @Test("it is noted half an hour before and again as it passes, each once")
    func noted() throws {
        var story = try timed()
        let near = try #require(due(story))
        #expect(near.at == Fixture.start.advanced(by: .minutes(10)))
        #expect(story.refusal(near.command, 9.9, by: Fixture.plan) == .evacuationClockNotDue)
        try story.tell(near.command, 10, by: Fixture.plan)
        let passed = try #require(due(story))
        #expect(passed.at == Fixture.start.advanced(by: .minutes(40)) && passed.key != near.key)
        #expect(story.refusal(passed.command, 39, by: Fixture.plan) == .evacuationClockNotDue)
        try story.tell(passed.command, 40, by: Fixture.plan)
        #expect(due(story) == nil && story.refusal(passed.command, 41, by: Fixture.plan) == .evacuationClockNotDue)
        #expect(story.types.suffix(2) == ["EvacuationDecisionTimeNear", "EvacuationDecisionTimePassed"])
    }

    @Test("after a long silence only the passing is noted, and new times are noted anew")
    func anew() throws {
        var story = try timed()
        try story.tell(try #require(due(story)).command, 90, by: Fixture.plan)
        #expect(story.types.last == "EvacuationDecisionTimePassed" && due(story) == nil)
        let old = EvacuationCommand.noteDecisionTime(Fixture.start.advanced(by: .minutes(40)))
        try story.tell(.setTimes(times(240)), 91)
        #expect(story.refusal(old, 92, by: Fixture.plan) == .evacuationClockNotDue)
        #expect(due(story)?.at == Fixture.start.advanced(by: .minutes(130)))
    }

    @Test("an order or a lifting ends it; a warning does not, and neither does it run in a closed incident")
    func ended() throws {
        var story = try timed()
        try story.tell(.warn(AdviseZone()))
        #expect(due(story) != nil && story.evacuation?.due(whileOpen: false).isEmpty == true)
        var down = story
        try down.tell(.standDown(StandDownZone(reason: "over")))
        #expect(due(down) == nil)
        try story.tell(.proposeOrder(ProposeOrder(reason: "cracks")))
        try story.tell(.confirm(ConfirmProposal(proposal: 1)), by: Fixture.second)
        #expect(due(story) == nil)
    }
}
