import Testing

@testable import Wildfire

@Suite("Fire danger from the weather")
struct FireDangerTests {
    private static let noon = NoonWeather(temperature: 24, relativeHumidity: 35, windSpeed: 15, rain: 0, month: 8)

    @Test(
        "the grades change where LY/T 1172-95 says",
        arguments: [(25.0, 1), (25.2, 2), (26, 2), (50, 2), (51, 3), (72, 3), (73, 4), (90, 4), (91, 5)])
    func limits(index: Double, grade: Int) {
        #expect(FireWeatherGrade(index: index)?.rawValue == grade)
    }

    @Test("what is no number has no grade")
    func noGrade() {
        #expect(FireWeatherGrade(index: .nan) == nil)
    }

    @Test("Chongqing has the duff day length of twenty degrees and the drought factors of the north")
    func chongqing() {
        let length = DayLength.at(latitude: 29.6)
        #expect(length.duffHours[5] == 10.2)
        #expect(length.droughtAdjustment == DayLength.standard.droughtAdjustment)
        #expect(DayLength.at(latitude: 40) == .standard)
    }

    @Test("south of the tropics the drought code has its summer in January")
    func south() {
        #expect(DayLength.at(latitude: -35).droughtAdjustment[0] == 6.4)
        #expect(DayLength.at(latitude: -35).duffHours[0] == 11.5)
        #expect(Set(DayLength.at(latitude: 0).duffHours) == [9])
    }

    @Test("a dry day raises every code and rain lowers them")
    func rain() {
        let codes = MoistureCodes(fineFuel: 85, duff: 60, drought: 300)
        let dry = codes.after(Self.noon, dayLength: .standard)
        #expect(dry.fineFuel > 85 && dry.duff > 60 && dry.drought > 300)
        var weather = Self.noon
        weather.rain = 40
        let wet = codes.after(weather, dayLength: .standard)
        #expect(wet.fineFuel < 85 && wet.duff < 60 && wet.drought < 300)
    }

    @Test("codes stay finite and in bounds under the worst weather that is let in")
    func extremes() {
        for temperature in [-60.0, 0, 60] {
            for humidity in [0.0, 50, 100] {
                for wind in [0.0, 200] {
                    for rain in [0.0, 0.51, 2000] {
                        let weather = NoonWeather(temperature: temperature, relativeHumidity: humidity, windSpeed: wind, rain: rain, month: 7)
                        #expect(weather.fault == nil)
                        let found = FireWeatherIndex.series(Array(repeating: weather, count: 200))
                        #expect(found.allSatisfy { (0...101).contains($0.codes.fineFuel) && $0.severity.isFinite && $0.index >= 0 })
                        #expect(found.allSatisfy { $0.codes.duff >= 0 && $0.codes.drought >= 0 })
                    }
                }
            }
        }
    }

    @Test("the Beaufort scale counts as the table does", arguments: [(0.0, 0), (1, 0), (1.2, 1), (19, 3), (20, 4), (118, 12), (300, 12)])
    func beaufort(wind: Double, force: Int) {
        #expect(WindForce.beaufort(wind) == force)
    }
}
