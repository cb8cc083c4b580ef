import City
import Incidents
import Testing

@testable import Drones

@Suite("A flight, from the order until it is home")
struct FlightTests {
    @Test("an order is answered, flown, looked at, called back and ended, each once however often the drone says it")
    func whole() throws {
        var story = try Story()
        try story.order()
        for _ in 0..<2 {
            try story.give(.take(.accepted), at: 1)
            try story.give(.take(.departed), at: 60)
            try story.give(.take(.arrived), at: 300)
        }
        #expect(story.flight?.state == .onStation && story.flight?.isWatched == true)
        try story.give(.returnHome(ReasonedFlight(reason: "看到了")), at: 400)
        try story.give(.take(.callBackAccepted), at: 401)
        try story.give(.take(.returning), at: 402)
        try story.give(.take(.landed), at: 700)
        try story.give(.take(.landed), at: 702)
        #expect(
            story.told == [
                "FlightOrdered", "FlightAccepted", "FlightDeparted", "FlightArrived", "FlightCalledBack", "FlightCallBackAccepted",
                "FlightTurnedBack", "FlightReturned",
            ])
        #expect(story.flight?.outcome == .returned && story.flight?.due() == [])
    }

    @Test("a flight that nobody answers says so after half a minute, and is taken up again when the drone speaks of it after all")
    func unanswered() throws {
        var story = try Story()
        try story.order()
        try story.tick(at: 29.9)
        #expect(story.flight?.state == .ordered)
        try story.tick(at: 30)
        #expect(story.flight?.outcome == .unanswered)
        // Telemetry alone does not bring it back: somebody else may be flying.
        try story.give(.take(.landed), at: 40)
        #expect(story.flight?.isOpen == false)
        try story.give(.take(.accepted), at: 45)
        #expect(story.flight?.state == .accepted && story.flight?.outcome == nil)
    }

    @Test("a drone that says no ends the flight with its number, and one that fails in the air comes home")
    func refused() throws {
        var story = try Story()
        try story.order()
        try story.give(.take(.refused(code: 316_013)), at: 1)
        #expect(story.flight?.outcome == .refused && story.flight?.resultCode == 316_013)
        var other = try Story()
        try other.order()
        try other.give(.take(.accepted), at: 1)
        try other.give(.take(.departed), at: 60)
        try other.give(.take(.failed(code: 5)), at: 90)
        #expect(other.flight?.state == .returning && other.flight?.resultCode == 5)
        var third = try Story()
        try third.order()
        try third.give(.take(.accepted), at: 1)
        try third.give(.take(.failed(code: 6)), at: 20)
        #expect(third.flight?.outcome == .failed)
    }

    @Test("silence in the air and its end are told once each; an overdue flight is told once")
    func silence() throws {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.noteSilence(since: Fixture.start), at: 40)
        #expect(story.flight?.silentSince == nil)
        try story.give(.take(.departed), at: 60)
        try story.give(.noteSilence(since: Fixture.start.advanced(by: 90)), at: 121)
        try story.give(.noteSilence(since: Fixture.start.advanced(by: 90)), at: 123)
        try story.give(.take(.heard), at: 130)
        try story.give(.take(.heard), at: 132)
        try story.tick(at: 3_599)
        try story.tick(at: 3_600)
        try story.tick(at: 3_700)
        #expect(
            story.told == ["FlightOrdered", "FlightAccepted", "FlightDeparted", "FlightSilent", "FlightHeardAgain", "FlightOverdue"])
        #expect(story.flight?.overdue == true && story.flight?.silentSince == nil)
    }

    @Test("one that is only found in its dock says since when it was not heard, and was not heard again")
    func found() throws {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.take(.departed), at: 60)
        try story.give(.noteSilence(since: Fixture.start.advanced(by: 90)), at: 121)
        try story.give(.take(.foundAtHome(since: Fixture.start.advanced(by: 90))), at: 900)
        #expect(story.told.suffix(2) == ["FlightSilent", "FlightFoundHome"] && story.flight?.outcome == .foundHome)
        // What was taken on and never seen in the air may have flown and come back; what nobody took on has not.
        var unseen = try Story()
        try unseen.order()
        try unseen.give(.take(.foundAtHome(since: Fixture.start)), at: 20)
        #expect(unseen.flight?.state == .ordered)
        try unseen.give(.take(.accepted), at: 21)
        try unseen.give(.take(.foundAtHome(since: Fixture.start.advanced(by: 21))), at: 100)
        #expect(unseen.flight?.outcome == .foundHome)
        try unseen.give(.take(.arrived), at: 110)
        #expect(unseen.flight?.isOpen == false)
    }

    @Test("a call home that is not answered says so and may be repeated; the answer to that one ends the wait")
    func callBack() throws {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.take(.departed), at: 60)
        let call = FlightCommand.returnHome(ReasonedFlight(reason: "风大"))
        try story.give(call, at: 100)
        #expect(throws: Refusal.self) { try story.give(call, at: 110) }
        try story.tick(at: 130)
        #expect(story.flight?.callBackUnanswered == true)
        try story.give(call, at: 140)
        try story.give(.take(.callBackAccepted), at: 141)
        try story.tick(at: 200)
        #expect(story.flight?.callBackUnanswered == false)
    }

    @Test("a call that was taken on may be repeated, for the way home can be cancelled on the spot; one that waits for its answer may not")
    func callAgain() throws {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.take(.departed), at: 60)
        let call = FlightCommand.returnHome(ReasonedFlight(reason: "风大"))
        try story.give(call, at: 100)
        try story.give(.take(.callBackAccepted), at: 101)
        try story.give(.take(.returning), at: 103)
        try story.give(call, at: 110)
        #expect(story.flight?.state == .returning && story.flight?.calledBackAt == Fixture.start.advanced(by: 110))
        #expect(#expect(throws: Refusal.self) { try story.give(call, at: 111) }?.code == .flightWrongState)
        try story.tick(at: 140)
        #expect(story.told.suffix(2) == ["FlightCalledBack", "FlightCallBackUnanswered"])
        try story.give(call, at: 141)
        try story.give(.take(.callBackAccepted), at: 142)
        try story.give(.take(.landed), at: 400)
        #expect(story.flight?.outcome == .returned)
        #expect(throws: Refusal.self) { try story.give(call, at: 410) }
    }

    @Test("a drone that is still heard is not given up; a silent one is")
    func giveUp() throws {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.take(.departed), at: 60)
        let giveUp = FlightCommand.giveUp(ReasonedFlight(reason: "坠落"))
        let refusal = #expect(throws: Refusal.self) { try story.give(giveUp, at: 70) }
        #expect(refusal?.code == .flightStillHeard)
        try story.give(.noteSilence(since: Fixture.start.advanced(by: 90)), at: 121)
        try story.give(giveUp, at: 500)
        #expect(story.flight?.outcome == .givenUp)
    }

    @Test("no drone flies in an exercise, without a reason, or against the check")
    func refusals() throws {
        var exercise = try Story(exercise: true)
        #expect(#expect(throws: Refusal.self) { try exercise.order() }?.code == .flightExercise)
        var story = try Story()
        #expect(#expect(throws: Refusal.self) { try story.order(reason: " ") }?.code == .textMissing)
        #expect(#expect(throws: Refusal.self) { try story.order(state: nil) }?.code == .droneSilent)
        let height = #expect(throws: Refusal.self) { try story.order(height: 50) }
        #expect(height?.code == .droneHeight && height?.field == "heightMetres")
        #expect(#expect(throws: Refusal.self) { try story.give(.returnHome(ReasonedFlight(reason: "x")), at: 0) }?.code == .flightUnknown)
    }

    @Test("every event of a flight can be read back, and one of another time is told apart")
    func coding() throws {
        #expect(throws: UnknownEvent.self) { try FlightEvent(type: "FlightDreamt", schema: 1, from: Nothing()) }
        #expect(throws: UnknownEvent.self) { try FlightEvent(type: FlightArrived.type, schema: 2, from: Nothing()) }
    }

    private struct Nothing: PayloadSource {
        func decode<Body: Decodable>(_ body: Body.Type) throws -> Body { throw Fixture.Missing() }
    }
}
