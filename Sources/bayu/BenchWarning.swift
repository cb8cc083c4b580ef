import ArgumentParser
import Foundation
import Landslide

struct BenchWarning: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-warning", abstract: "Measures early warning on simulated failures and site-years, for `make bench`.",
        discussion: "Example: bayu bench-warning site-years --count 600 --seed 1", shouldDisplay: false)

    @Argument(help: "forecast, site-years, brittle or replay.") var what: String
    @Option(help: "How many failures or site-years.") var count = 100
    @Option(help: "The first seed; each case takes the next one.") var seed: UInt64 = 1
    @Option(help: "How rough the site-years are; 1 is the standard.") var roughness = 1.0
    @Option(help: "How surges after rain run: sudden or swelling.") var surges = "sudden"
    @Option(help: "How many sites are replayed.") var sites = 883
    @Option(help: "How many hours are replayed.") var hours = 840
    @Option(help: "The noise of the failures as parts of the movement, low,high.") var noise = "0.0005,0.002"

    func validate() throws {
        guard Self.measures.contains(what) else { throw ValidationError("The measure is one of \(Self.measures.joined(separator: ", ")).") }
        guard SiteSimulation.SurgeForm(rawValue: surges) != nil else { throw ValidationError("--surges is sudden or swelling.") }
        guard sites > 0, hours > 0, count > 0 else { throw ValidationError("Counts are above 0.") }
    }

    func run() async throws {
        let result =
            switch what {
            case "forecast": try forecast()
            case "brittle": brittle()
            case "replay": try replay()
            default: siteYears()
            }
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
            var year = SiteSimulation(
                seed: seed + UInt64(number), failing: number % 2 == 0, roughness: roughness,
                surges: SiteSimulation.SurgeForm(rawValue: surges) ?? .sudden)
            let values = Self.values(of: &year)
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
            "medianLeadHours": Self.median(score.leadsHours), "cpuSeconds": cpu,
            "microsecondsPerReading": cpu / Double(max(score.readings, 1)) * 1e6,
            "naiveAlarmsPerSiteDay": Double(score.naiveAlarms) / naiveYears / 365.25,
        ]
    }

    private static func values(of year: inout SiteSimulation) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(year.sensors.count * SiteSimulation.hoursPerYear)
        var row = [Float](repeating: 0, count: year.sensors.count)
        for _ in 0..<SiteSimulation.hoursPerYear {
            year.next(into: &row)
            values += row
        }
        return values
    }

    private static func median(_ values: [Double]) -> Double { values.sorted().dropFirst(values.count / 2).first ?? 0 }

    private static let measures = ["forecast", "site-years", "brittle", "replay"]
    /// The naive rule is the same everywhere; a few years show it.
    private static let naiveYears = 20
    static var cpuSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
