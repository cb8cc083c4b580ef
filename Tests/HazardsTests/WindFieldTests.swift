import Testing

@testable import Wildfire

@Suite("Wind over hills")
struct WindFieldTests {
    private static let moisture = FuelMoisture(oneHour: 0.05, tenHour: 0.06, hundredHour: 0.08, herbaceous: 0.6, woody: 0.8)
    private static let columns = 80

    /// A ridge from south to north in the middle, 300 m high, or level ground; cells of 30 m.
    private func land(ridge: Bool = true, wind: (([Float], [Slope]) -> WindField)? = nil) throws -> Landscape {
        let side = Self.columns
        let height = { (column: Int) -> Float in ridge ? 300 - abs(Float(column) - 40) * 7.5 : 0 }
        let heights = (0..<side * side).map { height($0 % side) }
        let slopes = (0..<side * side).map { cell -> Slope in
            guard ridge, cell % side != 40 else { return .level }
            return Slope(riseOverRun: 0.25, aspect: cell % side < 40 ? 270 : 90)
        }
        return Landscape(
            columns: side, rows: side, cellSize: 30, models: [try #require(FuelCatalogue().findModel(102))],
            fuels: Array(repeating: 0, count: side * side), slopes: slopes, canopies: [.none], wind: wind?(heights, slopes))
    }

    private func terrain(_ heights: [Float], _ slopes: [Slope]) -> WindField {
        .terrain(TerrainWind(heights: heights, slopes: slopes, rows: Self.columns, columns: Self.columns, cellSize: 30))
    }

    private func weather(_ wind: Double, from upwind: Double) -> FireWeather {
        FireWeather(windSpeed: wind, upwind: upwind, moisture: Self.moisture, foliarMoisture: 0.9)
    }

    @Test("the ridge and the slope that faces the wind are windier than the foot and the lee")
    func ridge() throws {
        let land = try land(wind: terrain)
        let speed = { (column: Int) in land.weather(40 * Self.columns + column, under: self.weather(20, from: 270)).windSpeed }
        // By hand: 20 (1 + 0.58/2) on the slope that faces the wind, 20 (1 + 0.42/2) on the ridge, 20 (1 − 0.58/2) in the lee.
        #expect(abs(speed(20) - 25.8) < 0.01 && abs(speed(60) - 14.2) < 0.01 && abs(speed(40) - 24.2) < 0.01)
    }

    @Test("a slope turns aside a wind that comes at half a right angle, and not one that comes straight")
    func turn() throws {
        let land = try land(wind: terrain)
        let from = { (upwind: Double) in land.weather(40 * Self.columns + 20, under: self.weather(20, from: upwind)).upwind }
        #expect(abs(from(270) - 270) < 1e-6)
        // By hand: −½ · ½ cos 45° · sin(2 · 45°) radians, from 225° on a slope that faces 270°: −10.13°.
        #expect(abs(from(225) - 214.87) < 0.01)
        #expect(abs(from(315) - 325.13) < 0.01)
    }

    @Test("over level ground a wind field changes nothing")
    func level() throws {
        let (even, bent) = (try land(ridge: false), try land(ridge: false, wind: terrain))
        let arrivals = [even, bent].map { land -> [Float?] in
            let growth = FireGrowth(land)
            growth.run(from: [SIMD2(600, 1_200)], weather: [WeatherBand(fromMinute: 0, weather: weather(15, from: 270))], minutes: 60)
            return (0..<land.count).map { growth.arrival($0) }
        }
        #expect(arrivals[0] == arrivals[1] && arrivals[0].contains { $0 != nil })
    }

    @Test("a fire climbs the slope that faces the wind sooner than under an even wind, and goes down the lee later")
    func fire() throws {
        let minutes = try [nil, terrain].map { wind -> (Float, Float) in
            let land = try land(wind: wind)
            let growth = FireGrowth(land)
            growth.run(from: [SIMD2(600, 1_215)], weather: [WeatherBand(fromMinute: 0, weather: weather(15, from: 270))], minutes: 600)
            let (top, foot) = (try #require(growth.arrival(40 * Self.columns + 38)), try #require(growth.arrival(40 * Self.columns + 60)))
            return (top, foot - top)
        }
        #expect(minutes[1].0 < 0.9 * minutes[0].0)
        #expect(minutes[1].1 > 1.1 * minutes[0].1)
    }

    @Test("tables are taken in proportion between two directions, also across north")
    func tables() {
        let wind = WindField.tables(
            WindTables([
                WindTables.Table(upwind: 90, factors: [2], turns: [10]), WindTables.Table(upwind: 350, factors: [1], turns: [-10]),
            ]))
        let local = { (upwind: Double) in wind.local(self.weather(10, from: upwind), 0) }
        #expect(abs(local(90).windSpeed - 20) < 1e-9 && abs(local(90).upwind - 100) < 1e-9)
        #expect(abs(local(40).windSpeed - 15) < 1e-9 && abs(local(40).upwind - 40) < 1e-9)
        #expect(abs(local(350).windSpeed - 10) < 1e-9 && abs(local(350).upwind - 340) < 1e-9)
        #expect(abs(local(220).windSpeed - 15) < 1e-9)
    }
}
