import City
import HazardKit
import Testing
import Wildfire

@testable import FireRoom

@Suite("The weather over a forest")
struct WeatherNowTests {
    private func weather(_ value: Double, unit: String = "m/s", ago: Double = 60, quality: Reading.Quality = .good) throws -> WeatherNow {
        let forest = try ForestWithWind.make()
        return WeatherNow(forest, at: Hill.start) { id in
            let at = Hill.start.advanced(by: Seconds(-ago))
            return (Reading(datastream: id, phenomenonTime: at, value: value, quality: quality), unit)
        }
    }

    @Test("a measured wind counts, in km/h whatever the sensor speaks")
    func measured() throws {
        let metres = try weather(10)
        #expect(metres.windSpeed.value == 36 && metres.windSpeed.source == .measured)
        #expect(try weather(36, unit: "km/h").windSpeed.value == 36)
    }

    @Test("what is old, absurd or doubtful is not taken, and the standard is said to be one")
    func standard() throws {
        for odd in [try weather(10, ago: 4_000), try weather(90), try weather(10, quality: .implausible), try weather(.nan)] {
            #expect(odd.windSpeed.source == .standard && odd.windSpeed.value == 20 && odd.windSpeed.at == nil)
        }
    }

    @Test("a wind that freshens or turns is news, a wobble is not")
    func news() throws {
        let base = try weather(5)
        let (wobble, fresh) = (try weather(5.5), try weather(8))
        #expect(!wobble.isNews(after: base) && fresh.isNews(after: base))
    }

    @Test("dry heat dries fine fuel, a damp night wets it, as the tables of the rating system have it")
    func moisture() {
        #expect(abs(DeadFuelMoisture.oneHour(temperature: 35, humidity: 30) - 0.05795) < 0.00005)
        #expect(DeadFuelMoisture.oneHour(temperature: 10, humidity: 90) > 0.18)
        #expect(DeadFuelMoisture.oneHour(temperature: 45, humidity: 0) == 0.01)
        #expect(DeadFuelMoisture.oneHour(temperature: 20, humidity: 400) <= 0.35)
    }
}
