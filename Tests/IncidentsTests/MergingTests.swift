import City
import HazardKit
import Testing

@testable import Incidents

@Suite("An incident that turns out to be another one")
struct MergingTests {
    /// Both halves of a merge, told to the two incidents.
    static func merge(_ from: inout IncidentStory, into survivor: inout IncidentStory) throws {
        let before = try #require(from.incident)
        let other = try #require(survivor.incident)
        try from.tell(.mergeInto(MergeIncident(incident: other.id)), Fixture.context(10, other: other))
        try survivor.tell(.absorb(before.absorption(into: other)), Fixture.context(10, other: before))
    }

    @Test("its open tasks move with team, state and clocks; what was ended stays; nothing is left to fire")
    func tasksMove() throws {
        var story = try IncidentStory.withTask([.send, .accept, .arrive])
        try story.tell(.createTask(CreateTask(title: Fixture.words, department: "transport")))
        try story.tell(.task("t2", .cancel(CancelTask(reason: "not needed"))))
        var survivor = try IncidentStory(Fixture.opening("i2"))
        try survivor.tell(.createTask(CreateTask(title: Fixture.words, department: "health")))
        let done = story.incident?.tasks.first?.clocks.clock(.done)
        try Self.merge(&story, into: &survivor)
        #expect(story.incident?.state == .merged && story.incident?.mergedInto == "i2")
        #expect(story.incident?.tasks.map(\.state) == [.moved, .cancelled])
        #expect(story.incident?.tasks.first?.movedTo == HeldTask(incident: "i2", task: "t2"))
        #expect(story.incident?.tasks.contains { $0.holdsTeam } == false)
        #expect(story.incident?.due().isEmpty == true)
        #expect(survivor.incident?.tasks.map(\.id) == ["t1", "t2"])
        let moved = try #require(survivor.incident?.tasks.last)
        #expect(moved.team == Fixture.teamA && moved.state == .onScene && moved.holdsTeam)
        #expect(moved.clocks.clock(.done) == done)
        #expect(survivor.incident?.state == .dispatched)
        #expect(survivor.incident?.clocks.clock(.response)?.stoppedAt != nil)
        #expect(survivor.incident?.personnel.nextAt != nil)
        let own = [Fixture.teamA: HeldTask(incident: "i2", task: "t2")]
        let team = Fixture.context(20, Fixture.person(Fixture.township, team: Fixture.teamA), held: own)
        try survivor.tell(.task("t2", .finish(FinishTask(evidence: "photo"))), team)
        try survivor.tell(.task("t2", .check), Fixture.context(21))
        #expect(survivor.incident?.tasks.last?.state == .checked)
    }

    @Test("the survivor keeps the graver grade, lists the alerts, links both ways, and orders no step twice")
    func survivor() throws {
        var story = try IncidentStory(Fixture.opening("i1", grade: .i))
        try story.tell(.runPlan(Fixture.plan(.i, [Fixture.draft("s1", department: "transport"), Fixture.draft("s2")])))
        try story.tell(.addAlert("a5"))
        var survivor = try IncidentStory(Fixture.opening("i2", grade: .iii))
        try survivor.tell(.runPlan(Fixture.plan(.iii, [Fixture.draft("s1", department: "transport")])))
        try Self.merge(&story, into: &survivor)
        #expect(survivor.incident?.grade == .i && survivor.incident?.needsPlan == .i)
        #expect(survivor.incident?.alerts == ["a1", "a5"])
        #expect(survivor.incident?.links == [Incident.Link(incident: "i1", relation: .duplicate)])
        #expect(story.incident?.links == [Incident.Link(incident: "i2", relation: .duplicate)])
        #expect(survivor.incident?.tasks.map(\.step) == ["s1", nil, "s2"])
        let again = try survivor.tell(.runPlan(Fixture.plan(.i, [Fixture.draft("s1"), Fixture.draft("s2"), Fixture.draft("s3")])))
        #expect(again.types == "PlanRun TaskCreated")
        var milder = try IncidentStory(Fixture.opening("i3", grade: .iv))
        try Self.merge(&milder, into: &survivor)
        #expect(survivor.incident?.grade == .i)
    }

    @Test("people who are unaccounted for stay so, and the clock that presses for them starts in the survivor")
    func alarmMoves() throws {
        var story = try PersonnelTests.onScene()
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(101)))
        var survivor = try IncidentStory(Fixture.opening("i2"))
        try Self.merge(&story, into: &survivor)
        #expect(survivor.incident?.personnel.alarmed == [Fixture.teamA])
        #expect(survivor.incident?.clocks.clock(.personnel)?.isRunning == true)
    }

    @Test("an exercise and the real world stay apart, an end is no survivor, and both owners are asked")
    func refusals() throws {
        let story = try IncidentStory()
        let merge = IncidentCommand.mergeInto(MergeIncident(incident: "i2"))
        #expect(story.refusal(merge, Fixture.context(other: nil)) == .incidentUnknown)
        #expect(story.refusal(merge, Fixture.context(other: Fixture.incident("i3"))) == .incidentUnknown)
        #expect(story.refusal(merge, Fixture.context(other: Fixture.incident("i2", exercise: true))) == .incidentExerciseApart)
        let link = IncidentCommand.link(LinkIncident(incident: "i2", relation: .cause))
        #expect(story.refusal(link, Fixture.context(other: Fixture.incident("i2", exercise: true))) == .incidentExerciseApart)
        var ended = try IncidentStory(Fixture.opening("i2"))
        try ended.tell(.close(CloseIncident(disposition: "false-alarm", cause: nil)))
        #expect(story.refusal(merge, Fixture.context(other: ended.incident)) == .incidentOtherEnded)
        #expect(story.refusal(link, Fixture.context(other: ended.incident)) == nil)
        #expect(story.refusal(.absorb(Samples.absorb), Fixture.context(0, Fixture.person(Fixture.neighbour))) == .incidentNotOwner)
    }

    @Test("a survivor without room says so instead of losing tasks")
    func full() throws {
        var story = try IncidentStory()
        try story.tell(.runPlan(Fixture.plan(.ii, (0...Incident.mergedTaskCountMax).map { Fixture.draft(StepID("s\($0)")) })))
        let survivor = try IncidentStory(Fixture.opening("i2"))
        let absorption = try #require(story.incident).absorption(into: try #require(survivor.incident))
        #expect(survivor.refusal(.absorb(absorption)) == .incidentFull)
    }

    @Test("every relation has an inverse, and the inverse of that is itself")
    func inverse() {
        for relation in Incident.Relation.allCases { #expect(relation.inverse.inverse == relation) }
        #expect(Incident.Relation.cause.inverse == .consequence && Incident.Relation.partOf.inverse == .hasPart)
    }
}
