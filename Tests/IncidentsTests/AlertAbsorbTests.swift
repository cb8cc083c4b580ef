import City
import HazardKit
import Testing

@testable import Incidents

@Suite("An alert that another one is merged into")
struct AlertAbsorbTests {
    @Test("takes over evidence, sources, the graver grade and the imminence, and is active again")
    func takes() throws {
        var story = try AlertStory(Fixture.raise(grade: .iii))
        try story.tell(.clear)
        let types = try story.tell(.absorb(Fixture.absorbed(imminent: true))).types
        #expect(types == "AlertAbsorbed AlertReactivated AlertRegraded")
        let alert = try #require(story.alert)
        #expect(alert.evidence.map(\.origin) == ["camera-2", "gnss-1"])
        #expect(alert.sourceKeys == ["rule:dz-1", "camera:2"])
        #expect(alert.grade == .i && alert.imminent && alert.imminentGrade == .i)
        #expect(alert.confidence == 0.9)
        #expect(alert.condition == .active && alert.expiresAt == nil)
        #expect(alert.needsIncident)
    }

    @Test("an exercise and a real alert are never one matter, in either direction")
    func exercise() throws {
        let real = try AlertStory()
        let (drill, danger) = (try Fixture.absorbed(exercise: true), try Fixture.absorbed())
        #expect(real.refusal(.absorb(drill)) == .alertExerciseMixed)
        #expect(real.refusal(.absorb(danger)) == nil)
        let claim = Fixture.raise()
        let exercise = try AlertStory(
            RaiseAlert(
                id: claim.id, kind: claim.kind, title: claim.title, point: claim.point, township: claim.township, district: claim.district,
                owner: claim.owner, approximate: false, site: nil, grade: .iii, confidence: 0.6, imminent: false, evidence: claim.evidence,
                sourceKey: claim.sourceKey, exercise: true, synthetic: true))
        #expect(exercise.refusal(.absorb(danger)) == .alertExerciseMixed)
    }

    @Test("much evidence comes in several events, each of which stays small, and the window keeps the newest")
    func many() throws {
        var other = try AlertStory(Fixture.raise("a9"))
        for _ in 0..<44 { try other.tell(.addEvidence(Fixture.more())) }
        let merged = try #require(other.alert)
        var story = try AlertStory()
        for _ in 0..<9 { try story.tell(.addEvidence(Fixture.more())) }
        let events = try story.tell(.absorb(AbsorbAlert(merged)))
        let pieces = events.map { event -> Int in if case .absorbed(let body) = event { body.evidence.count } else { 0 } }
        #expect(pieces == [10, 10, 10, 10, 5])
        #expect(story.alert?.evidence.count == Alert.evidenceCountMax)
    }

    @Test("a person who confirms a milder grade takes back what the rule called imminent")
    func milder() throws {
        var story = try AlertStory(Fixture.raise(grade: .i, imminent: true))
        #expect(story.alert?.imminentGrade == .i)
        try story.tell(.confirm(ConfirmAlert(grade: .iii)))
        #expect(story.alert?.imminentGrade == .iii)
        try story.tell(.addEvidence(Fixture.more(.ii, imminent: true)))
        #expect(story.alert?.imminentGrade == .ii)
    }
}
