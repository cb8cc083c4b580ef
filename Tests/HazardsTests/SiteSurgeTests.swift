import City
import HazardKit
import Testing

@testable import Landslide

@Suite("Surges, brittle failures and bad readings of a site")
struct SiteSurgeTests {
    /// A stretch of a simulated year, as rows of all sensors.
    private func stretch(_ given: SiteSimulation, _ hours: Range<Int>) -> [Float] {
        var year = given
        var values: [Float] = []
        var row = [Float](repeating: 0, count: year.sensors.count)
        while year.hour < hours.upperBound {
            year.next(into: &row)
            if year.hour > hours.lowerBound { values += row }
        }
        return values
    }

    @Test("a surge after rain that a dozen cracks feel alike sets no orange: its forecast runs away with the clock")
    func surge() {
        let year = SiteSimulation(seed: 1038, failing: false)
        let score = SiteScore.year(stretch(year, 3700..<4270), sensors: year.sensors, acceleration: nil)
        #expect(score.falseOrange == 0 && score.falseRed == 0)
    }

    @Test(
        "where a slope breaks at once, cracking beside a fast rate is orange before the failure", arguments: [FailureType.toppling, .brittleRockFall])
    func brittle(type: FailureType) throws {
        let year = SiteSimulation(seed: 3011, failing: true, pace: .brittle)
        let span = try #require(year.acceleration)
        let first = Int(span.lowerBound) - 400
        let values = stretch(year, first..<Int(span.upperBound))
        let shift = Double(first)
        let score = SiteScore.year(
            values, sensors: year.sensors, acceleration: span.lowerBound - shift...span.upperBound - shift, type: type)
        #expect((score.leadsHours.first ?? 0) >= 6)
    }

    /// Six cracks that open by 0.01 mm a day, with a little noise, hour by hour for twenty days; `change` spoils them.
    private func quiet(_ change: (Int, Int, Double) -> Double?) -> (watch: SiteWatch, gravest: Grade?) {
        var watch = SiteWatch(sensors: Array(repeating: .crack, count: 6), type: .creepSlide)
        var chance = SeededNoise(seed: 5)
        var gravest: Grade?
        for hour in 0..<480 {
            for sensor in 0..<6 {
                let value = 0.01 * Double(hour) / 24 + 0.01 * chance.normal()
                guard let read = change(hour, sensor, value) else { continue }
                watch.take(read, of: sensor, at: Instant(millisecondsSince1970: Int64(hour) * 3_600_000))
            }
            gravest = FusionRule.graver(gravest, watch.state.grade)
        }
        return (watch, gravest)
    }

    @Test("a maintenance visit that moves every sensor at once is no acceleration", arguments: [0.8, -2.5])
    func maintenance(step: Double) {
        let found = quiet { hour, _, value in hour >= 400 ? value + step : value }
        #expect((found.gravest ?? .iv) < .iii)
        #expect(found.watch.state.forecast == nil)
    }

    @Test("what is no number is silence: it spoils no mean, and the sensor is named as silent")
    func notANumber() {
        let found = quiet { hour, sensor, value in sensor == 2 && hour > 300 ? .nan : value }
        #expect(found.watch.state.silent == [2])
        #expect((found.gravest ?? .iv) < .iii)
    }

    @Test("readings that come again, or from a clock that went back, change nothing")
    func repeats() throws {
        let ids: [DatastreamID] = ["a", "b"]
        let city = Sample.city(ids.map { Sample.datastream($0, property: "crack-width", unit: "mm", interval: 3600) })
        let parameters = Sample.rule(SiteWarningRule.type, ids, limits: [:], ["failureType": 1])
        var once = try SiteWarningRule(parameters, city: city)
        var twice = once
        var chance = SeededNoise(seed: 6)
        for hour in 0..<100 {
            let moment = Sample.start.advanced(by: .hours(Double(hour)))
            for id in ids {
                let reading = Reading(datastream: id, phenomenonTime: moment, value: chance.normal())
                _ = once.take(reading, at: moment)
                _ = twice.take(reading, at: moment)
                _ = twice.take(reading, at: moment)
                twice.absorb(Reading(datastream: id, phenomenonTime: moment.advanced(by: -600), value: 50, quality: .late))
            }
        }
        #expect(tape(of: once) == tape(of: twice))
    }

    private func tape(of rule: SiteWarningRule) -> [UInt8] {
        var copy = rule
        var tape = MemoryTape()
        copy.carry(on: &tape)
        return tape.bytes
    }
}
