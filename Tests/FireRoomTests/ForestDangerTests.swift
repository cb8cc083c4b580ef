import City
import Foundation
import Testing
import Wildfire

@testable import FireRoom

/// The hill with a sensor of wind.
enum ForestWithWind {
    static func make() throws -> Forest {
        let json = """
            {"id":"hill","name":{"zh":"山","en":"Hill"},"site":"hill","landscape":"hill","sensors":{"wind-speed":"wx-wind"},
             "standard":{"wind-speed":20,"wind-from":270,"temperature":33,"humidity":30,"herbaceous":0.6,"woody":0.8,"foliar":0.9}}
            """
        return try JSONDecoder().decode(Forest.self, from: Data(json.utf8))
    }
}

@Suite("The danger of fire in a forest, day by day")
struct ForestDangerTests {
    private func noon(_ date: String, _ rain: Double, dry: Double, over: Bool = true, wind: Double? = 25) -> DangerChain.Noon {
        DangerChain.Noon(
            date: date, month: 4, dryDays: dry, temperature: 17, humidity: 42, windSpeed: wind, rain: rain, isComplete: over)
    }

    @Test("the first day from spring codes is that of Van Wagner and Pickett, and the codes are carried on")
    func chain() throws {
        let chain = DangerChain(forest: try ForestWithWind.make(), latitude: 46, tables: nil)
        let days = chain.days([noon("2026-04-13", 0, dry: 1), noon("2026-04-14", 2.4, dry: 0)])
        #expect(abs(days[0].fineFuelMoistureCode - 87.64935) < 1e-4 && abs(days[0].duffMoistureCode - 8.54505) < 1e-4)
        #expect(abs(days[0].fireWeatherIndex - 10.03619) < 1e-4 && days[0].dangerClass == 2 && !days[0].isEstimate)
        #expect(days[1].fineFuelMoistureCode < 80 && days[1].dangerClass < days[0].dangerClass)
    }

    @Test("a day that has not come to its noon, or with a sensor missing, is an estimate")
    func estimates() throws {
        let chain = DangerChain(forest: try ForestWithWind.make(), latitude: 30, tables: nil)
        #expect(chain.days([noon("a", 0, dry: 1, over: false)])[0].isEstimate && chain.days([noon("a", 0, dry: 1, wind: nil)])[0].isEstimate)
    }

    @Test("the standard's tables give the grade where the city has entered them, and the class follows the grade")
    func tables() throws {
        let steps: [FireWeatherTables.Component: [FireWeatherTables.Step]] = Dictionary(
            uniqueKeysWithValues: FireWeatherTables.Component.allCases.map { component in
                (component, [FireWeatherTables.Step(from: 0, points: component == .season ? 5 : 20)])
            })
        let chain = DangerChain(forest: try ForestWithWind.make(), latitude: 30, tables: try FireWeatherTables(steps))
        let day = try #require(chain.days([noon("a", 0, dry: 3)]).first)
        #expect(day.gradeLYT == 4 && day.dangerClass == 4 && day.patrolHours == 4)
    }

    @Test("a day that is forecast is carried on from the codes of the day before, marked, and keeps its wind for the map")
    func forecast() throws {
        let chain = DangerChain(forest: try ForestWithWind.make(), latitude: 46, tables: nil)
        var tomorrow = noon("2026-04-14", 0, dry: 2, over: false)
        tomorrow.isForecast = true
        tomorrow.windFrom = 300
        let days = chain.days([noon("2026-04-13", 0, dry: 1), tomorrow])
        let alone = chain.days([tomorrow])
        #expect(days[1].isForecast && days[1].isEstimate && !days[0].isForecast && days[1].noon.windFrom == 300)
        #expect(days[1].droughtCode > days[0].droughtCode && days[1].droughtCode > alone[0].droughtCode)
    }

    @Test("classes rise with the index, and a higher class never makes an alert lighter")
    func classes() {
        #expect([0, 5.1, 5.2, 11.2, 21.3, 38, 90].map { DangerClass(index: $0).rawValue } == [1, 1, 2, 3, 4, 5, 5])
        let weights = DangerClass.allCases.map(\.alertWeight)
        #expect(weights == weights.sorted() && weights.allSatisfy { $0 > 0 })
    }
}
