import City
import FireFiles
import Testing
import Wildfire

@Suite("Hourly weather from files")
struct HourlyWeatherTests {
    private static let header = "hour,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct,rain_mm\n"
    private static let living = FireWeather(
        windSpeed: 3, upwind: 4,
        moisture: FuelMoisture(oneHour: 0.2, tenHour: 0.2, hundredHour: 0.2, herbaceous: 0.7, woody: 0.9), foliarMoisture: 1.1)

    private func file(_ rows: String..., header: String = Self.header, start: String? = nil) throws -> HourlyWeatherFile {
        try HourlyWeatherFile("hours.csv", (header + rows.joined(separator: "\n") + "\n").utf8, start: start.flatMap { Instant(rfc3339: $0) })
    }

    private func faults(_ rows: String..., header: String = Self.header, start: String? = nil) -> [FireFileFault] {
        do throws(WeatherSeriesFile.Faults) {
            let text = header + rows.joined(separator: "\n") + "\n"
            _ = try HourlyWeatherFile("hours.csv", text.utf8, start: start.flatMap { Instant(rfc3339: $0) })
            return []
        } catch {
            return error.all
        }
    }

    @Test("an hour becomes a band: wind as given, dead fuel by the hour, living fuel as before")
    func band() throws {
        let bands = try file("0,20,270,30,20,0", "1,25,280,31,18,0").bands(minutes: 120, living: Self.living)
        #expect(bands.map(\.fromMinute) == [0, 60])
        let weather = bands[0].weather
        #expect((weather.windSpeed, weather.upwind, weather.foliarMoisture) == (20, 270, 1.1))
        #expect((weather.moisture.herbaceous, weather.moisture.woody) == (0.7, 0.9))
        // By hand: 86 °F and 20 per cent give an equilibrium of 4.158 per cent, times 1.03.
        #expect(abs(weather.moisture.oneHour - 0.04283) < 1e-5)
        #expect(abs(weather.moisture.tenHour - 0.05283) < 1e-5 && abs(weather.moisture.hundredHour - 0.06283) < 1e-5)
    }

    @Test("rain wets fine fuel, and the hour after it is dry again")
    func rain() throws {
        let bands = try file("0,20,270,30,20,0", "1,20,270,30,20,0.1", "2,20,270,30,20,0").bands(minutes: 180, living: Self.living)
        #expect(bands.map(\.weather.moisture.oneHour.isWet) == [false, true, false])
        #expect(bands.map(\.weather.moisture.tenHour.isWet) == [false, true, false])
        #expect(bands.allSatisfy { $0.weather.moisture.hundredHour < 0.1 })
    }

    @Test("a series as long as the run, longer or far shorter is taken, and only the shorter one is told", arguments: [1.0, 2, 3, 24])
    func length(hours: Double) throws {
        let file = try file("0,20,270,30,20,0", "1,20,280,30,20,0", "2,20,290,30,20,0")
        let bands = try file.bands(minutes: hours * 60, living: Self.living)
        #expect(bands.count == min(Int(hours), 3))
        let notes = file.notes(minutes: hours * 60).map(\.what)
        #expect(notes == (hours > 3 ? ["the weather ends 2.0 h after the ignition and the run 24.0 h: its last row holds to the end"] : []))
    }

    @Test("a fire runs on when its weather has ended, and as far as under the same last hour")
    func runs() throws {
        let short = try file("0,20,270,30,20,0").bands(minutes: 360, living: Self.living)
        let long = try file("0,20,270,30,20,0", "1,20,270,30,20,0", "5,20,270,30,20,0", "6,20,270,30,20,0").bands(minutes: 360, living: Self.living)
        let model = try #require(FuelCatalogue().burnable(102))
        let landscape = Landscape(
            columns: 200, rows: 200, cellSize: 30, models: [model], fuels: Array(repeating: 0, count: 40_000),
            slopes: Array(repeating: .level, count: 40_000), canopies: [.none])
        let burned = [short, long].map { bands in
            let growth = FireGrowth(landscape)
            growth.run(from: [SIMD2(300, 3000)], weather: bands, minutes: 360)
            return growth.burnedCells.count
        }
        #expect(burned[0] == burned[1] && burned[0] > 100)
    }

    @Test("times count from the first one, or from the ignition where it is given")
    func times() throws {
        let header = "time,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct\n"
        let rows = ["2026-03-01T11:00:00+08:00,20,270,30,20", "2026-03-01T12:00:00+08:00,21,270,30,20", "2026-03-01T05:00:00Z,22,270,30,20"]
        let plain = try file(rows[0], rows[1], rows[2], header: header).bands(minutes: 300, living: Self.living)
        #expect(plain.map(\.fromMinute) == [0, 60, 120])
        let lit = try file(rows[0], rows[1], rows[2], header: header, start: "2026-03-01T12:07:00+08:00")
        let bands = try lit.bands(minutes: 300, living: Self.living)
        #expect(bands.map(\.fromMinute) == [0, 53] && bands.map(\.weather.windSpeed) == [21, 22])
        let early = try file(rows[1], rows[2], header: header, start: "2026-03-01T09:00:00+08:00")
        #expect(early.notes(minutes: 100).map(\.what) == ["the weather begins 3.0 h after the fire: its first row holds from the beginning"])
        #expect(try early.bands(minutes: 100, living: Self.living).map(\.weather.windSpeed) == [21])
    }

    @Test(
        "a bad row is named with its line and its reason",
        arguments: [
            ("1,300,270,30,20,0", "the wind is 300.0 km/h; it must lie within 0 and 200.0"), ("1,-1,270,30,20,0", "the wind is -1.0"),
            ("1,20,361,30,20,0", "comes from 361.0°"), ("1,20,270,61,20,0", "temperature is 61.0"), ("1,20,270,30,101,0", "humidity is 101.0"),
            ("1,20,270,30,20,-1", "rain is -1.0"), ("1,20,270,30,20,", "rain_mm is empty"), ("1,nan,270,30,20,0", "no number"),
            ("0,20,270,30,20,0", "not after line 2"), ("-1,20,270,30,20,0", "not after line 2"), ("1e9,20,270,30,20,0", "the hour is"),
        ])
    func badRows(row: String, words: String) throws {
        let found = faults("0,20,270,30,20,0", row)
        #expect(found.count == 1)
        #expect(found.first?.line == 3)
        #expect(try #require(found.first).what.contains(words))
    }

    @Test("every bad row is named, not the first alone")
    func allRows() {
        #expect(faults("0,300,270,30,20,0", "1,20,400,30,20,0", "2,20,270,30,20,0").map(\.line) == [2, 3])
    }

    @Test("hours count from the ignition, whatever the clock showed then")
    func hoursWithStart() throws {
        let file = try file("0,20,270,30,20,0", "1,20,280,30,20,0", start: "2026-03-01T12:07:00+08:00")
        #expect(try file.bands(minutes: 180, living: Self.living).map(\.fromMinute) == [0, 60])
    }

    @Test("a gap of hours is told and the row before it holds")
    func gap() throws {
        let file = try file("0,20,270,30,20,0", "3,20,280,30,20,0", "9,20,290,30,20,0")
        #expect(file.notes(minutes: 600).map(\.what) == ["6.0 h without weather: line 3 holds until then"])
    }

    @Test("a file that cannot be the weather of this fire is refused as a whole")
    func wholeFile() {
        #expect(faults("-3,20,270,30,20,0", "-2,20,270,30,20,0").first?.what.contains("all of it lies before the fire") == true)
        #expect(faults(header: Self.header).first?.what == "it holds no hour")
        #expect(faults("12:00,20", header: "time,wind_speed_kmh\n").first?.what.contains("'wind_from_deg' is missing") == true)
        let header = "time,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct\n"
        #expect(faults("2026-03-01 12:00,20,270,30,20", header: header).first?.what.contains("write it as 2026-03-01T12:00:00+08:00") == true)
    }

    @Test("more rows than a run has use for are refused")
    func tooMany() throws {
        let rows = (0...1440).map { "\(Double($0) / 3600),20,270,30,20,0" }.joined(separator: "\n")
        let file = try file(rows)
        #expect(throws: FireFileFault.self) { try file.bands(minutes: 600, living: Self.living) }
        #expect(try file.bands(minutes: 20, living: Self.living).count == 1200)
    }
}

extension Double {
    fileprivate var isWet: Bool { self == 0.35 }
}

extension FuelCatalogue {
    fileprivate func burnable(_ code: Int) -> FuelModel? {
        if case .burnable(let model) = kind(of: code) { model } else { nil }
    }
}
