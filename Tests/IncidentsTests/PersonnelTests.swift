import City
import Foundation
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
        #expect(events.types == "RollCallAnswered PersonnelAlarmRaised IncidentEscalated")
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

    @Test("an alarm tells the level above at once, and goes on up until somebody has heard of the team")
    func alarmClimbs() throws {
        var story = try Self.onScene()
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(100)))
        let reasons = story.events.compactMap { event -> Escalation? in
            if case .escalated(let body) = event, body.escalation.reason != nil { body.escalation } else { nil }
        }
        #expect(reasons.map(\.to) == [Responsibility(center: Fixture.district)])
        #expect(reasons.first?.reason?.contains("team-a") == true)
        #expect(story.incident?.clocks.clock(.personnel)?.dueAt == Fixture.start.advanced(by: .minutes(104)))
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(109)))
        let told = story.events.compactMap { event -> Responsibility? in
            if case .escalated(let body) = event, body.escalation.clock == .personnel { body.escalation.to } else { nil }
        }
        #expect(told == [Responsibility(center: Fixture.district, deputy: true), Responsibility(center: Fixture.hub)])
        try story.tell(.answerRollCall(AnswerRollCall(team: Fixture.teamA, well: true)), Fixture.context(110))
        #expect(story.incident?.clocks.clock(.personnel)?.isRunning == false)
    }

    @Test("the owner accounts for a silent team with a note; nobody else does, and not without words")
    func accounted() throws {
        var story = try Self.onScene()
        let account = IncidentCommand.accountForTeam(AccountForTeam(team: Fixture.teamA, note: "met at the lower camp"))
        #expect(story.refusal(account) == .incidentNoRollCall)
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(101)))
        #expect(story.refusal(account, Fixture.context(102, Fixture.person(Fixture.neighbour))) == .incidentNotOwner)
        #expect(story.refusal(.accountForTeam(AccountForTeam(team: Fixture.teamA, note: " ")), Fixture.context(102)) == .textMissing)
        try story.tell(account, Fixture.context(102))
        #expect(story.incident?.personnel.alarmed.isEmpty == true && story.incident?.personnel.missed.isEmpty == true)
        #expect(story.incident?.clocks.clock(.personnel)?.isRunning == false)
    }

    @Test("who has missed roll calls is written as an object by team, and read from the older list too")
    func coding() throws {
        var story = try Self.onScene()
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(61)))
        let personnel = try #require(story.incident?.personnel)
        #expect(personnel.missed == [Fixture.teamA: 1])
        let text = String(decoding: try JSONEncoder().encode(personnel), as: UTF8.self)
        #expect(text.contains(#""missed":{"team-a":1}"#))
        let older = text.replacing(#"{"team-a":1}"#, with: #"["team-a",1]"#)
        for one in [text, older] { #expect(try JSONDecoder().decode(Incident.Personnel.self, from: Data(one.utf8)) == personnel) }
    }
}
