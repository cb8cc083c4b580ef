import City
import Foundation
import Geo
import Testing
import Wildfire

@testable import FireRoom

@Suite("What is measured now goes over into what is forecast")
struct OutlookTests {
    static let measured = HourWeather(windSpeed: 10, upwind: 270, temperature: 30, relativeHumidity: 40)

    static func forecast(_ hours: [Double], wind: Double = 40, upwind: Double = 0) throws -> WeatherForecast {
        try #require(
            WeatherForecast(
                issuedAt: Hill.start, source: "office",
                hours: hours.map { hour in
                    WeatherForecast.Hour(
                        at: Hill.start.advanced(by: .hours(hour)),
                        weather: HourWeather(windSpeed: wind, upwind: upwind, temperature: 20, relativeHumidity: 80, rain: 0))
                }))
    }

    private func outlook(
        _ forecast: WeatherForecast?, unmeasured: WeatherOutlook.Unmeasured = [], hours: Int = 24
    ) -> WeatherOutlook {
        WeatherOutlook(now: Hill.start, weather: Self.measured, unmeasured: unmeasured, forecast: forecast, hours: hours)
    }

    @Test("now is as measured, each of three hours leans more on the forecast, and from then on it speaks alone")
    func mixing() throws {
        let hours = outlook(try Self.forecast((0...25).map(Double.init), wind: 40, upwind: 270)).hours
        #expect(hours.prefix(4).map(\.source) == [.now, .mixed, .mixed, .forecast] && hours.count == 25)
        #expect(zip(hours.prefix(4), [10.0, 20, 30, 40]).allSatisfy { abs($0.weather.windSpeed - $1) < 1e-9 })
        #expect(abs(hours[1].weather.relativeHumidity - (40 + 40.0 / 3)) < 1e-9)
        #expect(hours[1].from == Hill.start.advanced(by: .minutes(30)), "the figure of one o'clock holds from half past twelve")
    }

    @Test("wind goes over as a vector: from the west and from the north it comes from between")
    func vector() throws {
        let hours = outlook(try Self.forecast((0...25).map(Double.init), wind: 10, upwind: 0)).hours
        #expect((271.0..<360).contains(hours[1].weather.upwind) && hours[1].weather.upwind < hours[2].weather.upwind)
        #expect(hours[4].weather.upwind < 1e-6 || hours[4].weather.upwind > 359.999)
        let calm = outlook(try Self.forecast((0...25).map(Double.init), wind: 0, upwind: 90)).hours
        #expect(calm[5].weather.windSpeed == 0 && calm[5].weather.fault == nil)
    }

    @Test("what nobody measures is not gone over from: the forecast speaks for it at once")
    func unmeasured() throws {
        let hours = outlook(try Self.forecast((0...25).map(Double.init)), unmeasured: [.wind]).hours
        #expect(abs(hours[1].weather.windSpeed - 40) < 1e-9 && hours[1].weather.temperature > 20)
    }

    @Test("before a forecast begins, in a gap and after its end the last that is known is held, and said to be")
    func held() throws {
        let late = outlook(try Self.forecast([5, 6, 12, 13]))
        #expect(late.hours[1].source == .held && late.hours[1].weather == Self.measured)
        #expect(late.gaps.map { $0.from.since(Hill.start).value / 3_600 } == [0.5, 6.5, 13.5])
        #expect(late.gaps.map { $0.until.map { $0.since(Hill.start).value / 3_600 } } == [4.5, 11.5, nil])
        #expect(outlook(nil).hours.count == 1 && outlook(nil).gaps.isEmpty)
    }

    @Test("rows of three hours are gone over evenly, and their rain falls in each of them")
    func threeHours() throws {
        let hours = [0.0, 3, 6, 9].map { hour in
            WeatherForecast.Hour(
                at: Hill.start.advanced(by: .hours(hour)),
                weather: HourWeather(windSpeed: 10 + hour, upwind: 180, temperature: 20, relativeHumidity: 50, rain: 2))
        }
        let forecast = try #require(WeatherForecast(issuedAt: Hill.start, source: "o", hours: hours))
        #expect(abs((forecast.weather(at: Hill.start.advanced(by: .hours(4.5)))?.windSpeed ?? 0) - 14.5) < 1e-9)
        #expect(abs(forecast.rain(from: Hill.start, until: Hill.start.advanced(by: .hours(6))) - 12) < 1e-9)
        #expect(abs(forecast.rain(from: Hill.start.advanced(by: .hours(8)), until: Hill.start.advanced(by: .hours(99))) - 4) < 1e-9)
        let gap = try #require(WeatherForecast(issuedAt: Hill.start, source: "o", hours: [hours[0], hours[3]]))
        #expect(abs(gap.rain(from: Hill.start, until: gap.end) - 4) < 1e-9, "nobody says how it rains in the gap")
        #expect(forecast.weather(at: Hill.start.advanced(by: .hours(-0.1))) == nil && forecast.weather(at: forecast.end) == nil)
    }

    @Test(
        "a fire is forecast whatever part of the run the weather covers: as long as the run, one hour less or more, one row, rows of the past",
        arguments: [[0.0], [23], [-30, -29], [0, 24], [24], [25]] + [23, 24, 25, 48].map { last in (0...last).map { Double($0) } })
    func windows(_ hours: [Double]) async throws {
        let outlook = outlook(try Self.forecast(hours, wind: 15, upwind: 90))
        let living = WeatherNow(Hill.forest, at: Hill.start) { _ in nil }.fireWeather(Hill.forest)
        let bands = outlook.bands(from: Hill.start.advanced(by: .minutes(-20)), living: living)
        #expect(bands[0].fromMinute == 0 && zip(bands, bands.dropFirst()).allSatisfy { $0.fromMinute < $1.fromMinute })
        let ground = try Hill.ground()
        let forecast = await FireForecast.run(
            ground.landscape, from: .point(Hill.frame.metres(of: Hill.point(20, 50)), deviation: 60), weather: bands, start: Hill.start, seed: 7,
            threads: 2, isTimeUp: { true })
        #expect((forecast.expectedAreas.last ?? 0) > 0)
    }

    @Test("a wind that will turn takes the fire to a village that the wind of now does not")
    func turning() async throws {
        let ground = try Hill.ground()
        let living = WeatherNow(Hill.forest, at: Hill.start) { _ in nil }.fireWeather(Hill.forest)
        func arrival(_ forecast: WeatherForecast?) async throws -> Float {
            let now = HourWeather(windSpeed: 3, upwind: 90, temperature: 33, relativeHumidity: 30)
            let bands = WeatherOutlook(now: Hill.start, weather: now, forecast: forecast, hours: 24).bands(from: Hill.start, living: living)
            let found = await FireForecast.run(
                ground.landscape, from: .point(Hill.frame.metres(of: Hill.point(20, 50)), deviation: 60), weather: bands, start: Hill.start, seed: 7,
                threads: 2, isTimeUp: { true })
            return found.arrival[try #require(ground.cell(at: Hill.point(60, 50)))]
        }
        let storm = try Self.forecast((0...24).map(Double.init), wind: 60, upwind: 270)
        let (still, blown) = (try await arrival(nil), try await arrival(storm))
        #expect(blown < still, "\(blown) min with the westerly, \(still) min without")
    }
}

@Suite("Where each figure of the weather is from")
struct WeatherSourceTests {
    @Test("a figure that nobody measures is the forecast's, with its issue; a measured one stays measured")
    func sources() throws {
        let forecast = try OutlookTests.forecast((0...24).map(Double.init))
        let forest = try ForestWithWind.make()
        let weather = WeatherNow(forest, at: Hill.start, forecast: forecast) { _ in nil }
        #expect(weather.windSpeed.source == .forecast && weather.windSpeed.value == 40 && weather.windSpeed.at == forecast.issuedAt)
        #expect(weather.unmeasured == [.wind, .air])
        let none = WeatherNow(forest, at: Hill.start.advanced(by: .hours(60)), forecast: forecast) { _ in nil }
        #expect(none.windSpeed.source == .standard, "it does not say so far")
    }
}

@Suite("Forecasts outlive a crash")
struct ForecastShelfTests {
    @Test("what was kept is read again as it was, the newest of each forest alone, and a torn file is a fault and no forecast")
    func shelf() throws {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appending(path: "forecast-shelf-\(ProcessInfo.processInfo.globallyUniqueString)")
        defer { Hill.remove(folder) }
        let shelf = ForecastShelf(data: folder.path)
        #expect(try shelf.read("hill") == nil)
        for wind in [20.0, 30] {
            let held = HeldForecast(
                forecast: try OutlookTests.forecast([0, 1, 2], wind: wind), receivedAt: Hill.start.advanced(by: 5), by: "hook:office")
            try shelf.keep(held, of: "hill")
        }
        let read = try #require(try shelf.read("hill"))
        #expect(read.forecast == (try OutlookTests.forecast([0, 1, 2], wind: 30)) && read.by == "hook:office")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "forecasts").path) == ["hill.json"])
        try Data("{\"issuedAt\":".utf8).write(to: folder.appending(path: "forecasts/hill.json"))
        #expect(throws: ForecastShelf.Fault.self) { _ = try shelf.read("hill") }
    }
}
