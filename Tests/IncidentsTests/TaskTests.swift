import City
import HazardKit
import Testing

@testable import Incidents

@Suite("A task")
struct TaskTests {
    static let busy = [Fixture.teamA: HeldTask(incident: "i9", task: "t4")]
    static func team(_ team: TeamID = Fixture.teamA, _ minutes: Double = 0, held: [TeamID: HeldTask] = [:]) -> DecisionContext {
        Fixture.context(minutes, Fixture.person(Fixture.township, team: team), held: held)
    }

    @Test("a team that holds another open task is neither given nor accepts this one")
    func busyTeam() throws {
        let create = IncidentCommand.createTask(CreateTask(title: Fixture.words, team: Fixture.teamA))
        var story = try IncidentStory()
        #expect(story.refusal(create, Fixture.context(0, held: Self.busy)) == .taskTeamBusy)
        try story.tell(create)
        try story.tell(.task("t1", .send))
        #expect(story.refusal(.task("t1", .accept), Self.team(held: Self.busy)) == .taskTeamBusy)
        let own = [Fixture.teamA: HeldTask(incident: "i1", task: "t1")]
        #expect(story.refusal(.task("t1", .accept), Self.team(held: own)) == nil)
        #expect(story.refusal(create) == .taskTeamBusy)
        try story.tell(.createTask(CreateTask(title: Fixture.words, department: "transport")))
        #expect(story.refusal(.task("t2", .reroute(RerouteTask(team: Fixture.teamA)))) == .taskTeamBusy)
    }

    @Test("a team that became busy before the sending gives the task back to the desk; in a plan it is left open")
    func busyMeanwhile() throws {
        var story = try IncidentStory.withTask([])
        try story.tell(.task("t1", .send), Fixture.context(0, Fixture.system, held: Self.busy))
        #expect(story.incident?.tasks.first?.state == .returned)
        let drafts = [Fixture.draft("s1", team: Fixture.teamA), Fixture.draft("s2", team: Fixture.teamB), Fixture.draft("s3", team: Fixture.teamB)]
        try story.tell(.runPlan(Fixture.plan(.ii, drafts)), Fixture.context(0, Fixture.system, held: Self.busy))
        #expect(story.incident?.tasks.dropFirst().map(\.team) == [nil, Fixture.teamB, nil])
        #expect(story.refusal(.task("t2", .send)) == .taskNoAddressee)
    }

    @Test("what was created is sent by itself, and again after each rerouting, under a new key")
    func sending() throws {
        var story = try IncidentStory.withTask([])
        #expect(try story.run(until: Fixture.start).filter { $0.contains("send") } == ["task/t1/send/0"])
        #expect(story.incident?.state == .dispatched)
        try story.tell(.task("t1", .returnTask(ReturnTask(reason: "no rope"))))
        #expect(story.incident?.tasks.first?.returnReason == "no rope")
        #expect(story.refusal(.task("t1", .reroute(RerouteTask()))) == .taskNoAddressee)
        try story.tell(.task("t1", .reroute(RerouteTask(team: Fixture.teamB))))
        #expect(try story.run(until: Fixture.start).filter { $0.contains("send") }.count == 1)
        #expect(story.incident?.tasks.first?.sendCount == 2)
        #expect(story.incident?.tasks.first?.clocks.filter(\.isRunning).count == 2)
    }

    @Test("only the addressee works on it, only the desk checks it")
    func who() throws {
        var story = try IncidentStory.withTask([.send])
        #expect(story.refusal(.task("t1", .accept), Self.team(Fixture.teamB)) == .taskNotAddressee)
        let police = Fixture.context(0, Fixture.person(Fixture.township, department: "police"))
        #expect(story.refusal(.task("t1", .accept), police) == .taskNotAddressee)
        for command in [TaskCommand.accept, .arrive, .finish(FinishTask(evidence: "photo"))] { try story.tell(.task("t1", command), Self.team()) }
        #expect(story.refusal(.task("t1", .check), Self.team()) == .taskNotDesk)
        #expect(story.refusal(.task("t1", .check), Fixture.context(0, Fixture.person(Fixture.neighbour))) == .taskNotDesk)
        #expect(story.refusal(.task("t1", .check), Fixture.context(0, Fixture.person(Fixture.district))) == nil)
        try story.tell(.task("t1", .sendBack(SendBackTask(reason: "gap left"))), Fixture.context(30))
        #expect(story.incident?.tasks.first?.state == .onScene)
        #expect(story.incident?.tasks.first?.team == Fixture.teamA)
        #expect(story.incident?.tasks.first?.clocks.clock(.done)?.startedAt == Fixture.start.advanced(by: .minutes(30)))
    }

    @Test("a department without a team in the field finishes from its desk")
    func department() throws {
        var story = try IncidentStory.withTask([.send], team: nil)
        let liaison = Fixture.context(0, Fixture.person(Fixture.district, department: "transport"))
        for command in [TaskCommand.receive, .accept, .finish(FinishTask(evidence: "road closed"))] { try story.tell(.task("t1", command), liaison) }
        #expect(story.incident?.tasks.first?.history.map(\.state) == [.created, .sent, .received, .accepted, .done])
        #expect(story.refusal(.task("t1", .check), liaison) == .taskNotDesk)
    }

    @Test("parking stops the clocks and frees the team; on the date it goes on where it stood")
    func parking() throws {
        var story = try IncidentStory.withTask([.send, .accept])
        let until = Fixture.start.advanced(by: .hours(10))
        let past = ParkTask(explanation: "river high", until: Fixture.start, supervisor: "district desk")
        #expect(story.refusal(.task("t1", .park(past))) == .taskDateNotAhead)
        try story.tell(.task("t1", .park(ParkTask(explanation: "river high", until: until, supervisor: "district desk"))), Fixture.context(60))
        #expect(story.incident?.tasks.first?.holdsTeam == false)
        #expect(story.incident?.due().contains { $0.key.hasPrefix("task/t1/done") } == false)
        let before = story.incident?.tasks.first?.clocks.clock(.done)?.dueAt
        let keys = try story.run(until: until).filter { $0.hasPrefix("task") }
        #expect(keys.count == 1)
        let clock = story.incident?.tasks.first?.clocks.clock(.done)
        #expect(story.incident?.tasks.first?.state == .accepted)
        #expect(clock?.pausedFor == .hours(9))
        #expect(clock?.dueAt == before?.advanced(by: .hours(9)))
    }

    @Test("a parked task whose team is busy on its date goes back to the desk; a person is told so")
    func parkedBusy() throws {
        var story = try IncidentStory.withTask([.send, .accept, TaskMatrixTests.park])
        #expect(story.refusal(.task("t1", .resume), Fixture.context(1, held: Self.busy)) == .taskTeamBusy)
        try story.tell(.task("t1", .resume), Fixture.context(60 * 48, Fixture.system, held: Self.busy))
        #expect(story.incident?.tasks.first?.state == .returned)
        #expect(story.incident?.tasks.first?.clocks.clock(.done)?.isRunning == true)
    }

    @Test("a task's clock tells the owner's desk, its deputy, then each level")
    func escalation() throws {
        var story = try IncidentStory.withTask([.send])
        _ = try story.run(until: Fixture.start.advanced(by: .hours(24 * 30)))
        let told = story.events.compactMap { event -> Responsibility? in
            guard case .task(.escalated(let body)) = event, body.escalation.clock == .acknowledge else { return nil }
            return body.escalation.to
        }
        #expect(told.map(\.center) == [Fixture.township, Fixture.township, Fixture.district, Fixture.district, Fixture.hub, Fixture.hub])
        #expect(told.map(\.deputy) == [false, true, false, true, false, true])
    }

    @Test("the history is short")
    func history() throws {
        var story = try IncidentStory.withTask([])
        for _ in 0..<IncidentTask.historyCountMax {
            try story.tell(.task("t1", .send))
            try story.tell(.task("t1", .reroute(RerouteTask(team: Fixture.teamA))))
        }
        #expect(story.incident?.tasks.first?.history.count == IncidentTask.historyCountMax)
        let keys = try story.run(until: Fixture.start)
        #expect(keys.count == 1)
    }

    @Test("a team whose state keeps it at home is not given a task, not sent, and does not accept one")
    func unavailable() throws {
        let states: [TeamID: String] = [Fixture.teamA: "out-of-service", Fixture.teamB: "available"]
        var story = try IncidentStory()
        let create = IncidentCommand.createTask(CreateTask(title: Fixture.words, team: Fixture.teamA))
        #expect(story.refusal(create, Fixture.context(states: states)) == .taskTeamUnavailable)
        #expect(story.refusal(.createTask(CreateTask(title: Fixture.words, team: Fixture.teamB)), Fixture.context(states: states)) == nil)
        try story.tell(create)
        var sent = story
        try story.tell(.task("t1", .send), Fixture.context(0, Fixture.system, states: states))
        #expect(story.incident?.tasks.first?.state == .returned)
        #expect(story.incident?.tasks.first?.returnReason?.contains("Out of service") == true)
        #expect(story.refusal(.task("t1", .reroute(RerouteTask(team: Fixture.teamA))), Fixture.context(states: states)) == .taskTeamUnavailable)
        try sent.tell(.task("t1", .send), Fixture.context(0, Fixture.system))
        #expect(sent.refusal(.task("t1", .accept), Fixture.context(states: states)) == .taskTeamUnavailable)
        try story.tell(.runPlan(Fixture.plan(.ii, [Fixture.draft("s1", team: Fixture.teamA)])), Fixture.context(states: states))
        #expect(story.incident?.tasks.last?.team == nil)
    }

    @Test("a task needs some time, and a parked one somebody with a name")
    func bounds() throws {
        var story = try IncidentStory.withTask([.send])
        for span: Seconds in [0, -60] {
            let create = IncidentCommand.createTask(CreateTask(title: Fixture.words, department: "transport", doneWithin: span))
            #expect(story.refusal(create) == .taskSpanNotPositive)
        }
        let until = Fixture.start.advanced(by: .hours(1))
        func park(_ name: String) -> IncidentCommand {
            .task("t1", .park(ParkTask(explanation: "river high", until: until, supervisor: name)))
        }
        #expect(story.refusal(park(" ")) == .textMissing)
        #expect(story.refusal(park(String(repeating: "x", count: Wording.nameBytesMax + 1))) == .textTooLong)
        try story.tell(park(String(repeating: "x", count: Wording.nameBytesMax)))
    }
}
