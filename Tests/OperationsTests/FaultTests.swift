import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("When the log fails")
struct FaultTests {
    @Test("a command during a full disk is refused, nothing of it stays, and the next one works once there is room")
    func diskFull() async throws {
        let log = EventLogMemory()
        let loop = try await Loop(log: log)
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        await log.failNextAppend(with: LogFault(.diskFull, "the disk is full"))
        await #expect(throws: LogFault.self) { try await loop.desk.submit(alert: alert, .acknowledge, by: Loop.officer, command: nil) }
        try await loop.desk.submit(alert: alert, .acknowledge, by: Loop.officer, command: nil)
        #expect(try await loop.desk.alertState(alert)?.state == .acknowledged)
        #expect(try await log.read(from: 0, limit: 100).map(\.event.type) == ["AlertRaised", "AlertAcknowledged"])
    }

    @Test("a snapshot and the events after it give the same picture as the whole log")
    func snapshot() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed()
        try await loop.desk.snapshot(force: true)
        try await loop.desk.submit(incident: incident, .note(AddNote(text: "after the snapshot")), by: Loop.officer, command: nil)
        let before = try await loop.incident(incident)
        let later = try await loop.restarted()
        #expect(try await later.incident(incident) == before)
        #expect(await later.desk.position == loop.desk.position)
    }

    @Test("followers hear of every change in the order of the log")
    func order() async throws {
        let loop = try await Loop()
        let changes = loop.desk.changes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let draft = IncidentDraft(kind: "other", grade: .iv, title: SmallCity.words("n"), point: SmallCity.cliff)
                    _ = try await loop.desk.open(draft, by: Loop.officer, command: CommandID("o-\(number)"))
                }
            }
            try await group.waitForAll()
        }
        let last = await loop.desk.position
        var positions: [Int64] = []
        for await batch in changes {
            positions += batch.map(\.position)
            if positions.last == last { break }
        }
        #expect(positions == positions.sorted())
        #expect(positions.count == 40)
    }
}
