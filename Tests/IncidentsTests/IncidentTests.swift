import City
import HazardKit
import Testing

@testable import Incidents

@Suite("An incident")
struct IncidentTests {
    static let district = Fixture.person(Fixture.district)

    @Test("the plan runs once per step, and another grade runs only what it adds")
    func plan() throws {
        var story = try IncidentStory(Fixture.opening(grade: .ii))
        #expect(story.incident?.needsPlan == .ii)
        try story.tell(.runPlan(Fixture.plan(.ii, [Fixture.draft("s1", department: "transport")], notices: ["n1"])))
        #expect(story.incident?.needsPlan == nil)
        #expect(try story.tell(.runPlan(Fixture.plan(.ii, [Fixture.draft("s1", department: "transport")], notices: ["n1"]))).isEmpty)
        try story.tell(.changeGrade(ChangeGrade(grade: .i, reason: "cracks widen")))
        #expect(story.incident?.needsPlan == .i)
        let more = [Fixture.draft("s1", department: "transport"), Fixture.draft("s2", team: Fixture.teamA), Fixture.draft("s2", team: Fixture.teamB)]
        let events = try story.tell(.runPlan(Fixture.plan(.i, more, notices: ["n1", "n2"], version: 2)))
        #expect(events.types == "PlanRun TaskCreated")
        guard case .planRun(let run) = events[0] else { return }
        #expect(run.steps == ["s2", "n2"] && run.notices == ["n2"])
        #expect(story.incident?.tasks.map(\.id) == ["t1", "t2"])
        try story.tell(.changeGrade(ChangeGrade(grade: .ii, reason: "calm again")))
        #expect(story.incident?.needsPlan == nil)
        #expect(story.incident?.departments == ["transport"])
    }

    @Test("a plan without steps is run too, so that nobody waits for one")
    func emptyPlan() throws {
        var story = try IncidentStory()
        #expect(try story.tell(.runPlan(RunPlan(playbook: nil, version: nil, grade: .ii, tasks: [], notices: []))).types == "PlanRun")
        #expect(story.incident?.needsPlan == nil)
    }

    @Test("the owner moves only when the other center accepts; its own clock runs meanwhile")
    func handOver() throws {
        var story = try IncidentStory()
        #expect(story.refusal(.offerHandOver(OfferHandOver(to: Fixture.township, reason: "x"))) == .incidentAlreadyOwner)
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.district, reason: "too big")))
        #expect(story.incident?.owner == Fixture.township)
        #expect(story.incident?.clocks.clock(.handOver)?.isRunning == true)
        #expect(story.refusal(.offerHandOver(OfferHandOver(to: Fixture.district, reason: "x"))) == .incidentHandOverPending)
        #expect(story.refusal(.acceptHandOver) == .incidentNotOffered)
        #expect(story.refusal(.acceptHandOver, Fixture.context(1, Fixture.system)) == .incidentNotOffered)
        try story.tell(.acceptHandOver, Fixture.context(1, Self.district))
        #expect(story.incident?.owner == Fixture.district)
        #expect(story.incident?.handOver == nil)
        #expect(story.incident?.clocks.clock(.handOver)?.isRunning == false)
        #expect(story.refusal(.markUnderControl, Fixture.context(2, Fixture.desk, owner: Fixture.district)) == .incidentNotOwner)
        #expect(story.refusal(.markUnderControl, Fixture.context(2, Fixture.person(Fixture.hub), owner: Fixture.district)) == nil)
    }

    @Test("an offer may be declined by the other center or withdrawn by the owner, and made to a third")
    func declined() throws {
        var story = try IncidentStory()
        let no = IncidentCommand.declineHandOver(DeclineHandOver(reason: "not ours"))
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.neighbour, reason: "on the border")))
        #expect(story.refusal(no, Fixture.context(1, Self.district)) == .incidentNotOffered)
        try story.tell(no, Fixture.context(1, Fixture.person(Fixture.neighbour)))
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.neighbour, reason: "look again")))
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.district, reason: "then up")))
        #expect(story.incident?.handOver?.to == Fixture.district)
        try story.tell(no)
        #expect(story.incident?.handOver == nil)
        #expect(story.incident?.owner == Fixture.township)
    }

    @Test("closing needs the all clear and no open task; codes must be in use")
    func close() throws {
        var story = try IncidentStory.withTask([.send, .accept])
        try story.tell(.markResolved)
        #expect(story.refusal(.declareAllClear(DeclareAllClear(note: nil))) == .incidentNotOnTheSpot)
        let team = Fixture.context(5, Fixture.person(Fixture.township, team: Fixture.teamA))
        #expect(story.refusal(.declareAllClear(DeclareAllClear(note: nil)), team) == .incidentNotOnTheSpot)
        try story.tell(.task("t1", .arrive))
        try story.tell(.declareAllClear(DeclareAllClear(note: nil)), team)
        #expect(story.refusal(.close(CloseIncident(disposition: "resolved", cause: "rain"))) == .incidentTasksOpen)
        try story.tell(.task("t1", .finish(FinishTask(evidence: "photo"))))
        try story.tell(.task("t1", .check))
        #expect(story.refusal(.close(CloseIncident(disposition: "old", cause: nil))) == .codeArchived)
        #expect(story.refusal(.close(CloseIncident(disposition: "resolved", cause: "magic"))) == .codeUnknown)
        try story.tell(.close(CloseIncident(disposition: "resolved", cause: "rain")))
        #expect(story.incident?.clocks.filter(\.isRunning).map(\.kind) == ["report/first"])
        try story.tell(.fileReport(FileReport(report: "first")))
        #expect(story.incident?.due().isEmpty == true)
        try story.tell(.reopen(ReopenIncident(reason: "moves again")))
        #expect(story.incident?.state == .dispatched && story.incident?.disposition == nil)
        #expect(story.incident?.clocks.clock(.close)?.isRunning == true)
    }

    @Test("a false alarm closes at once and lifts its open tasks, with nothing left to fire")
    func falseAlarm() throws {
        var story = try IncidentStory.withTask([.send, .accept, .arrive])
        let events = try story.tell(.close(CloseIncident(disposition: "false-alarm", cause: nil)))
        #expect(events.types == "TaskCancelled IncidentClosed")
        #expect(story.incident?.due().isEmpty == true)
        #expect(story.incident?.tasks.first?.holdsTeam == false)
    }

    @Test("clocks run apart: response stops at the first acceptance, update starts anew with each entry by a person")
    func clocks() throws {
        var story = try IncidentStory(Fixture.opening(grade: .i))
        try story.tell(.createTask(CreateTask(title: Fixture.words, department: "transport")))
        try story.tell(.task("t1", .send), Fixture.context(0, Fixture.system))
        try story.tell(.task("t1", .accept), Fixture.context(3))
        #expect(story.incident?.clocks.clock(.response)?.stoppedAt == Fixture.start.advanced(by: .minutes(3)))
        #expect(story.incident?.clocks.clock(.update)?.startedAt == Fixture.start.advanced(by: .minutes(3)))
        try story.tell(.note(AddNote(text: "rain stops")), Fixture.context(10))
        #expect(story.incident?.clocks.clock(.update)?.dueAt == Fixture.start.advanced(by: .minutes(25)))
        try story.tell(.addAlert("a2"), Fixture.context(11, Fixture.system))
        #expect(story.incident?.clocks.clock(.update)?.dueAt == Fixture.start.advanced(by: .minutes(25)))
        #expect(story.incident?.clocks.clock(.close)?.dueAt == Fixture.start.advanced(by: .hours(12)))
    }

    @Test("statutory reports are clocks: due on opening by grade, filed once, owed again after a regrading")
    func reports() throws {
        var mild = try IncidentStory(Fixture.opening(grade: .iii))
        #expect(mild.refusal(.fileReport(FileReport(report: "first"))) == .incidentReportNotDue)
        try mild.tell(.changeGrade(ChangeGrade(grade: .ii, reason: "worse")), Fixture.context(5))
        #expect(mild.incident?.clocks.clock("report/first")?.dueAt == Fixture.start.advanced(by: .minutes(35)))
        try mild.tell(.changeGrade(ChangeGrade(grade: .i, reason: "worse still")), Fixture.context(10))
        #expect(mild.incident?.clocks.clock("report/first")?.dueAt == Fixture.start.advanced(by: .minutes(35)))
        try mild.tell(.fileReport(FileReport(report: "first")), Fixture.context(12))
        #expect(mild.refusal(.fileReport(FileReport(report: "first"))) == .incidentReportNotDue)
        try mild.tell(.changeGrade(ChangeGrade(grade: .ii, reason: "better")), Fixture.context(20))
        #expect(mild.incident?.clocks.clock("report/first")?.dueAt == Fixture.start.advanced(by: .minutes(50)))
        #expect(mild.incident?.reports == ["first"])
    }

    @Test("every key fires once, however long nobody does anything, and then all is quiet")
    func quiet() throws {
        var story = try IncidentStory.withTask([])
        let keys = try story.run(until: Fixture.start.advanced(by: .hours(24 * 365)))
        #expect(Set(keys).count == keys.count)
        #expect(story.incident?.due().isEmpty == true)
        for kind in ["response", "update", "close", "report/first"] {
            #expect(keys.filter { $0.hasPrefix(kind) && $0.hasSuffix("breach") }.count == 1)
        }
        #expect(story.incident?.responsible == Responsibility(center: Fixture.hub, deputy: true))
        #expect(story.incident?.owner == Fixture.township)
    }

    @Test("links, departments and alerts are kept once")
    func once() throws {
        var story = try IncidentStory()
        try story.tell(.link(LinkIncident(incident: "i2", relation: .cause)))
        #expect(story.refusal(.link(LinkIncident(incident: "i2", relation: .cause))) == .incidentAlreadyLinked)
        #expect(story.refusal(.link(LinkIncident(incident: "i1", relation: .cause))) == .incidentIntoItself)
        #expect(story.refusal(.mergeInto(MergeIncident(incident: "i1"))) == .incidentIntoItself)
        try story.tell(.involve(InvolveDepartment(department: "health")))
        #expect(story.refusal(.involve(InvolveDepartment(department: "health"))) == .incidentAlreadyInvolved)
        #expect(try story.tell(.addAlert("a1")).isEmpty)
        #expect(story.refusal(.changeGrade(ChangeGrade(grade: .ii, reason: "x"))) == .incidentSameGrade)
        #expect(RefusalCode.incidentSameGrade.family == "incident")
    }

    @Test("an incident keeps at most its bound of tasks")
    func bound() throws {
        var story = try IncidentStory()
        let drafts = (0..<Incident.taskCountMax).map { Fixture.draft(StepID("s\($0)")) }
        try story.tell(.runPlan(Fixture.plan(.ii, drafts)))
        #expect(story.refusal(.createTask(CreateTask(title: Fixture.words))) == .incidentFull)
        #expect(story.refusal(.runPlan(Fixture.plan(.i, [Fixture.draft("one-more")]))) == .incidentFull)
    }
}
