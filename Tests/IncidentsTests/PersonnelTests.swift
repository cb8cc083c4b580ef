import City
import HazardKit
import Testing

@testable import Incidents

@Suite("Teams in danger are accounted for")
struct PersonnelTests {
    /// On scene from minute 0; at grade II they are asked every 40 minutes and have 20 to answer.
    static func onScene() throws -> IncidentStory { try IncidentStory.withTask([.send, .accept, .arrive]) }

    @Test("they are asked at the interval; two silences raise an alarm, once")
    func silence() throws {
        var story = try Self.onScene()
        let keys = try story.run(until: Fixture.start.advanced(by: .minutes(101))).filter { $0.hasPrefix("rollCall") }
        #expect(keys == ["rollCall/1/ask", "rollCall/1/miss", "rollCall/2/ask", "rollCall/2/miss"])
        #expect(story.events.filter { $0.type == "PersonnelAlarmRaised" }.count == 1)
        #expect(story.incident?.personnel.alarmed == [Fixture.teamA])
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(400)))
        #expect(story.events.filter { $0.type == "PersonnelAlarmRaised" }.count == 1)
    }

    @Test("an answer in between starts the count anew, and lifts the alarm later")
    func answer() throws {
        var story = try Self.onScene()
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(81)))
        try story.tell(.answerRollCall(AnswerRollCall(team: Fixture.teamA, well: true)), Fixture.context(82))
        #expect(story.incident?.personnel.pending == nil)
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(145)))
        #expect(story.incident?.personnel.alarmed.isEmpty == true)
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(185)))
        #expect(story.incident?.personnel.alarmed == [Fixture.teamA])
        try story.tell(.answerRollCall(AnswerRollCall(team: Fixture.teamA, well: true)), Fixture.context(186))
        #expect(story.incident?.personnel.alarmed.isEmpty == true)
    }

    @Test("a team that is not well is an alarm at once")
    func notWell() throws {
        var story = try Self.onScene()
        try story.tell(.askTeams)
        #expect(story.refusal(.askTeams) == .incidentRollCallPending)
        let other = Fixture.context(1, Fixture.person(Fixture.township, team: Fixture.teamB))
        #expect(story.refusal(.answerRollCall(AnswerRollCall(team: Fixture.teamA, well: true)), other) == .taskNotAddressee)
        #expect(story.refusal(.answerRollCall(AnswerRollCall(team: Fixture.teamB, well: true))) == .incidentNoRollCall)
        #expect(story.refusal(.missRollCall, Fixture.context(1, Fixture.system)) == .incidentClockNotDue)
        let events = try story.tell(.answerRollCall(AnswerRollCall(team: Fixture.teamA, well: false)))
        #expect(events.types == "RollCallAnswered PersonnelAlarmRaised")
    }

    @Test("a team that has left the scene is not asked any more")
    func left() throws {
        var story = try Self.onScene()
        try story.tell(.askTeams)
        try story.tell(.task("t1", .finish(FinishTask(evidence: "photo"))))
        #expect(story.incident?.personnel.pending == nil)
        #expect(story.incident?.personnel.nextAt == nil)
        #expect(story.incident?.due().contains { $0.command == .askTeams || $0.command == .missRollCall } == false)
    }
}
