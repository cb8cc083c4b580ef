import City
import HazardKit
import Incidents
import Testing

@testable import Drones

@Suite("What a flight says of the look that a plan asked for")
struct LookStepTests {
    /// A look that was proposed at the start, as a task of an incident; `events` have happened to it since.
    private struct Look {
        var incident: Incident?

        init() throws {
            incident = try Fixture.incident()
            let draft = TaskDraft(
                step: "air", title: Fixture.words, department: nil, team: nil, skill: nil, center: "5001", post: nil, acknowledgeWithin: 300,
                doneWithin: 3_600, means: .drone)
            try tell(.runPlan(RunPlan(playbook: "p", version: 1, grade: .i, tasks: [draft], notices: [])), at: .zero, by: "plan")
            try tell(.task("t1", .send), at: .zero, by: "clock")
        }

        var task: IncidentTask {
            get throws { try #require(incident?.task("t1")) }
        }

        mutating func tell(_ command: IncidentCommand, at seconds: Seconds, by name: String) throws {
            let moment = Fixture.start.advanced(by: seconds)
            let actor = Actor(kind: .system, name: name, role: "system", center: "5001")
            let context = DecisionContext(
                now: moment, actor: actor, codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
                clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.75), levels: [], heldTask: { _ in nil })
            for event in try Incident.decide(incident, command, context) { Incident.apply(event, to: &incident, at: moment, by: actor) }
        }

        /// Takes every step that the flight has for it; their names.
        mutating func follow(_ flight: Flight?, at seconds: Seconds) throws -> [String] {
            var steps: [String] = []
            while let flight, steps.count < 10, let command = LookStep.command(for: try task, by: flight) {
                steps.append(command.type)
                try tell(.task("t1", command), at: seconds, by: LookStep.actorName)
                // Whatever a desk sends anew goes out at once.
                if try task.needsSending { try tell(.task("t1", .send), at: seconds, by: "clock") }
            }
            return steps
        }
    }

    @Test("it takes the look on, goes, looks, and is done with it once its drone is home")
    func whole() throws {
        var (look, story) = (try Look(), try Story())
        try story.order(at: 10)
        #expect(try look.follow(story.flight, at: 10) == ["accept"])
        try story.give(.take(.accepted), at: 11)
        #expect(try look.follow(story.flight, at: 11) == [])
        try story.give(.take(.departed), at: 60)
        #expect(try look.follow(story.flight, at: 60) == ["depart"])
        try story.give(.take(.arrived), at: 300)
        #expect(try look.follow(story.flight, at: 300) == ["arrive"])
        try story.give(.take(.returning), at: 400)
        #expect(try look.follow(story.flight, at: 400) == [])
        try story.give(.take(.landed), at: 700)
        #expect(try look.follow(story.flight, at: 700) == ["finish"])
        #expect(try look.task.state == .done && look.task.evidence?.contains("/") == true)
    }

    @Test("a drone that says no gives the look back, and the desk has it again with a new clock")
    func refused() throws {
        var (look, story) = (try Look(), try Story())
        try story.order(at: 10)
        try story.give(.take(.refused(code: 316_013)), at: 12)
        // Nobody had told the look of the order before the answer came.
        #expect(try look.follow(story.flight, at: 12) == [])
        #expect(try look.task.state == .sent)
        var (later, second) = (try Look(), try Story())
        try second.order(at: 10)
        _ = try later.follow(second.flight, at: 10)
        try second.give(.take(.refused(code: 316_013)), at: 12)
        #expect(try later.follow(second.flight, at: 12) == ["return", "reroute"])
        let clock = try #require(try later.task.clocks.first { $0.kind == .acknowledge })
        #expect(clock.isRunning && clock.startedAt == Fixture.start.advanced(by: 12))
    }

    @Test("a flight that nobody answered takes the look up again when its drone speaks of it after all")
    func lateAnswer() throws {
        var (look, story) = (try Look(), try Story())
        try story.order(at: 10)
        _ = try look.follow(story.flight, at: 10)
        try story.tick(at: 40)
        #expect(try look.follow(story.flight, at: 40) == ["return", "reroute"])
        try story.give(.take(.accepted), at: 45)
        #expect(try look.follow(story.flight, at: 45) == ["accept"])
    }

    @Test("a look that a person has given back, declined or given to a team is theirs, while the drone is still out")
    func persons() throws {
        var (look, story) = (try Look(), try Story())
        try story.order(at: 10)
        _ = try look.follow(story.flight, at: 10)
        try look.tell(.task("t1", .returnTask(ReturnTask(reason: "wrong slope"))), at: 20, by: "officer")
        #expect(try look.follow(story.flight, at: 20) == [])
        try look.tell(.task("t1", .reroute(RerouteTask())), at: 21, by: "officer")
        try look.tell(.task("t1", .send), at: 21, by: "clock")
        #expect(try look.follow(story.flight, at: 22) == [])
        try look.tell(.task("t1", .cancel(CancelTask(reason: "seen"))), at: 23, by: "officer")
        #expect(try look.follow(story.flight, at: 24) == [])
    }

    @Test("one that has looked and is then lost still has looked, and says that it did not come home")
    func lost() throws {
        var (look, story) = (try Look(), try Story())
        try story.order(at: 10)
        try story.give(.take(.accepted), at: 11)
        try story.give(.take(.departed), at: 60)
        try story.give(.take(.arrived), at: 300)
        try story.give(.noteSilence(since: Fixture.start.advanced(by: 310)), at: 341)
        try story.give(.giveUp(ReasonedFlight(reason: "坠落")), at: 900)
        #expect(try look.follow(story.flight, at: 900) == ["accept", "arrive", "finish"])
        #expect(try look.task.evidence?.contains("did not come home") == true)
    }
}
