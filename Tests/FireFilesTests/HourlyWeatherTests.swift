import City
import FireFiles
import Foundation
import Testing
import Wildfire

@Suite("Hourly weather of a run")
struct HourlyWeatherTests {
    private static let series = """
        time,wind_speed,wind_direction,temperature,humidity,rain
        2026-03-01T10:00:00+08:00,10,225,26,40,0
        2026-03-01T11:00:00+08:00,15,225,29,32,0
        2026-03-01T12:00:00+08:00,22,220,31,27,0
        2026-03-01T13:00:00+08:00,26,230,32,24,4
        """

    private func read(_ text: String = Self.series, start: String? = nil) throws -> [WeatherBand] {
        try HourlyWeatherFile.read("w.csv", text.utf8, start: start.flatMap(Instant.init(rfc3339:)), usual: HourlyWeatherFile.Usual())
    }

    @Test("rows count from the first one, or from the ignition with what was before it as the past of the fuel")
    func times() throws {
        #expect(try read().map(\.fromMinute) == [0, 60, 120, 180])
        let later = try read(start: "2026-03-01T12:07:00+08:00")
        #expect(later.map(\.fromMinute) == [-7, 53])
        #expect(try read()[2].weather == later[0].weather)
    }

    @Test("dead fuel follows the air, the finer the faster, and rain wets it")
    func moistures() throws {
        let bands = try read()
        // Simard 1968 by hand: 26 °C and 40 % give 2.22749 + 0.160107 · 40 − 0.01478 · 78.8 = 7.467 %.
        #expect(abs(bands[0].weather.moisture.oneHour - 0.07467) < 1e-5)
        let (first, third) = (bands[0].weather.moisture, bands[2].weather.moisture)
        #expect(first.oneHour - third.oneHour > first.tenHour - third.tenHour)
        #expect(first.tenHour - third.tenHour > first.hundredHour - third.hundredHour)
        #expect(bands[3].weather.moisture.oneHour > 0.2)
    }

    @Test("a run shorter than its weather, as long and longer burns to its end")
    func windows() throws {
        let model = try #require(FuelCatalogue().findModel(102))
        let landscape = Landscape(
            columns: 60, rows: 60, cellSize: 30, models: [model], fuels: Array(repeating: 0, count: 3600),
            slopes: Array(repeating: Slope(riseOverRun: 0, aspect: 0), count: 3600), canopies: [.none])
        let growth = FireGrowth(landscape)
        var last = 0
        for minutes in [30.0, 180, 240, 1440] {
            growth.run(from: [SIMD2(900, 900)], weather: try read(Self.series.replacing("24,4", with: "24,0")), minutes: minutes)
            #expect(growth.burnedCells.count > last)
            last = growth.burnedCells.count
        }
    }

    @Test(
        "what is wrong is refused with its line",
        arguments: [
            ("22,220", "900,220", "w.csv:4: wind_speed is 900"), ("31,27", "31,270", "w.csv:4: humidity is 270"),
            ("12:00:00+08:00", "09:00:00+08:00", "w.csv:4: it is not after"), ("2026-03-01T12", "noon", "w.csv:4: the time is"),
            ("temperature", "warmth", "'temperature' is missing"),
        ])
    func wrong(part: String, other: String, words: String) {
        #expect { _ = try read(Self.series.replacing(part, with: other)) } throws: { "\($0)".contains(words) }
    }

    @Test("weather that ends long before the fire or begins after it is refused, and three hundred km/h is weather")
    func apart() throws {
        #expect(throws: FireFileFault.self) { _ = try read(start: "2026-03-09T12:00:00+08:00") }
        #expect(throws: FireFileFault.self) { _ = try read(start: "2026-03-01T08:00:00+08:00") }
        #expect(throws: FireFileFault.self) { _ = try read("time,wind_speed,wind_direction,temperature,humidity\n") }
        #expect(try read(Self.series.replacing("22,220", with: "300,220"))[2].weather.windSpeed == 300)
    }
}
