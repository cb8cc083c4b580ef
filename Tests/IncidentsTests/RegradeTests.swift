import City
import HazardKit
import Testing

@testable import Incidents

@Suite("An incident whose alert grows graver")
struct RegradeTests {
    /// A confirmed alert of grade III and the incident that it opened.
    private func matter() throws -> (AlertStory, IncidentStory) {
        var alert = try AlertStory(Fixture.raise(grade: .iii))
        try alert.tell(.confirm(ConfirmAlert()))
        try alert.tell(.linkIncident("i1"))
        return (alert, try IncidentStory(Fixture.opening(grade: .iii)))
    }

    private func step(_ alert: AlertStory, _ incident: IncidentStory) -> (grade: Grade, atOnce: Bool)? {
        alert.alert.flatMap { incident.incident?.regradeStep(for: $0) }
    }

    @Test("is asked once for each graver grade, with the acknowledge clock of that grade, which climbs like the others")
    func proposal() throws {
        var (alert, incident) = try matter()
        #expect(step(alert, incident) == nil)
        try alert.tell(.addEvidence(Fixture.more(.ii)))
        let asked = try #require(step(alert, incident))
        #expect(asked.grade == .ii && !asked.atOnce)
        try incident.tell(.proposeRegrade(ProposeRegrade(grade: .ii, alert: "a1")), Fixture.context(0, Fixture.system))
        #expect(incident.incident?.regrade == RegradeProposal(grade: .ii, alert: "a1", at: Fixture.start))
        #expect(incident.incident?.clocks.clock(.regrade)?.span == .minutes(4))
        #expect(step(alert, incident) == nil)
        #expect(try incident.tell(.proposeRegrade(ProposeRegrade(grade: .ii, alert: "a1"))).isEmpty)
        let keys = try incident.run(until: Fixture.start.advanced(by: .minutes(13)))
        #expect(keys.filter { $0.hasPrefix("regrade/") }.count == 4)
        #expect(incident.incident?.escalations.first?.clock == .regrade)
    }

    @Test("takes it by a change of grade: the clock stops, and a milder one does not answer")
    func accepted() throws {
        var (alert, incident) = try matter()
        try alert.tell(.addEvidence(Fixture.more(.i)))
        try incident.tell(.proposeRegrade(ProposeRegrade(grade: .i, alert: "a1")), Fixture.context(0, Fixture.system))
        try incident.tell(.changeGrade(ChangeGrade(grade: .ii, reason: "half of it")))
        #expect(incident.incident?.regrade?.grade == .i)
        try incident.tell(.changeGrade(ChangeGrade(grade: .i, reason: "all of it")))
        #expect(incident.incident?.regrade == nil)
        #expect(incident.incident?.clocks.clock(.regrade)?.isRunning == false)
        try incident.tell(.changeGrade(ChangeGrade(grade: .iii, reason: "not so bad after all")))
        #expect(step(alert, incident) == nil)
    }

    @Test("is left at its grade with a reason, and asked again only for a graver one")
    func declined() throws {
        var (alert, incident) = try matter()
        #expect(incident.refusal(.declineRegrade(DeclineRegrade(reason: "no"))) == .incidentNoRegrade)
        try alert.tell(.addEvidence(Fixture.more(.ii)))
        try incident.tell(.proposeRegrade(ProposeRegrade(grade: .ii, alert: "a1")), Fixture.context(0, Fixture.system))
        #expect(incident.refusal(.declineRegrade(DeclineRegrade(reason: " "))) == .textMissing)
        #expect(
            incident.refusal(.declineRegrade(DeclineRegrade(reason: "no")), Fixture.context(0, Fixture.person(Fixture.neighbour)))
                == .incidentNotOwner)
        try incident.tell(.declineRegrade(DeclineRegrade(reason: "the sensor was moved")))
        #expect(incident.incident?.regrade == nil)
        #expect(step(alert, incident) == nil)
        try alert.tell(.addEvidence(Fixture.more(.i)))
        #expect(step(alert, incident)?.grade == .i)
    }

    @Test("follows at once as far as a rule has called the danger imminent, and is asked beyond it")
    func imminent() throws {
        var (alert, incident) = try matter()
        try alert.tell(.addEvidence(Fixture.more(.ii, imminent: true)))
        try alert.tell(.addEvidence(Fixture.more(.i)))
        let first = try #require(step(alert, incident))
        #expect(first.grade == .ii && first.atOnce)
        try incident.tell(.changeGrade(ChangeGrade(grade: .ii, reason: "imminent")), Fixture.context(0, Fixture.system))
        let second = try #require(step(alert, incident))
        #expect(second.grade == .i && !second.atOnce)
    }

    @Test("asks nothing of an alert that is not one of its own, nor once it is over")
    func foreign() throws {
        var (alert, incident) = try matter()
        try alert.tell(.addEvidence(Fixture.more(.i)))
        var other = try AlertStory(Fixture.raise("a2", grade: .i))
        try other.tell(.confirm(ConfirmAlert()))
        #expect(step(other, incident) == nil)
        try incident.tell(.close(CloseIncident(disposition: "false-alarm", cause: nil)))
        #expect(step(alert, incident) == nil)
    }
}
