import City
import HazardKit
import Testing

@testable import Incidents

@Suite("An alert")
struct AlertTests {
    @Test("graver evidence raises the grade, shortens the clocks and wakes a cleared alert")
    func evidence() throws {
        var story = try AlertStory(Fixture.raise(grade: .iii))
        try story.tell(.clear)
        #expect(story.alert?.condition == .cleared)
        #expect(story.alert?.expiresAt != nil)
        #expect(try story.tell(.addEvidence(Fixture.more(.i))).types == "AlertEvidenceAdded AlertReactivated AlertRegraded")
        #expect(story.alert?.grade == .i)
        #expect(story.alert?.condition == .active)
        #expect(story.alert?.expiresAt == nil)
        #expect(story.alert?.confidence == 0.9)
        #expect(story.alert?.sourceKeys == ["rule:dz-1", "call:7"])
        #expect(story.alert?.clocks.clock(.acknowledge)?.span == .minutes(2))
    }

    @Test("evidence is bounded in the state, and a second clearing is no news")
    func bounds() throws {
        var story = try AlertStory()
        for _ in 0..<(Alert.evidenceCountMax + 5) { try story.tell(.addEvidence(Fixture.more())) }
        #expect(story.alert?.evidence.count == Alert.evidenceCountMax)
        try story.tell(.clear)
        #expect(try story.tell(.clear).isEmpty)
    }

    @Test("acknowledging makes it somebody's and starts the verify clock; verification in itself too")
    func owned() throws {
        var story = try AlertStory()
        try story.tell(.acknowledge, Fixture.context(1, Fixture.person(Fixture.district)))
        #expect(story.alert?.acknowledgedBy == "desk-500109")
        #expect(story.alert?.responsible == Responsibility(center: Fixture.district))
        #expect(story.alert?.clocks.clock(.acknowledge)?.isRunning == false)
        #expect(story.alert?.clocks.clock(.verify)?.isRunning == true)
    }

    @Test("a code that is unknown or archived is refused, and so is an empty reason")
    func labels() throws {
        let story = try AlertStory()
        #expect(story.refusal(.reject(RejectAlert(label: "old", reason: "mud"))) == .codeArchived)
        #expect(story.refusal(.reject(RejectAlert(label: "nonsense", reason: "mud"))) == .codeUnknown)
        #expect(story.refusal(.reject(RejectAlert(label: "sensor-fault", reason: " \n"))) == .textMissing)
        #expect(story.refusal(.reject(RejectAlert(label: "sensor-fault", reason: String(repeating: "长", count: 4001)))) == .textTooLong)
        #expect(story.refusal(.reject(RejectAlert(label: "sensor-fault", reason: String(repeating: "长", count: 4000)))) == nil)
        #expect(story.refusal(.merge(MergeAlert(into: "a1"))) == .alertIntoItself)
    }

    @Test("an imminent alert needs its incident at once, a plain one when it is confirmed, and neither twice")
    func incident() throws {
        var imminent = try AlertStory(Fixture.raise(imminent: true))
        #expect(imminent.alert?.needsIncident == true)
        #expect(imminent.alert?.clocks.map(\.kind) == [.acknowledge, .verify])
        try imminent.tell(.linkIncident("i1"))
        #expect(imminent.alert?.needsIncident == false)
        #expect(imminent.refusal(.linkIncident("i2")) == .alertHasIncident)
        #expect(try imminent.tell(.linkIncident("i1")).isEmpty)
        #expect(imminent.refusal(.merge(MergeAlert(into: "a2"))) == .alertHasIncident)

        var plain = try AlertStory()
        #expect(plain.alert?.needsIncident == false)
        #expect(plain.refusal(.linkIncident("i1")) == .alertWrongState)
        try plain.tell(.confirm(ConfirmAlert()))
        #expect(plain.alert?.needsIncident == true)
    }

    @Test("nobody answers: the deputy, then each level and its deputy, once each, a span apart; then silence")
    func escalation() throws {
        var story = try AlertStory(Fixture.raise(grade: .i))
        let keys = try story.run(until: Fixture.start.advanced(by: .hours(10)))
        let start = Fixture.start.millisecondsSince1970
        #expect(keys == ["warn", "breach", "step/1", "step/2", "step/3", "step/4"].map { "acknowledge/\(start)/\($0)" })
        #expect(
            story.alert?.escalations.map(\.to) == [
                Responsibility(center: Fixture.township, deputy: true), Responsibility(center: Fixture.district),
                Responsibility(center: Fixture.district, deputy: true), Responsibility(center: Fixture.hub),
                Responsibility(center: Fixture.hub, deputy: true),
            ])
        #expect(story.events.filter { $0.type == "AlertClockBreached" }.count == 1)
        #expect(story.alert?.clocks.first?.breachedAt == Fixture.start.advanced(by: .minutes(2)))
    }

    @Test("an acknowledged alert that nobody verifies goes up from whoever took it")
    func verify() throws {
        var story = try AlertStory(Fixture.raise(grade: .i))
        try story.tell(.acknowledge, Fixture.context(1, Fixture.person(Fixture.district)))
        _ = try story.run(until: Fixture.start.advanced(by: .minutes(12)))
        #expect(story.alert?.responsible == Responsibility(center: Fixture.district, deputy: true))
    }

    @Test("a cleared alert lapses when nobody confirms it; one that people must judge does not")
    func expiry() throws {
        var story = try AlertStory(Fixture.raise(grade: .i))
        try story.tell(.acknowledge)
        try story.tell(.clear, Fixture.context(1))
        #expect(story.refusal(.expire, Fixture.context(5, Fixture.system)) == .alertClockNotDue)
        let keys = try story.run(until: Fixture.start.advanced(by: .hours(1)))
        #expect(keys.contains { $0.hasPrefix("expire/") })
        #expect(story.alert?.state == .expired)
        #expect(story.alert?.due().isEmpty == true)

        var imminent = try AlertStory(Fixture.raise(imminent: true))
        try imminent.tell(.clear)
        #expect(imminent.alert?.expiresAt == nil)
    }

    @Test("a person asks the next level for help until there is none above")
    func help() throws {
        var story = try AlertStory()
        try story.tell(.escalate(EscalateAlert()))
        try story.tell(.escalate(EscalateAlert()))
        #expect(story.alert?.responsible == Responsibility(center: Fixture.hub))
        #expect(story.refusal(.escalate(EscalateAlert())) == .alertAtTop)
    }
}
