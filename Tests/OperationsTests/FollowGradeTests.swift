import City
import EventLog
import Foundation
import HazardKit
import Incidents
import Operations
import Testing

@Suite("An alert that grows graver after it was confirmed")
struct FollowGradeTests {
    @Test("raises its incident at once where the rule says imminent, and the plan of the new grade runs")
    func imminent() async throws {
        let loop = try await Loop()
        let (alert, incident) = try await loop.confirmed(.iii)
        #expect(try await loop.incident(incident).tasks.map(\.step) == ["look"])
        _ = try await loop.desk.take(Loop.claim(.i, imminent: true), by: Loop.rule)
        await loop.desk.tick()
        let state = try await loop.incident(incident)
        #expect(state.grade == .i && state.regrade == nil)
        #expect(state.tasks.contains { $0.step == "close-road" && $0.state == .sent })
        let change = try #require(try await loop.desk.timeline(of: incident).first { $0.type == "GradeChanged" })
        #expect(change.actor.kind == .system && change.actor.center == SmallCity.cliffTown)
        let told = String(decoding: try JSONEncoder().encode(change), as: UTF8.self)
        #expect(told.contains(alert.rawValue) && told.contains("5.1 mm"))
    }

    @Test("is shown as a proposal with a clock that climbs, once, also after a restart")
    func proposed() async throws {
        let loop = try await Loop()
        let (alert, incident) = try await loop.confirmed(.iii)
        let start = loop.clock.now
        _ = try await loop.desk.take(Loop.claim(.ii), by: Loop.rule)
        await loop.desk.tick()
        let shown = try #require(try await loop.desk.incident(incident)?.summary)
        #expect(shown.grade == .iii)
        let asked = try #require(shown.regradeProposed)
        #expect(asked.grade == .ii && asked.alert == alert && asked.at == start)
        #expect(shown.clocks.contains { $0.kind == .regrade && $0.dueAt == start.advanced(by: 120) })
        loop.clock.advance(121)
        let later = try await loop.restarted()
        let state = try await later.incident(incident)
        #expect(state.escalations.contains { $0.clock == .regrade })
        _ = try await later.desk.take(Loop.claim(.ii), by: Loop.rule)
        await later.desk.tick()
        #expect(try await later.desk.timeline(of: incident).count { $0.type == "RegradeProposed" } == 1)
        let json = String(decoding: try JSONEncoder().encode(try await later.desk.incident(incident)), as: UTF8.self)
        #expect(json.contains("\"regradeProposed\":{"))
    }

    @Test("is proposed at the next start when a crash came before it was")
    func afterCrash() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed(.iii)
        _ = try await loop.desk.take(Loop.claim(.ii), by: Loop.rule)
        #expect(try await loop.incident(incident).regrade == nil)
        #expect(try await loop.restarted().incident(incident).regrade?.grade == .ii)
    }

    @Test("a declined grade is not asked again, an accepted one runs its plan")
    func answered() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed(.iii)
        _ = try await loop.desk.take(Loop.claim(.ii), by: Loop.rule)
        await loop.desk.tick()
        let decline = IncidentCommand.declineRegrade(DeclineRegrade(reason: "the sensor was moved"))
        try await loop.desk.submit(incident: incident, decline, by: Loop.officer, command: nil)
        _ = try await loop.desk.take(Loop.claim(.ii), by: Loop.rule)
        await loop.desk.tick()
        #expect(try await loop.restarted().incident(incident).regrade == nil)
        _ = try await loop.desk.take(Loop.claim(.i), by: Loop.rule)
        await loop.desk.tick()
        #expect(try await loop.incident(incident).regrade?.grade == .i)
        try await loop.desk.submit(
            incident: incident, .changeGrade(ChangeGrade(grade: .i, reason: "the rock moves")), by: Loop.officer, command: nil)
        let state = try await loop.incident(incident)
        #expect(state.regrade == nil && state.tasks.contains { $0.step == "close-road" })
    }
}
