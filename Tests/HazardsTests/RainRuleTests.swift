import City
import HazardKit
import Sensing
import Testing

@testable import Landslide

@Suite("The rain rules of landslides")
struct RainRuleTests {
    let city = Sample.city([
        Sample.datastream("g", property: "rain", unit: "mm", interval: 3600),
        Sample.datastream("fast", property: "rain", unit: "mm", interval: 600),
    ])

    /// Feeds one hour of rain after another, from `Sample.start` on.
    func feed(_ rule: inout some HazardRule, _ rain: [Double?], from first: Int = 0) -> [AlertClaim] {
        var claims: [AlertClaim] = []
        for (index, amount) in rain.enumerated() {
            let end = Sample.start.advanced(by: .hours(Double(first + index + 1)))
            if let amount { claims += rule.take(Reading(datastream: "g", phenomenonTime: end, value: amount), at: end) }
            claims += rule.pass(end)
        }
        return claims
    }

    func line(_ numbers: [String: Double] = [:]) throws -> RecentAntecedentRule {
        let all = ["intercept": 88.9, "slope": 0.67].merging(numbers) { $1 }
        return try RecentAntecedentRule(Sample.rule(RecentAntecedentRule.type, ["g"], limits: ["III": 0, "II": 30], all), city: city)
    }

    @Test("rain on the line claims, more rain raises the grade, and dry days clear it once")
    func episode() throws {
        var rule = try line(["clearBelow": -10])
        let dry = feed(&rule, Array(repeating: 0, count: 432))
        #expect(dry.isEmpty)
        let wet = feed(&rule, Array(repeating: 8.89, count: 14), from: 432)
        #expect(wet.map(\.grade) == [.iii, .ii])
        #expect(wet[0].evidence.limit == 88.9)
        #expect(wet[0].evidence.rule == "r@1")
        #expect(abs((wet[0].evidence.value ?? 0) - 88.9) < 1e-9)
        let after = feed(&rule, Array(repeating: 0, count: 100), from: 446)
        #expect(after.map(\.active) == [true, false])
    }

    @Test("hours that a gateway sends after a cut claim nothing by themselves and count in the next fresh one")
    func absorbed() throws {
        var rule = try line()
        #expect(feed(&rule, Array(repeating: 0, count: 418)).isEmpty)
        for hour in 419...431 {
            rule.absorb(Reading(datastream: "g", phenomenonTime: Sample.start.advanced(by: .hours(Double(hour))), value: 8.89, quality: .late))
        }
        #expect(rule.pass(Sample.start.advanced(by: .hours(431))).isEmpty)
        #expect(feed(&rule, [8.89], from: 431).map(\.grade) == [.ii])
    }

    @Test("wet weeks before lower the line")
    func antecedent() throws {
        var rule = try line()
        _ = feed(&rule, Array(repeating: 0.25, count: 360))
        let claims = feed(&rule, [0, 0, 60, 60], from: 360)
        #expect(claims.first?.active == true)
        #expect((claims.first?.evidence.limit ?? 0) < 88.9)
    }

    @Test("missing hours are claimed as no data and never clear an alert")
    func missing() throws {
        var rule = try line()
        _ = feed(&rule, Array(repeating: 0, count: 432))
        let raised = feed(&rule, [50, 50], from: 432)
        #expect(raised.contains { $0.active && $0.grade == .iii })
        let silent = feed(&rule, Array(repeating: nil, count: 100), from: 434)
        #expect(silent.count == 1)
        #expect(silent.first?.evidence.source == .silence)
        #expect(silent.first?.sourceKey == "rule:r:g:no-data")
        // The hundred hours have carried the storm out of the window, but nobody saw them.
        let back = feed(&rule, Array(repeating: 0, count: 3), from: 534)
        #expect(back.filter { !$0.active && $0.evidence.source == .reading }.isEmpty)
        let whole = feed(&rule, Array(repeating: 0, count: 440), from: 537)
        #expect(whole.contains { !$0.active && $0.evidence.source == .reading })
        #expect(whole.contains { !$0.active && $0.evidence.source == .silence })
    }

    @Test("rain that lies above the line in spite of missing hours is claimed")
    func certainInSpiteOfGaps() throws {
        var rule = try line()
        let claims = feed(&rule, [nil, nil, 0, 60, 60])
        #expect(claims.map(\.grade) == [.ii])
    }

    @Test("a reading that comes twice counts once, and six ten-minute readings make an hour")
    func steps() throws {
        var window = HourlyWindow(hours: 10, interval: 600)
        for step in 1...6 {
            let end = Sample.start.advanced(by: Seconds(Double(step) * 600))
            let fresh = window.add(1, at: end)
            let again = window.add(1, at: end)
            #expect(fresh && !again)
        }
        let hour = HourlyWindow.hour(of: Sample.start.advanced(by: 600))
        #expect(window.total(of: 1, endingWith: hour) == .init(amount: 6, missingHours: 0))
        #expect(window.known(hour + 1) == 0)
    }

    @Test("one storm makes one claim, whatever its intensity does, and clears when it is over")
    func storm() throws {
        let parameters = Sample.rule(
            IntensityDurationRule.type, ["g"], limits: ["III": 1], ["coefficient": 82.7, "exponent": -1.13])
        var rule = try IntensityDurationRule(parameters, city: city)
        let claims = feed(&rule, [0, 0, 0, 90, 0.1, 0.1, 0, 0, 80, 60, 0, 0, 0, 0])
        #expect(claims.map(\.active) == [true, false])
        let gap = feed(&rule, [0, 0, 0, 90, nil, nil, nil, nil, 0, 0], from: 14)
        #expect(gap.map(\.active) == [true])
        #expect(feed(&rule, [0], from: 24).map(\.active) == [false])
    }

    @Test("a rule without its numbers, or with numbers it does not know, is a fault that names them")
    func faults() {
        #expect(throws: RuleFault(rule: "r", message: "the number 'intercept' is missing")) {
            try LandslideHazard.rules(
                for: city, parameters: [Sample.rule(RecentAntecedentRule.type, ["g"], limits: ["III": 0], ["slope": 1])])
        }
        #expect(throws: RuleFault.self) { try line(["clearbelow": 1]) }
        #expect(throws: RuleFault.self) {
            try LandslideHazard.rules(for: city, parameters: [Sample.rule("landslide.tea-leaves", ["g"], limits: ["III": 0], [:])])
        }
    }

    @Test("an archive line that is no row is refused with its number")
    func archiveFaults() {
        #expect(throws: HourlyRainArchive.Fault.self) { try HourlyRainArchive.parse(Array("012010072400000\n0120100724010".utf8)) }
        #expect(throws: HourlyRainArchive.Fault.self) { try HourlyRainArchive.parse(Array("012010132400000\n".utf8)) }
        let hours = try? HourlyRainArchive.parse(Array("032010072423007\r\n\n".utf8))
        #expect(hours?.first?.end.rfc3339 == "2010-07-25T08:00:00.000Z")
        #expect(hours?.first?.hundredthsOfInch == 7)
    }
}
