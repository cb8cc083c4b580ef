import Foundation
import HazardKit
import Testing

@testable import Landslide

@Suite("The closed-form values of early warning")
struct WarningOracleTests {
    private let oracles: [String: [String: Any]]
    private let numbers: [String: Double]

    init() throws {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/ts_oracles", withExtension: "json"))
        let all = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
        oracles = all.compactMapValues { $0 as? [String: Any] }
        numbers = all.compactMapValues { $0 as? Double }
    }

    private func number(_ group: String, _ name: String) throws -> Double { try #require(oracles[group]?[name] as? Double) }

    private func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-9 * max(abs(left), abs(right), 1) }

    @Test("Fukuzono's line meets the true time for α = 2, and shifts by half an interval where differences are stamped at their end")
    func fukuzono() throws {
        let law = VoightLaw(alpha: 2, scale: 0.02, failureHour: 240)
        let hours = (0...216).map(Double.init)
        let places = hours.map { law.displacement(from: 0, to: $0) }
        let steps = zip(places.dropFirst(), places).map { $0 - $1 }
        let middles = hours.dropFirst().map { $0 - 0.5 }
        #expect(isClose(try number("F1_alpha2", "D216_mm"), places[216]))
        #expect(isClose(try number("F1_alpha2", "v216_mm_h"), law.velocity(at: 216)))
        let exact = try #require(InverseVelocity.line(hours: hours, velocities: hours.map { law.velocity(at: $0) }))
        #expect(isClose(try number("F1_alpha2", "tf_from_exact_v"), exact.failureHour))
        let middle = try #require(InverseVelocity.line(hours: middles, velocities: steps))
        #expect(isClose(try number("F1_alpha2", "tf_from_backward_diff"), middle.failureHour))
        let ends = try #require(InverseVelocity.line(hours: Array(hours.dropFirst()), velocities: steps))
        #expect(isClose(try number("F1_alpha2", "tf_from_backward_diff_endstamped"), ends.failureHour))
        let last = try #require(InverseVelocity.line(hours: middles.suffix(24), velocities: steps.suffix(24)))
        #expect(isClose(try number("F1_alpha2", "tf_last24"), last.failureHour))
    }

    @Test("the straight line is early for α below 2 and late above", arguments: [(1.7, 0.05, "F2_alpha1.7"), (2.3, 0.01, "F2_alpha2.3")])
    func straightLine(alpha: Double, scale: Double, group: String) throws {
        let law = VoightLaw(alpha: alpha, scale: scale, failureHour: 240)
        let hours = (0...216).map(Double.init)
        let velocities = hours.map { law.velocity(at: $0) }
        #expect(isClose(try number(group, "v216"), velocities[216]))
        #expect(isClose(try number(group, "D216"), law.displacement(from: 0, to: 216)))
        for length in [24, 72] {
            let line = try #require(InverseVelocity.line(hours: hours.suffix(length), velocities: velocities.suffix(length)))
            #expect(isClose(try number(group, "tf_linear_last\(length)"), line.failureHour))
            #expect((line.failureHour > 240) == (alpha > 2))
        }
    }

    @Test("Voight's law with α estimated finds 240 h from the same noiseless readings", arguments: [(1.7, 0.05), (2.0, 0.02), (2.3, 0.01)])
    func voight(alpha: Double, scale: Double) throws {
        let law = VoightLaw(alpha: alpha, scale: scale, failureHour: 240)
        let hours = (0...216).map(Double.init)
        let found = SlopeForecast(DisplacementSeries(hours: hours, millimetres: hours.map { law.displacement(from: 0, to: $0) }))
        let forecast = try #require(found.forecast)
        #expect(abs(forecast.failureHour - 240) < 1)
        #expect(abs(try #require(found.velocity) / law.velocity(at: 216) - 1) < 0.02)
        #expect((found.grade ?? .iv) >= .ii)
    }

    @Test("Saito's three points and his strain rate")
    func saito() throws {
        let times = try #require(oracles["S3"]?["t"] as? [Double])
        #expect(isClose(try number("S3", "tr"), try #require(Saito.failureHour(times[0], times[1], times[2]))))
        for (rate, expected) in try #require(oracles["S_secondary"]) {
            let found = Saito.secondary(strainRate: try #require(Double(rate)))
            let values = try #require(expected as? [String: Double])
            #expect(isClose(try #require(values["tr_min"]), found.minutes))
            #expect(isClose(try #require(values["lo"]), found.range.lowerBound))
            #expect(isClose(try #require(values["hi"]), found.range.upperBound))
        }
        #expect(Saito.failureHour(0, 1, 2) == nil)
    }

    @Test("the tangential angle reaches its limits where they are")
    func tangentialAngle() throws {
        for (degrees, ratio) in try #require(oracles["TA_ratio"] as? [String: Double]) {
            #expect(isClose(try #require(Double(degrees)), TangentialAngle.degrees(velocity: ratio, creep: 1)))
        }
        let law = VoightLaw(alpha: 2, scale: 0.02, failureHour: 240)
        for (degrees, hour) in try #require(oracles["TA_crossing_alpha2_v0=v(0)"] as? [String: Double]) {
            #expect(isClose(try #require(Double(degrees)), TangentialAngle.degrees(velocity: law.velocity(at: hour), creep: law.velocity(at: 0))))
        }
        #expect(TangentialAngle.grade(45, interval90: 40...50) == .iv)
        #expect(TangentialAngle.grade(44, interval90: 43...44.5) == nil)
        #expect(TangentialAngle.grade(79.9, interval90: 79...81) == .iii)
        #expect(TangentialAngle.grade(80, interval90: 79...81) == .ii)
        #expect(TangentialAngle.grade(85, interval90: 84...86) == .i)
    }

    @Test("the rain thresholds of Caine, Guzzetti and Seattle, and effective rain")
    func rain() throws {
        let seattle = RainThreshold(coefficient: 3.257, exponent: -1.13, hours: 20...60)
        for (group, law) in [("Caine_I_mm_h", RainThreshold.caine1980), ("Guzzetti2008_I", .guzzetti2008), ("Seattle_I_in_h", seattle)] {
            for (hours, intensity) in try #require(oracles[group] as? [String: Double]) {
                #expect(isClose(intensity, law.intensity(hours: try #require(Double(hours)))))
            }
        }
        #expect(isClose(try #require(numbers["effective_rain_K0.84"]), EffectiveRain.millimetres(daily: [0, 20, 0, 50, 10, 0, 30], decay: 0.84)))
    }

    @Test("a locally fitted threshold has the slope of its events and leaves the asked share below")
    func localThreshold() throws {
        var noise = SeededNoise(seed: 11)
        let events = (0..<200).map { _ in
            let hours = noise.scale(1, 100)
            return (hours: hours, intensity: 12 * pow(hours, -0.5) * exp(0.3 * noise.normal()))
        }
        let law = try #require(RainThreshold.fitted(to: events))
        #expect(abs(law.exponent + 0.5) < 0.06)
        let below = events.filter { $0.intensity < law.intensity(hours: $0.hours) }.count
        #expect((8...11).contains(below))
        #expect(RainThreshold.fitted(to: Array(events.prefix(5))) == nil)
    }
}
