import City
import HazardKit
import Sensing
import Testing

@testable import Landslide

@Suite("What a site's warning remembers over a restart")
struct RuleMemoryTests {
    private static let hours = 400
    /// Behind the days of learning, and before the failure of the site, which this seed puts at hour 380.
    private static let cut = 340

    private func engine(_ city: CityReplay, _ change: (inout [RuleParameters]) -> Void = { _ in }) throws -> RuleEngine {
        var parameters = city.parameters
        change(&parameters)
        return try RuleEngine.build(city: city.city, parameters: parameters, hazards: [LandslideHazard.self])
    }

    private func replay() -> CityReplay { CityReplay(sites: 1, hours: Self.hours, seed: 180, start: Sample.start) }

    private func fold(_ city: inout CityReplay, until hour: Int, _ body: (Reading) -> Void) {
        var readings: [Reading] = []
        while city.hour < hour {
            city.next(into: &readings)
            for reading in readings { body(reading) }
        }
    }

    @Test("after a restart with its memory a rule says exactly what one that never stopped says, and knows the same")
    func equal() throws {
        var city = replay()
        var steady = try engine(city)
        var active: [String: Grade] = [:]
        fold(&city, until: Self.cut) { reading in
            for claim in steady.take(reading, at: reading.phenomenonTime) { active[claim.sourceKey] = claim.active ? claim.grade : nil }
        }
        var again = try engine(city)
        #expect(again.recall(steady.memories()) == 1)
        again.resume(active)
        var differences = 0
        var claims = 0
        fold(&city, until: Self.hours) { reading in
            let said = steady.take(reading, at: reading.phenomenonTime)
            if said != again.take(reading, at: reading.phenomenonTime) { differences += 1 }
            claims += said.count
        }
        #expect(differences == 0 && claims > 0)
        #expect(steady.memories() == again.memories())
    }

    @Test("a replay begins behind what is remembered, and as far back as the rule looks where nothing is")
    func replayStart() throws {
        var city = replay()
        var first = try engine(city)
        fold(&city, until: 50) { _ = first.take($0, at: $0.phenomenonTime) }
        var again = try engine(city)
        let id = city.parameters[0].datastreams[0]
        let newest = Sample.start.advanced(by: .hours(60))
        #expect(again.replayStart(of: id, newest: newest) == newest.advanced(by: .hours(-720)))
        #expect(again.recall(first.memories()) == 1)
        #expect(again.replayStart(of: id, newest: newest) > Sample.start.advanced(by: .hours(40)))
    }

    @Test("a memory is thrown away when the rule's numbers or its sensors have changed")
    func changed() throws {
        var city = replay()
        var first = try engine(city)
        fold(&city, until: 20) { _ = first.take($0, at: $0.phenomenonTime) }
        let bytes = first.memories()
        func changed(_ numbers: [String: Double], _ series: [DatastreamID]) throws -> Int {
            let own = city.parameters[0]
            let rule = RuleParameters(
                id: own.id, type: own.type, kind: own.kind, datastreams: series, site: nil, title: own.title, numbers: numbers, limits: [:],
                imminentFrom: nil, synthetic: true)
            var engine = try engine(city) { $0 = [rule] }
            return engine.recall(bytes)
        }
        let series = city.parameters[0].datastreams
        #expect(try changed(["failureType": 1], series) == 1)
        #expect(try changed(["failureType": 2], series) == 0)
        #expect(try changed(["failureType": 1, "holdHours": 12], series) == 0)
        #expect(try changed(["failureType": 1], series.reversed()) == 0)
        #expect(try changed(["failureType": 1], Array(series.dropLast())) == 0)
    }

    @Test("a memory that is damaged or cut off anywhere is not believed")
    func damaged() throws {
        var city = replay()
        var first = try engine(city)
        fold(&city, until: 20) { _ = first.take($0, at: $0.phenomenonTime) }
        let bytes = first.memories()
        for place in stride(from: 0, to: bytes.count, by: 997) {
            var flipped = bytes
            flipped[place] ^= 1
            var engine = try engine(city)
            #expect(engine.recall(flipped) == 0, "byte \(place)")
            #expect(engine.recall(Array(bytes.prefix(place))) == 0, "cut at \(place)")
        }
    }
}
