import City
import Foundation
import Incidents
import Testing

@testable import Evacuation

@Suite("The shape of evacuations on disk and at the door")
struct CodingTests {
    private struct Source: PayloadSource {
        let bytes: Data
        func decode<Body: Decodable>(_ body: Body.Type) throws -> Body { try JSONDecoder().decode(body, from: bytes) }
    }

    private func everyEvent() throws -> [EvacuationEvent] {
        var story = try Story()
        var events: [EvacuationEvent] = [
            .opened(
                EvacuationOpened(
                    zone: OpenEvacuation(zone: "foot", name: Fixture.words, households: 3, people: 9, byHand: false), incident: "i1", exercise: true,
                    synthetic: true))
        ]
        let told: [(EvacuationCommand, Double, Actor)] = [
            (.advise(AdviseZone(note: "rain")), 0, Fixture.first), (.warn(AdviseZone()), 0, Fixture.first),
            (Fixture.step("a", .advisory), 0, Fixture.plan), (.standDown(StandDownZone(reason: "over")), 0, Fixture.first),
            (Fixture.step("order", .order), 0, Fixture.plan), (.confirm(ConfirmProposal(proposal: 1)), 0, Fixture.first),
            (.confirm(ConfirmProposal(proposal: 1)), 0, Fixture.second),
            (.setTimes(SetEvacuationTimes(clearanceMinutes: 1, marginMinutes: 0, arrivalAt: Fixture.start)), 0, Fixture.first),
            (.count(CountHouseholds(outcome: .needsHelp, households: 2)), 0, Fixture.mover),
            (.correct(CorrectCount(outcome: .needsHelp, households: -1, reason: "twice")), 0, Fixture.mover),
            (.proposeLift(ProposeLift(reason: "over")), 0, Fixture.first),
            (.withdraw(WithdrawProposal(proposal: 2, reason: "not yet")), 0, Fixture.first),
            (.proposeLift(ProposeLift(reason: "over")), 0, Fixture.first), (.confirm(ConfirmProposal(proposal: 3)), 0, Fixture.second),
            (.proposeOrder(ProposeOrder(reason: "again")), 0, Fixture.first), (.expireProposal(4), 30, Fixture.plan),
            (.advise(AdviseZone()), 31, Fixture.first),
            (
                .setTimes(SetEvacuationTimes(clearanceMinutes: 1, marginMinutes: 0, arrivalAt: Fixture.start.advanced(by: .minutes(61)))), 31,
                Fixture.first
            ),
            (.noteDecisionTime(Fixture.start.advanced(by: .minutes(60))), 31, Fixture.plan),
            (.noteDecisionTime(Fixture.start.advanced(by: .minutes(60))), 60, Fixture.plan),
        ]
        for (command, minutes, actor) in told { events += try story.tell(command, minutes, by: actor) }
        return events
    }

    @Test("every event that there is comes back from its JSON as it was")
    func roundTrip() throws {
        let events = try everyEvent()
        #expect(Set(events.map(\.type)).count == 16)
        for event in events {
            let bytes = try event.encodePayload { try JSONEncoder().encode($0) }
            #expect(try EvacuationEvent(type: event.type, schema: 1, from: Source(bytes: bytes)) == event)
        }
        #expect(throws: UnknownEvent.self) { _ = try EvacuationEvent(type: "EvacuationOpened", schema: 2, from: Source(bytes: Data())) }
    }

    @Test("a state survives a snapshot whole")
    func snapshot() throws {
        var state: Evacuation?
        for event in try everyEvent() { Evacuation.apply(event, to: &state, at: Fixture.start, by: Fixture.first) }
        let bytes = try JSONEncoder().encode(try #require(state))
        #expect(try JSONDecoder().decode(Evacuation.self, from: bytes) == state)
    }

    @Test("every command that people give is read by its name, and what plans and timers give is not", arguments: EvacuationCommand.types)
    func commands(type: String) throws {
        let json = """
            {"type":"\(type)","note":"n","reason":"r","form":"leave","proposal":1,"clearanceMinutes":1,"marginMinutes":1,"outcome":"moved","households":1}
            """
        _ = try JSONDecoder().decode(EvacuationCommand.self, from: Data(json.utf8))
        for hidden in ["open", "followPlan", "expireProposal"] {
            #expect(throws: DecodingError.self) {
                _ = try JSONDecoder().decode(EvacuationCommand.self, from: Data(#"{"type":"\#(hidden)"}"#.utf8))
            }
        }
    }
}
