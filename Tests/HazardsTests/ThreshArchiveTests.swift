import City
import HazardKit
import Testing

@testable import Landslide

@Suite("The archives of the USGS program thresh")
struct ThreshArchiveTests {
    static let stations = ["KBFI", "KPAE", "KSEA", "KTIW"]

    @Test("both sums equal the archive in every row, when rows are taken for hours as thresh does", arguments: 1...4)
    func sumsByRow(station: Int) throws {
        let hours = try Sample.archive(Self.stations[station - 1])
        var expected = try Sample.fixture("sums-0\(station).txt")
        let rows = try #require(expected.popLast()?.first)
        #expect(hours.count == rows)
        var window = HourlyWindow(hours: 432, interval: 3600)
        var line = 0
        var wrong: [Int] = []
        for (row, hour) in hours.enumerated() {
            _ = window.add(hour.inches, at: Instant(millisecondsSince1970: Int64(row + 1) * 3_600_000))
            while line + 1 < expected.count, expected[line + 1][0] <= row { line += 1 }
            let recent = window.total(of: 72, endingWith: Int64(row))
            let antecedent = window.total(of: 360, endingWith: Int64(row) - 72)
            if Self.hundredths(recent) != expected[line][1] || Self.hundredths(antecedent) != expected[line][2] { wrong.append(row) }
        }
        #expect(wrong.isEmpty)
    }

    @Test("by the clock, both sums equal the archive wherever no hour of the window is missing", arguments: 1...4)
    func sumsByClock(station: Int) throws {
        let hours = try Sample.archive(Self.stations[station - 1])
        let expected = try Sample.fixture("sums-0\(station).txt").dropLast()
        var window = HourlyWindow(hours: 432, interval: 3600)
        var line = expected.startIndex
        var compared = 0
        var wrong: [Int] = []
        for (row, hour) in hours.enumerated() {
            _ = window.add(hour.inches, at: hour.end)
            while line + 1 < expected.endIndex, expected[line + 1][0] <= row { line += 1 }
            let newest = HourlyWindow.hour(of: hour.end)
            let recent = window.total(of: 72, endingWith: newest)
            let antecedent = window.total(of: 360, endingWith: newest - 72)
            guard recent.missingHours + antecedent.missingHours == 0 else { continue }
            compared += 1
            if Self.hundredths(recent) != expected[line][1] || Self.hundredths(antecedent) != expected[line][2] { wrong.append(row) }
        }
        #expect(wrong.isEmpty)
        #expect(compared > 2500)
    }

    /// The rows that follow a gap inside a storm: thresh reckons the storm across the missing hours (0.01 in over 47 h), the rule begins
    /// anew behind them so that the intensity is not thinned.
    static let behindGaps = [3402, 3403, 3404, 3405, 3406, 3407, 6310]

    @Test("intensity and duration of a storm equal the archive in every wet row at Paine Field but those behind a gap")
    func storms() throws {
        let hours = try Sample.archive("KPAE")
        let city = Sample.city([Sample.datastream("g", property: "rain", unit: "[in_i]", interval: 3600)])
        let parameters = Sample.rule(
            IntensityDurationRule.type, ["g"], limits: ["III": 1], ["coefficient": 3.257, "exponent": -1.13, "durationHoursMax": 200])
        var rule = try IntensityDurationRule(parameters, city: city)
        var expected = try Sample.fixture("storms-02.txt")[...]
        var wrong: [Int] = []
        for (row, hour) in hours.enumerated() {
            _ = rule.take(Reading(datastream: "g", phenomenonTime: hour.end, value: hour.inches), at: hour.end)
            guard hour.hundredthsOfInch > 0 else { continue }
            let storm = try #require(rule.storm)
            let line = expected.removeFirst()
            #expect(line[0] == row)
            let thousandths = storm.amount / Double(storm.hours) * 1000
            // The archive writes three digits.
            if storm.hours != line[2] || abs(thousandths - Double(line[1])) > 0.51 { wrong.append(row) }
        }
        #expect(wrong == Self.behindGaps)
    }

    /// −99 stands for "not yet enough hours", as in the archive.
    private static func hundredths(_ total: HourlyWindow.Total) -> Int { total.missingHours > 0 ? -99 : Int((total.amount * 100).rounded()) }
}
