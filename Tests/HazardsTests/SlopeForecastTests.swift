import City
import HazardKit
import Testing

@testable import Landslide

@Suite("What one displacement series says")
struct SlopeForecastTests {
    /// An even creep with noise, hour by hour.
    private func creep(_ count: Int, velocity: Double, noise: Double, seed: UInt64 = 1, change: (Int) -> Double = { _ in 0 }) -> DisplacementSeries {
        var chance = SeededNoise(seed: seed)
        return DisplacementSeries(
            hours: (0..<count).map(Double.init), millimetres: (0..<count).map { velocity * Double($0) + noise * chance.normal() + change($0) })
    }

    private func isNamed(_ found: SlopeForecast, _ words: String) -> Bool { found.reasons.contains { $0.en.contains(words) } }

    @Test("half of the life before failure the error is below a tenth and nine intervals of ten hold, on seeds nobody tuned on")
    func calibration() {
        var score = ForecastScore()
        for seed in 900_000..<900_016 {
            let failure = FailureSimulation(seed: UInt64(seed))
            let found = SlopeForecast(failure.series)
            score.add(found.forecast, truth: failure.law.failureHour, now: found.atHour)
        }
        #expect(score.answered >= 15)
        #expect(score.medianError <= 0.1)
        // Of 16 intervals that hold nine times in ten, 11 or more hold with 99 % probability; `make bench` counts 600.
        #expect(score.coverage >= 0.68)
    }

    @Test("even creep is blue, and no method forecasts a failure", arguments: 11...14)
    func evenCreep(seed: Int) {
        let found = SlopeForecast(creep(400, velocity: 0.05, noise: 0.3, seed: UInt64(seed)))
        #expect(found.grade == .iv)
        #expect(found.forecast == nil)
        #expect(abs((found.velocity ?? 0) - 0.05) < 0.05)
    }

    @Test("a slope that stands still sets no orange and no red, whatever the noise", arguments: 11...14)
    func still(seed: Int) {
        let found = SlopeForecast(creep(300, velocity: 0, noise: 1, seed: UInt64(seed)))
        #expect((found.grade ?? .iv) < .ii)
        #expect(found.forecast == nil)
    }

    @Test("a jump at maintenance is bridged, named, and is no acceleration", arguments: [25.0, -40.0])
    func jump(step: Double) {
        let found = SlopeForecast(creep(300, velocity: 0.05, noise: 0.2) { $0 >= 200 ? step : 0 })
        #expect((found.grade ?? .iv) < .ii)
        #expect(found.forecast == nil)
        #expect(isNamed(found, "bridged"))
    }

    @Test("a step at the very end is neither a jump nor calm")
    func stepAtEnd() {
        let found = SlopeForecast(creep(300, velocity: 0, noise: 0.2) { $0 >= 299 ? 30 : 0 })
        #expect(found.grade != nil)
        #expect(isNamed(found, "cannot tell yet"))
    }

    @Test("a lone wild reading changes nothing")
    func spike() {
        let found = SlopeForecast(creep(300, velocity: 0.05, noise: 0.2) { $0 == 150 || $0 == 280 ? 60 : 0 })
        #expect(found.grade == .iv)
        #expect(isNamed(found, "wild"))
    }

    @Test("a series that never changes is called stuck and not calm")
    func stuck() {
        let found = SlopeForecast(DisplacementSeries(hours: (0..<60).map(Double.init), millimetres: Array(repeating: 3, count: 60)))
        #expect(!found.canTell)
        #expect(isNamed(found, "cannot tell"))
        #expect(found.methods.allSatisfy { !$0.canTell })
    }

    @Test("too few readings are called so")
    func tooFew() {
        let found = SlopeForecast(creep(5, velocity: 1, noise: 0))
        #expect(!found.canTell)
        #expect(isNamed(found, "cannot tell: 5 usable readings"))
    }

    @Test("a movement in the negative direction is judged by its size")
    func negative() throws {
        let failure = FailureSimulation(seed: 7, part: 0.9)
        let turned = SlopeForecast(DisplacementSeries(hours: failure.series.hours, millimetres: failure.series.millimetres.map { -$0 }))
        let straight = SlopeForecast(failure.series)
        #expect(turned.grade == straight.grade)
        #expect(isNamed(turned, "negative direction"))
    }

    @Test("methods that do not hold for a failure type set no grade and say so")
    func failureType() {
        let failure = FailureSimulation(seed: 7, part: 0.95)
        let fall = SlopeForecast(failure.series, type: .brittleRockFall)
        for verdict in fall.methods where verdict.method != .velocityMultiples {
            #expect(verdict.grade == nil && !verdict.canTell)
            #expect(verdict.reasons.contains { $0.en.contains("does not hold for brittle rock fall") })
        }
        let flow = SlopeForecast(failure.series, type: .debrisFlow)
        #expect(flow.grade == nil && !flow.canTell)
    }

    @Test("a daily wave is no acceleration", arguments: 1...4)
    func dailyWave(seed: Int) {
        let waves = (0..<400).map { 1.5 * sine(Double($0) / 24 * 2 * .pi) }
        let found = SlopeForecast(creep(400, velocity: 0.02, noise: 0.2, seed: UInt64(seed)) { waves[$0] })
        #expect((found.grade ?? .iv) < .ii)
        #expect(found.forecast == nil)
    }

    /// Taylor's series suffices for a wave.
    private func sine(_ value: Double) -> Double {
        let rest = value.remainder(dividingBy: 2 * .pi)
        var term = rest
        var sum = rest
        for power in 1...12 {
            term *= -rest * rest / Double(2 * power * (2 * power + 1))
            sum += term
        }
        return sum
    }
}
