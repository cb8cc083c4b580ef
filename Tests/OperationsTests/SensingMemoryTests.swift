import City
import EventLog
import HazardKit
import Incidents
import Operations
import Readings
import Sensing
import Testing

@Suite("What the rules remember over a restart")
struct SensingMemoryTests {
    /// A hazard with one rule that looks back a month and remembers the sum of all readings.
    private enum Adding: Hazard {
        static let kind: MatterKind = "landslide"
        static let name = SmallCity.words("adding")

        static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule] {
            parameters.map { AddingRule(id: $0.id, datastreams: $0.datastreams) }
        }
    }

    private struct AddingRule: HazardRule {
        let id: String
        let datastreams: [DatastreamID]
        let memory = Seconds.hours(720)
        private var sum = 0.0
        private var newest = Int64.min

        init(id: String, datastreams: [DatastreamID]) {
            self.id = id
            self.datastreams = datastreams
        }

        mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
            sum += reading.value
            newest = max(newest, reading.phenomenonTime.millisecondsSince1970)
            return []
        }
        mutating func pass(_ now: Instant) -> [AlertClaim] { [] }
        mutating func resume(_ active: [String: Grade]) {}
        mutating func carry(on tape: inout MemoryTape) {
            tape.carry(&sum)
            tape.carry(&newest)
        }
        func newest(of datastream: DatastreamID) -> Instant? { newest > .min ? Instant(millisecondsSince1970: newest) : nil }
    }

    private func loop(_ memory: RuleMemoryInMemory, after: SensingLoop? = nil) async throws -> SensingLoop {
        let clock = after?.clock ?? FixedClock(Instant(millisecondsSince1970: 1_780_000_000_000))
        return try await SensingLoop(
            log: after?.log ?? FaultyLog(), store: after?.store ?? FaultyReadings(), memory: memory, clock: clock,
            more: [SensingLoop.rule("sum", "landslide.adding", [:])], hazards: [Adding.self])
    }

    /// How far back the last start asked, in hours.
    private func lookBack(_ loop: SensingLoop) async -> Double? {
        let newest = loop.clock.now
        return await loop.store.asked.last.map { newest.since($0).value / 3600 }
    }

    @Test("a start without a memory reads a month; with one it reads as far as the short rules look")
    func start() async throws {
        let memory = RuleMemoryInMemory()
        let first = try await loop(memory)
        try await first.take(1)
        let cold = try await loop(RuleMemoryInMemory(), after: first)
        #expect(await lookBack(cold) == 720)
        try await first.sensing.keepMemory()
        let warm = try await loop(memory, after: first)
        #expect(try #require(await lookBack(warm)) <= 24)
    }

    @Test("a series with more readings than are read at once is relived to its newest: what that means is raised")
    func longSeries() async throws {
        let first = try await loop(RuleMemoryInMemory())
        let now = first.clock.now
        let count = 100_100
        // One every twenty seconds, 23 days; only the last is above every limit.
        let readings = (0..<count).map { number in
            Reading(
                datastream: SensingLoop.gauge, phenomenonTime: now.advanced(by: Seconds(Double(number - count + 1) * 20)),
                value: number == count - 1 ? 35 : 1)
        }
        _ = try await first.store.append(readings)
        let again = try await loop(RuleMemoryInMemory(), after: first)
        #expect(try await again.alerts().map(\.grade) == [.i])
    }

    @Test("while a claim waits for the log no memory is kept: after a crash the rule would not say it again")
    func waitingClaim() async throws {
        let memory = RuleMemoryInMemory()
        let loop = try await loop(memory)
        await loop.log.fail(with: SensingLoop.locked)
        await #expect(throws: LogFault.self) { try await loop.take(12) }
        try await loop.sensing.keepMemory()
        #expect(try await memory.load() == nil)
        await loop.log.fail(with: nil)
        try await loop.sensing.pass()
        try await loop.sensing.keepMemory()
        #expect(try await memory.load() != nil)
    }

    @Test("a memory that is damaged, or cannot be read, costs the start its time and nothing else")
    func damaged() async throws {
        let first = try await loop(RuleMemoryInMemory())
        try await first.take(12)
        let again = try await loop(RuleMemoryInMemory([1, 2, 3]), after: first)
        #expect(await lookBack(again) == 720)
        #expect(try await again.alerts().count == 1)
    }
}
