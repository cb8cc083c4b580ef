import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("What a plan asks for once an incident is resolved")
struct AftermathTests {
    private func opened(_ loop: Loop, _ grade: Grade) async throws -> IncidentID {
        let draft = IncidentDraft(kind: "cave-in", grade: grade, title: SmallCity.words("a hole"), point: SmallCity.cliff)
        return try await loop.desk.open(draft, by: Loop.officer, command: nil).0
    }

    private func resolve(_ id: IncidentID, _ loop: Loop) async throws {
        for order in [IncidentCommand.markUnderControl, .markResolved] {
            try await loop.desk.submit(incident: id, order, by: Loop.officer, command: nil)
        }
        await loop.desk.tick()
    }

    @Test("the watch is not ordered with the plan but with the end, with a clock of its own from then on")
    func watch() async throws {
        let loop = try await Loop()
        let id = try await opened(loop, .ii)
        #expect(try await loop.incident(id).tasks.map(\.step) == ["air"])
        loop.clock.advance(7_200)
        try await resolve(id, loop)
        let watch = try #require(try await loop.incident(id).tasks.last)
        #expect(watch.step == "watch" && watch.state == .sent)
        let done = try #require(watch.clocks.first { $0.kind == .done }?.dueAt)
        #expect(done.since(loop.clock.now).value > 86_000)
        #expect(try await loop.desk.timeline(of: id).contains { $0.type == "NoticeIssued" })
    }

    @Test("an incident is not closed over its watch, and a second resolving orders nothing twice")
    func once() async throws {
        let loop = try await Loop()
        let id = try await opened(loop, .i)
        try await resolve(id, loop)
        try await loop.desk.submit(incident: id, .reopen(ReopenIncident(reason: "it goes on")), by: Loop.officer, command: nil)
        try await resolve(id, loop)
        #expect(try await loop.incident(id).tasks.count { $0.step == "watch" } == 1)
        try await loop.desk.submit(incident: id, .declareAllClear(DeclareAllClear(note: "seen")), by: Loop.officer, command: nil)
        await #expect(throws: Refusal.self) {
            try await loop.desk.submit(
                incident: id, .close(CloseIncident(disposition: "resolved", cause: "rain")), by: Loop.officer, command: nil)
        }
    }

    @Test("a grade that the step does not name orders no watch")
    func otherGrade() async throws {
        let loop = try await Loop()
        let id = try await opened(loop, .iii)
        try await resolve(id, loop)
        #expect(try await loop.incident(id).tasks.map(\.step) == ["air"])
    }

    @Test("after a restart the watch is there once")
    func restart() async throws {
        let loop = try await Loop()
        let id = try await opened(loop, .ii)
        try await resolve(id, loop)
        let again = try await loop.restarted()
        await again.desk.tick()
        #expect(try await again.incident(id).tasks.count { $0.step == "watch" } == 1)
    }
}
