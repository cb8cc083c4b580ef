import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("Merging and linking change two incidents at once")
struct MergeTests {
    static let team: TeamID = "drone-1"

    private static func merge(_ from: IncidentID, into: IncidentID, _ loop: Loop) async throws {
        try await loop.desk.submit(incident: from, .mergeInto(MergeIncident(incident: into)), by: Loop.commander, command: nil)
    }

    private static func code(_ body: () async throws -> Void) async throws -> RefusalCode? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal { return refusal.code }
    }

    @Test("a team on scene works on in the survivor, is free when that is done, and a restart shows the same")
    func team() async throws {
        let loop = try await Loop()
        let from = try await loop.opened()
        let survivor = try await loop.opened()
        let task = try await loop.sent(Self.team, in: from)
        for order in [TaskCommand.accept, .arrive] {
            try await loop.desk.submit(incident: from, .task(task, order), by: Loop.field(Self.team), command: nil)
        }
        let before = try await loop.log.head().position
        try await Self.merge(from, into: survivor, loop)
        let events = try await loop.log.read(from: before, limit: 100)
        #expect(events.map(\.event.type) == ["TaskMoved", "IncidentMerged", "IncidentAbsorbed", "TaskTakenOver", "IncidentDispatched"])
        let mine = await loop.desk.tasks(for: Loop.field(Self.team))
        #expect(mine.map(\.incident.id) == [survivor] && mine.map(\.task.state) == [.onScene])
        #expect(await loop.desk.teams(for: Loop.commander).first { $0.id == Self.team }?.task?.incident == survivor)
        #expect(try await Self.code { _ = try await loop.sent(Self.team, in: try await loop.opened()) } == .taskTeamBusy)
        let later = try await loop.restarted()
        for id in [from, survivor] { #expect(try await later.incident(id) == loop.incident(id)) }
        let moved = try #require(mine.first?.task.id)
        try await later.desk.submit(
            incident: survivor, .task(moved, .finish(FinishTask(evidence: "seen"))), by: Loop.field(Self.team), command: nil)
        try await later.desk.submit(incident: survivor, .task(moved, .check), by: Loop.commander, command: nil)
        _ = try await later.sent(Self.team, in: try await later.opened())
    }

    @Test("the survivor's plan runs for the graver grade in the same append, and its timeline shows the alerts of both")
    func grade() async throws {
        let loop = try await Loop()
        let (alert, grave) = try await loop.confirmed(.ii)
        let mild = try await loop.opened(.iv, kind: "landslide")
        try await Self.merge(grave, into: mild, loop)
        let survivor = try await loop.incident(mild)
        #expect(survivor.grade == .ii && survivor.plan.grades.contains(.ii))
        #expect(survivor.alerts == [alert])
        #expect(survivor.tasks.compactMap(\.step).sorted() == ["close-road", "look"])
        let told = await loop.desk.notices(for: Loop.emergency).map(\.incident)
        #expect(Set(told) == [grave, mild])
        #expect(try await loop.desk.timeline(of: mild).contains { $0.type == "AlertRaised" })
        let board = await loop.desk.board(for: Loop.commander)
        #expect(board.alerts.map(\.id) == [alert])
    }

    @Test("two incidents that are merged into each other at once: one lives on")
    func crossing() async throws {
        let loop = try await Loop(log: SlowLog())
        let first = try await loop.opened()
        let second = try await loop.opened()
        let codes = try await withThrowingTaskGroup(of: RefusalCode?.self) { group in
            for (from, into) in [(first, second), (second, first)] {
                group.addTask { try await Self.code { try await Self.merge(from, into: into, loop) } }
            }
            var codes: [RefusalCode?] = []
            for try await code in group { codes.append(code) }
            return codes
        }
        #expect(codes.count { $0 == nil } == 1)
        #expect(codes.contains { $0 == .incidentOtherEnded || $0 == .incidentWrongState })
        let states = [try await loop.incident(first).state, try await loop.incident(second).state]
        #expect(states.count { $0 == .merged } == 1 && states.count { $0.isOpen } == 1)
    }

    @Test("a merge that the log refuses leaves both as they were")
    func fault() async throws {
        let memory = EventLogMemory()
        let loop = try await Loop(log: memory)
        let from = try await loop.opened()
        let survivor = try await loop.opened()
        _ = try await loop.sent(Self.team, in: from)
        let before = [try await loop.incident(from), try await loop.incident(survivor)]
        await memory.failNextAppend(with: LogFault(.diskFull, "no room"))
        await #expect(throws: LogFault.self) { try await Self.merge(from, into: survivor, loop) }
        #expect(try await [loop.incident(from), loop.incident(survivor)] == before)
        try await Self.merge(from, into: survivor, loop)
        #expect(try await loop.incident(from).state == .merged)
    }

    @Test("the same merge command acts once and answers the same again")
    func repeated() async throws {
        let loop = try await Loop()
        let from = try await loop.opened()
        let survivor = try await loop.opened()
        let order = IncidentCommand.mergeInto(MergeIncident(incident: survivor))
        let receipt = try await loop.desk.submit(incident: from, order, by: Loop.commander, command: "m-1")
        let again = try await loop.desk.submit(incident: from, order, by: Loop.commander, command: "m-1")
        #expect(again.repeated && again.position == receipt.position && again.stream == receipt.stream)
        let other = try await loop.opened()
        #expect(try await Self.code { try await Self.merge(other, into: from, loop) } == .incidentOtherEnded)
    }

    @Test("an exercise is neither merged with nor linked to what is real, and the survivor's owner must be in reach")
    func refused() async throws {
        let loop = try await Loop()
        let real = try await loop.opened()
        let exercise = try await loop.opened(exercise: true)
        #expect(try await Self.code { try await Self.merge(exercise, into: real, loop) } == .incidentExerciseApart)
        let link = IncidentCommand.link(LinkIncident(incident: exercise, relation: .cause))
        #expect(
            try await Self.code { try await loop.desk.submit(incident: real, link, by: Loop.commander, command: nil) } == .incidentExerciseApart)
        let south = try await loop.opened(at: Coordinate(latitude: 29.40, longitude: 106.54))
        #expect(try await Self.code { try await Self.merge(real, into: south, loop) } == .incidentNotOwner)
        #expect(try await loop.incident(real).state.isOpen)
    }

    @Test("a link shows on both sides, each as it sees the other, and is made once")
    func links() async throws {
        let loop = try await Loop()
        let first = try await loop.opened()
        let second = try await loop.opened()
        loop.clock.advance(60)
        for (relation, inverse) in [(Incident.Relation.cause, Incident.Relation.consequence), (.partOf, .hasPart)] {
            let link = IncidentCommand.link(LinkIncident(incident: second, relation: relation))
            try await loop.desk.submit(incident: first, link, by: Loop.commander, command: nil)
            #expect(try await loop.desk.incident(second)?.links.contains { $0.incident == first && $0.relation == inverse } == true)
            let back = IncidentCommand.link(LinkIncident(incident: first, relation: inverse))
            #expect(
                try await Self.code { try await loop.desk.submit(incident: second, back, by: Loop.commander, command: nil) } == .incidentAlreadyLinked
            )
        }
        let update = try await loop.incident(second).clocks.first { $0.kind == .update }?.startedAt
        #expect(update == (try await loop.incident(second).openedAt), "a link from elsewhere is no news of the incident")
        let later = try await loop.restarted()
        #expect(try await later.incident(second).links == loop.incident(second).links)
    }
}
