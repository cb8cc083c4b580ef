import City
import HazardKit
import Testing

@testable import Incidents

@Suite("A look from the air that a plan asks for")
struct LookTests {
    private static func look() -> TaskDraft {
        TaskDraft(
            step: "air", title: Fixture.words, department: nil, team: nil, skill: "drone", center: Fixture.township, post: "desk",
            acknowledgeWithin: .minutes(5), doneWithin: .minutes(60), means: .drone)
    }

    private static func proposed() throws -> IncidentStory {
        var story = try IncidentStory()
        try story.tell(.runPlan(Fixture.plan(.ii, [look()])), Fixture.context(0, Fixture.system))
        _ = try story.run(until: Fixture.start)
        return story
    }

    @Test("it is proposed to the duty desk with a clock, and what is only proposed has not gone out")
    func proposal() throws {
        let story = try Self.proposed()
        let task = try #require(story.incident?.tasks.first)
        #expect(task.state == .sent && task.isLookProposed && task.clocks.filter(\.isRunning).count == 2)
        #expect(story.incident?.state == .open)
    }

    @Test("ordered, it has gone out, and people on the ground still owe the first response")
    func ordered() throws {
        var story = try Self.proposed()
        try story.tell(.task("t1", .accept))
        #expect(story.incident?.state == .dispatched && story.incident?.tasks.first?.isLookProposed == false)
        #expect(story.incident?.clocks.clock(.response)?.isRunning == true)
        for command in [TaskCommand.depart, .arrive, .finish(FinishTask(evidence: "the crack has grown"))] { try story.tell(.task("t1", command)) }
        #expect(story.incident?.tasks.first?.state == .done)
    }

    @Test("unanswered, it climbs as every task does")
    func climbs() throws {
        var story = try Self.proposed()
        let fired = try story.run(until: Fixture.start.advanced(by: .minutes(5)))
        #expect(fired.contains { $0.hasPrefix("task/t1/") && $0.contains("acknowledge") })
        let told = story.events.compactMap { if case .task(.escalated(let body)) = $0 { body.escalation.to } else { nil } }
        #expect(told.first == Responsibility(center: Fixture.township, deputy: false))
    }

    @Test("declining takes a reason and ends it")
    func declined() throws {
        var story = try Self.proposed()
        #expect(story.refusal(.task("t1", .cancel(CancelTask(reason: " ")))) == .textMissing)
        try story.tell(.task("t1", .cancel(CancelTask(reason: "fog"))))
        #expect(story.incident?.tasks.first?.state == .cancelled)
        #expect(try story.run(until: Fixture.start.advanced(by: .minutes(5))).contains { $0.hasPrefix("task/t1/") } == false)
    }

    @Test("given to a team it is a task like any other, and what the team gives back the desk may have again")
    func team() throws {
        var story = try Self.proposed()
        try story.tell(.task("t1", .reroute(RerouteTask(team: Fixture.teamA))))
        _ = try story.run(until: Fixture.start)
        #expect(story.incident?.tasks.first?.isLook == false && story.incident?.state == .dispatched)
        let team = Fixture.context(0, Fixture.person(Fixture.township, team: Fixture.teamA))
        try story.tell(.task("t1", .returnTask(ReturnTask(reason: "rotor broken"))), team)
        try story.tell(.task("t1", .reroute(RerouteTask())))
        _ = try story.run(until: Fixture.start)
        #expect(story.incident?.tasks.first?.isLookProposed == true && story.incident?.tasks.first?.state == .sent)
    }

    @Test("one that a drone could not carry out is ordered again as it stands")
    func again() throws {
        var story = try Self.proposed()
        try story.tell(.task("t1", .accept))
        try story.tell(.task("t1", .returnTask(ReturnTask(reason: "refused"))))
        #expect(story.incident?.tasks.first?.isLookProposed == true)
        try story.tell(.task("t1", .accept))
        #expect(story.incident?.tasks.first?.state == .accepted && story.incident?.tasks.first?.returnReason == nil)
    }
}
