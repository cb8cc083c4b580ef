import ArgumentParser
import Foundation
import Landslide

struct BenchWarning: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-warning", abstract: "Measures early warning on simulated failures and site-years, for `make bench`.",
        discussion: "Example: bayu bench-warning site-years --count 600 --seed 1", shouldDisplay: false)

    @Argument(help: "forecast or site-years.") var what: String
    @Option(help: "How many failures or site-years.") var count = 100
    @Option(help: "The first seed; each case takes the next one.") var seed: UInt64 = 1
    @Option(help: "How rough the site-years are; 1 is the standard.") var roughness = 1.0
    @Option(help: "The noise of the failures as parts of the movement, low,high.") var noise = "0.0005,0.002"

    func validate() throws {
        guard ["forecast", "site-years"].contains(what) else { throw ValidationError("The measure is forecast or site-years.") }
    }

    func run() async throws {
        let result = what == "forecast" ? try forecast() : siteYears()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Terminal.say(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    private func forecast() throws -> [String: Double] {
        let bounds = noise.split(separator: ",").compactMap { Double($0) }
        guard bounds.count == 2, bounds[0] > 0, bounds[0] <= bounds[1] else { throw Terminal.fail("--noise is low,high such as 0.0005,0.002.") }
        var score = ForecastScore()
        let before = Self.cpuSeconds
        for number in 0..<count {
            let failure = FailureSimulation(seed: seed + UInt64(number), noise: bounds[0]...bounds[1])
            let found = SlopeForecast(failure.series)
            score.add(found.forecast, truth: failure.law.failureHour, now: found.atHour)
        }
        return [
            "failures": Double(score.failures), "answered": Double(score.answered), "medianError": score.medianError, "coverage": score.coverage,
            "cpuSeconds": Self.cpuSeconds - before,
        ]
    }

    private func siteYears() -> [String: Double] {
        var score = SiteScore()
        var cpu = 0.0
        let progress = Progress("simulating")
        for number in 0..<count {
            var year = SiteSimulation(seed: seed + UInt64(number), failing: number % 2 == 0, roughness: roughness)
            var values: [Float] = []
            values.reserveCapacity(year.sensors.count * SiteSimulation.hoursPerYear)
            var row = [Float](repeating: 0, count: year.sensors.count)
            for _ in 0..<SiteSimulation.hoursPerYear {
                year.next(into: &row)
                values += row
            }
            let before = Self.cpuSeconds
            var own = SiteScore.year(values, sensors: year.sensors, acceleration: year.acceleration)
            cpu += Self.cpuSeconds - before
            if number < Self.naiveYears { own.addNaive(values, sensors: year.sensors) }
            score.add(own)
            progress.report(Int64(number + 1), of: Int64(count))
        }
        let naiveYears = Double(min(count, Self.naiveYears))
        return [
            "siteYears": score.siteYears, "readings": Double(score.readings), "falseRedPerSiteYear": score.falseRedPerSiteYear,
            "falseOrangePerSiteYear": score.falseOrangePerSiteYear, "failures": Double(score.failures), "recall": score.recall,
            "medianLeadHours": score.leadsHours.sorted().dropFirst(score.leadsHours.count / 2).first ?? 0, "cpuSeconds": cpu,
            "microsecondsPerReading": cpu / Double(max(score.readings, 1)) * 1e6,
            "naiveAlarmsPerSiteDay": Double(score.naiveAlarms) / naiveYears / 365.25,
        ]
    }

    /// The naive rule is the same everywhere; a few years show it.
    private static let naiveYears = 20
    private static var cpuSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
