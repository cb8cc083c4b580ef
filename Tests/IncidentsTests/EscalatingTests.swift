import City
import Foundation
import HazardKit
import Testing

@testable import Incidents

@Suite("Clocks climb, each by itself")
struct EscalatingTests {
    private static func told(_ story: IncidentStory, by kind: ClockKind) -> [Responsibility] {
        story.events.compactMap { event in
            guard case .escalated(let body) = event, body.escalation.clock == kind else { return nil }
            return body.escalation.to
        }
    }

    @Test("three clocks that run out together tell the owner's deputy three times, not three levels")
    func apart() throws {
        var story = try IncidentStory(Fixture.opening(grade: .ii))
        let late = Fixture.context(60, Fixture.system)
        for kind in [ClockKind.response, .update] { try story.tell(.breachClock(kind), late) }
        let deputy = Responsibility(center: Fixture.township, deputy: true)
        #expect(Self.told(story, by: .response) == [deputy] && Self.told(story, by: .update) == [deputy])
        #expect(story.incident?.responsible == deputy)
        try story.tell(.breachClock("report/first"), late)
        #expect(Self.told(story, by: "report/first") == [Responsibility(center: Fixture.hub)])
        #expect(story.incident?.responsible == Responsibility(center: Fixture.hub))
        try story.tell(.breachClock(.response), Fixture.context(61, Fixture.system))
        #expect(Self.told(story, by: .response).last == Responsibility(center: Fixture.district))
        #expect(story.incident?.responsible == Responsibility(center: Fixture.hub), "whoever is higher stays in charge")
    }

    @Test("each clock climbs the whole ladder and stops at the top")
    func ladder() throws {
        var story = try IncidentStory()
        _ = try story.run(until: Fixture.start.advanced(by: .hours(24 * 365)))
        let centers = [Fixture.township, Fixture.district, Fixture.district, Fixture.hub, Fixture.hub]
        #expect(Self.told(story, by: .response).map(\.center) == centers)
        #expect(Self.told(story, by: .response).map(\.deputy) == [true, false, true, false, true])
        #expect(Self.told(story, by: "report/first").map(\.deputy) == [false, true])
        #expect(story.incident?.due().isEmpty == true)
    }

    @Test("only a report to a level above the owner is owed")
    func owed() throws {
        let kind: ClockKind = "report/first"
        #expect(try IncidentStory(Fixture.opening(owner: Fixture.district)).incident?.clocks.clock(kind)?.escalateTo == Fixture.hub)
        var hub = try IncidentStory(Fixture.opening(owner: Fixture.hub))
        #expect(hub.incident?.clocks.clock(kind) == nil)
        try hub.tell(.changeGrade(ChangeGrade(grade: .i, reason: "worse")), Fixture.context(1, Fixture.person(Fixture.hub), owner: Fixture.hub))
        #expect(hub.incident?.clocks.clock(kind) == nil)
    }

    @Test("a hand-over to the level that a report goes to ends it; one back down owes it anew")
    func handOver() throws {
        let kind: ClockKind = "report/first"
        var story = try IncidentStory()
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.hub, reason: "too big")))
        try story.tell(.acceptHandOver, Fixture.context(5, Fixture.person(Fixture.hub)))
        #expect(story.incident?.clocks.clock(kind)?.isRunning == false)
        #expect(story.refusal(.fileReport(FileReport(report: "first")), Fixture.context(6, owner: Fixture.hub)) == .incidentReportNotDue)
        let hub = Fixture.context(7, Fixture.person(Fixture.hub), owner: Fixture.hub)
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.district, reason: "calmer")), hub)
        try story.tell(.acceptHandOver, Fixture.context(8, Fixture.person(Fixture.district), owner: Fixture.hub))
        #expect(story.incident?.clocks.clock(kind)?.isRunning == true)
        #expect(story.incident?.clocks.clock(kind)?.startedAt == Fixture.start.advanced(by: .minutes(8)))
    }

    @Test("a report that was filed is not owed again by the next owner")
    func filed() throws {
        var story = try IncidentStory()
        try story.tell(.fileReport(FileReport(report: "first")))
        try story.tell(.offerHandOver(OfferHandOver(to: Fixture.district, reason: "too big")))
        try story.tell(.acceptHandOver, Fixture.context(5, Fixture.person(Fixture.district)))
        #expect(story.incident?.clocks.clock("report/first")?.isRunning == false)
    }

    @Test("events of older logs, without the newer fields, are still read")
    func oldLogs() throws {
        let escalated = try JSONDecoder().decode(
            IncidentEscalated.self, from: Data(#"{"escalation":{"clock":"update","to":{"center":"500109","deputy":false}}}"#.utf8))
        let next = Incident.evolve(Fixture.second, .escalated(escalated), at: Fixture.start, by: Fixture.system)
        #expect(next?.responsible == Responsibility(center: Fixture.district))
        let alarm = try JSONDecoder().decode(PersonnelAlarmRaised.self, from: Data(#"{"teams":["team-a"]}"#.utf8))
        #expect(alarm.clocks == nil)
        let accepted = try JSONDecoder().decode(HandOverAccepted.self, from: Data(#"{"from":"500109101","to":"500109"}"#.utf8))
        #expect(accepted.clocks == nil && accepted.ended == nil)
    }
}
