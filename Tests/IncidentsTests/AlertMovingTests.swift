import City
import HazardKit
import Testing

@testable import Incidents

@Suite("An alert moves to where its evidence places it")
struct AlertMovingTests {
    private let crossing = Coordinate(latitude: 29.8318, longitude: 106.3892)

    private func more(at place: Coordinate?) -> AlertCommand {
        .addEvidence(
            AddEvidence(evidence: Fixture.evidence, grade: .iv, confidence: 0.9, imminent: false, sourceKey: "k", place: place))
    }

    @Test("better evidence moves it, and evidence without a place leaves it where it is")
    func moves() throws {
        var story = try AlertStory()
        let first = try #require(story.alert?.point)
        try story.tell(more(at: nil))
        #expect(story.alert?.point == first)
        try story.tell(more(at: crossing))
        #expect(story.alert?.point == crossing)
    }

    @Test("once it has an incident it stays, for teams are on their way there")
    func staysWithAnIncident() throws {
        var story = try AlertStory()
        let first = try #require(story.alert?.point)
        try story.tell(.confirm(ConfirmAlert()))
        try story.tell(.linkIncident("I-000001"))
        try story.tell(more(at: crossing))
        #expect(story.alert?.point == first)
    }
}
