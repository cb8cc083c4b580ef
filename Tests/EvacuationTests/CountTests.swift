import City
import Incidents
import Testing

@testable import Evacuation

@Suite("Counting at the doors, and the latest time to decide")
struct CountTests {
    private func count(_ outcome: Evacuation.Outcome, _ households: Int = 1) -> EvacuationCommand {
        .count(CountHouseholds(outcome: outcome, households: households))
    }

    @Test("a team that moves people counts, and the township's desk; no other team, no department, no machine")
    func whoCounts() throws {
        var story = try Story.ordered()
        try story.tell(count(.contacted, 3), 2, by: Fixture.mover)
        try story.tell(count(.contacted), 3, by: Fixture.person("grid", Fixture.township))
        #expect(story.evacuation?.tallies[.contacted]?.by == "grid" && story.evacuation?.count(.contacted) == 4)
        for actor in [
            Fixture.person("other team", team: "idle"), Fixture.person("liaison", department: "transport"), Fixture.person("far", "500112"),
            Fixture.plan,
        ] {
            #expect(story.refusal(count(.contacted), by: actor) == .evacuationNotCounter, "\(actor.name)")
        }
    }

    @Test("a total never exceeds the households of the zone, and never falls but by a correction with a reason")
    func bounds() throws {
        var story = try Story.ordered(households: 12)
        try story.tell(count(.contacted, 12), by: Fixture.mover)
        #expect(story.evacuation?.unreachedHouseholds == 0)
        #expect(story.refusal(count(.contacted), by: Fixture.mover) == .evacuationCountTooLarge)
        for households in [0, -1, Evacuation.householdsPerCountMax + 1] {
            #expect(story.refusal(count(.moved, households), by: Fixture.mover) == .evacuationCountOutOfRange)
        }
        func correct(_ households: Int, _ reason: String) -> EvacuationCommand {
            .correct(CorrectCount(outcome: .contacted, households: households, reason: reason))
        }
        #expect(story.refusal(correct(-2, " "), by: Fixture.mover) == .textMissing)
        #expect(story.refusal(correct(-13, "two doors, one home"), by: Fixture.mover) == .evacuationCountBelowZero)
        #expect(story.refusal(correct(1, "one more"), by: Fixture.mover) == .evacuationCountTooLarge)
        try story.tell(correct(-2, "two doors, one home"), by: Fixture.mover)
        #expect(story.evacuation?.count(.contacted) == 10 && story.evacuation?.unreachedHouseholds == 2)
        #expect(story.types.last == "HouseholdCountCorrected")
    }

    @Test("where nobody knows the households, the unreached are unknown, not none")
    func unknown() throws {
        var story = try Story.ordered(households: nil)
        try story.tell(count(.contacted, 500), by: Fixture.mover)
        #expect(story.evacuation?.unreachedHouseholds == nil)
    }

    @Test("a count that waited without a line is taken after the lifting; a new order begins a new count")
    func late() throws {
        var story = try Story.ordered()
        try story.tell(.proposeLift(ProposeLift(reason: "over")))
        try story.tell(.confirm(ConfirmProposal(proposal: 2)), by: Fixture.second)
        try story.tell(count(.moved, 2), by: Fixture.mover)
        #expect(story.evacuation?.count(.moved) == 2)
        try story.tell(.proposeOrder(ProposeOrder(reason: "again")))
        try story.tell(.confirm(ConfirmProposal(proposal: 3)), by: Fixture.second)
        #expect(story.evacuation?.round == 2 && story.evacuation?.count(.moved) == 0)
        let fresh = try Story()
        #expect(fresh.refusal(count(.contacted), by: Fixture.mover) == .evacuationWrongStage)
    }

    @Test("latest time to decide = forecast arrival − clearance − margin, and unknown until all three are known")
    func latest() throws {
        var story = try Story()
        #expect(story.evacuation?.latestToDecideAt == nil)
        try story.tell(.setTimes(SetEvacuationTimes(clearanceMinutes: 45, marginMinutes: 15)))
        #expect(story.evacuation?.latestToDecideAt == nil)
        let arrival = Fixture.start.advanced(by: .hours(3))
        try story.tell(.setTimes(SetEvacuationTimes(clearanceMinutes: 45, marginMinutes: 15, arrivalAt: arrival)))
        #expect(story.evacuation?.latestToDecideAt == Fixture.start.advanced(by: .hours(2)))
    }

    @Test(
        "times that cannot be meant are refused",
        arguments: [
            (0, 0, 1.0), (Evacuation.clearanceMinutesMax + 1, 0, 1), (10, -1, 1), (10, Evacuation.marginMinutesMax + 1, 1), (10, 0, 721),
            (10, 0, -721),
        ])
    func range(clearance: Int, margin: Int, hours: Double) throws {
        let times = SetEvacuationTimes(clearanceMinutes: clearance, marginMinutes: margin, arrivalAt: Fixture.start.advanced(by: .hours(hours)))
        #expect(try Story().refusal(.setTimes(times)) == .evacuationOutOfRange)
    }

    @Test("a zone with an impossible number of households or people is not added")
    func opening() throws {
        let incident = try Fixture.incident()
        for (households, people) in [(0, nil), (Evacuation.householdsMax + 1, nil), (nil, 0), (nil, Evacuation.peopleMax + 1)] as [(Int?, Int?)] {
            let zone = OpenEvacuation(zone: "hand-1", name: Fixture.words, households: households, people: people, byHand: true)
            let refusal = #expect(throws: Refusal.self) {
                _ = try Evacuation.decide(nil, .open(zone), of: incident, Fixture.context(0, Fixture.first))
            }
            #expect(refusal?.code == .evacuationOutOfRange)
        }
    }
}
