import City
import Foundation
import HazardKit
import Landslide
import Sensing

extension BenchWarning {
    /// Failures within hours, at sites that the register calls what they are and at sites that it calls creeping.
    func brittle() -> [String: Double] {
        var answer: [String: Double] = [:]
        for type in [FailureType.creepSlide, .toppling, .brittleRockFall] {
            var score = SiteScore()
            for number in 0..<count {
                let year = SiteSimulation(seed: seed + UInt64(number), failing: true, roughness: roughness, pace: .brittle)
                score.add(Self.lastWeeks(of: year, type: type))
            }
            let leads = score.leadsHours.sorted()
            answer["failures"] = Double(score.failures)
            answer["\(type.code)/twelveHours"] = score.recall
            answer["\(type.code)/orangeBefore"] = Double(leads.count) / Double(score.failures)
            answer["\(type.code)/medianOrangeLeadHours"] = leads.dropFirst(leads.count / 2).first ?? 0
            answer["\(type.code)/yellowBefore"] = Double(score.yellowLeadsHours.count) / Double(score.failures)
            answer["\(type.code)/medianYellowLeadHours"] =
                score.yellowLeadsHours.sorted().dropFirst(score.yellowLeadsHours.count / 2).first ?? 0
        }
        return answer
    }

    /// The weeks before the failure are enough: the rule has learned by then, and the rest of the year costs as much again.
    private static func lastWeeks(of given: SiteSimulation, type: FailureType) -> SiteScore {
        var year = given
        guard let span = year.acceleration else { return SiteScore() }
        let first = max(Int(span.lowerBound) - hoursBefore, 0)
        var values: [Float] = []
        var row = [Float](repeating: 0, count: year.sensors.count)
        while Double(year.hour) < span.upperBound {
            year.next(into: &row)
            if year.hour > first { values += row }
        }
        let shift = Double(first)
        return SiteScore.year(values, sensors: year.sensors, acceleration: span.lowerBound - shift...span.upperBound - shift, type: type)
    }

    /// All readings of a city's weeks through the rule engine, hour by hour; making them up is not counted.
    func replay() throws -> [String: Double] {
        let start = Instant(millisecondsSince1970: Self.replayStart)
        var city = CityReplay(sites: sites, hours: hours, seed: seed, start: start)
        var engine = try RuleEngine.build(city: city.city, parameters: city.parameters, hazards: [LandslideHazard.self])
        let progress = Progress("replaying")
        var readings: [Reading] = []
        var (count, claims, cpu) = (0, 0, 0.0)
        for hour in 0..<hours {
            city.next(into: &readings)
            let before = Self.cpuSeconds
            for reading in readings { claims += engine.take(reading, at: reading.phenomenonTime).count }
            cpu += Self.cpuSeconds - before
            count += readings.count
            progress.report(Int64(hour + 1), of: Int64(hours))
        }
        let before = Self.cpuSeconds
        let bytes = engine.memories()
        var again = try RuleEngine.build(city: city.city, parameters: city.parameters, hazards: [LandslideHazard.self])
        let recalled = again.recall(bytes)
        return [
            "readings": Double(count), "claims": Double(claims), "cpuSeconds": cpu, "microsecondsPerReading": cpu / Double(max(count, 1)) * 1e6,
            "peakMebibytes": StageClock.peakMebibytes, "memoryBytes": Double(bytes.count), "recalledRules": Double(recalled),
            "memoryCpuSeconds": Self.cpuSeconds - before,
        ]
    }

    /// Six weeks.
    private static let hoursBefore = 1008
    /// A full hour in May 2026.
    private static let replayStart: Int64 = 1_779_998_400_000
}
