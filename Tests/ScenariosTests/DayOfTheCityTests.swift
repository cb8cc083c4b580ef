import City
import CityFiles
import EventLog
import Incidents
import Operations
import Scenarios
import Testing

@Suite("The day of the city")
struct DayOfTheCityTests {
    @Test("every step of two rounds is accepted, the gas leak and the underpass end closed, and no open matter piles up")
    func twoRounds() async throws {
        let stage = try await Stage(city: "chongqing")
        let scenario = try #require(stage.package.scenario("day-of-the-city"))
        let player = stage.player(scenario)
        let first = try await player.playRound()
        #expect(first.isEmpty, "refused: \(first)")
        let openAfterOne = try await openCount(stage)
        let second = try await player.playRound()
        #expect(second.isEmpty, "refused: \(second)")
        #expect(try await openCount(stage) <= openAfterOne + Self.leftToVisitors)
        let closed = try await stage.desk.incidents(for: hub, open: false, after: nil, limit: 100)
        #expect(closed.incidents.count { $0.kind == "gas-leak" } == 2)
        #expect(closed.incidents.count { $0.kind == "flood" } >= 2)
        #expect(await stage.desk.lastFault == nil)
    }

    @Test("a step that nothing applies to is reported with its time, so that the test above can fail")
    func mishap() async throws {
        let stage = try await Stage(city: "chongqing")
        let day = try #require(stage.package.scenario("day-of-the-city"))
        let acts = day.steps.filter { step in
            if case .act = step.action { true } else { false }
        }
        let broken = Scenario(
            id: day.id, name: day.name, label: day.label, synthetic: true, length: day.length, loops: false, steps: Array(acts.prefix(2)))
        let mishaps = try await stage.player(broken).playRound()
        #expect(mishaps.map(\.at) == acts.prefix(2).map(\.at))
    }

    /// Matters that the scenario opens in a round and leaves to whoever looks at the board.
    private static let leftToVisitors = 4

    private let hub = Actor(kind: .person, name: "test", role: "municipal-commander", center: "50")

    private func openCount(_ stage: Stage) async throws -> Int {
        try await stage.desk.incidents(for: hub, open: true, after: nil, limit: 500).incidents.count
    }
}
