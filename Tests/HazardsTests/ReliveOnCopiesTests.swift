import City
import HazardKit
import Landslide
import Sensing
import Testing

@Suite("A start that works on several sites at once")
struct ReliveOnCopiesTests {
    @Test("sites that live again on copies of the engine know, brought together, what an engine that never stopped knows")
    func copies() throws {
        var city = CityReplay(sites: 3, hours: 100, seed: 9, start: Instant(millisecondsSince1970: 1_779_998_400_000))
        let fresh = try RuleEngine.build(city: city.city, parameters: city.parameters, hazards: [LandslideHazard.self])
        var steady = fresh
        var (hour, kept): ([Reading], [Reading]) = ([], [])
        for _ in 0..<100 {
            city.next(into: &hour)
            for reading in hour { _ = steady.take(reading, at: reading.phenomenonTime) }
            kept += hour
        }
        let now = try #require(kept.last?.phenomenonTime)

        var whole = fresh
        for group in fresh.seriesTogether {
            var copy = fresh
            _ = copy.relive(kept.filter { group.contains($0.datastream) }, active: [:], now: now)
            whole.adopt(copy, of: group)
        }
        #expect(fresh.seriesTogether.count == 3)
        #expect(whole.memories() == steady.memories())
        #expect(whole.memories() != fresh.memories())
    }
}
