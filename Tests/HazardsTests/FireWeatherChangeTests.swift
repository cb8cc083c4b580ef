import Testing

@testable import Wildfire

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

@Suite("How a fire takes a change of weather")
struct FireWeatherChangeTests {
    private func weather(_ wind: Double = 25, from upwind: Double = 270, dead: Double = 0.05, minute: Double = 0) -> WeatherBand {
        let moisture = FuelMoisture(oneHour: dead, tenHour: 0.08, hundredHour: 0.1, herbaceous: 0.8, woody: 0.9)
        return WeatherBand(
            fromMinute: minute, weather: FireWeather(windSpeed: wind, upwind: upwind, moisture: moisture, foliarMoisture: 1))
    }

    private func level(_ columns: Int, _ rows: Int, cell: Double = 30, _ codes: [Int] = [102], fuels: [UInt8]? = nil) throws -> Landscape {
        let models = try codes.map { try #require(FuelCatalogue().findModel($0)) }
        return Landscape(
            columns: columns, rows: rows, cellSize: cell, models: models, fuels: fuels ?? Array(repeating: 0, count: columns * rows),
            slopes: Array(repeating: .level, count: columns * rows), canopies: [.none])
    }

    @Test("nothing burns before a change of weather that a run ending at the change does not reach", arguments: [8.0, 10], UInt64(1)...4)
    func cause(turn: Double, seed: UInt64) throws {
        var draws = SeededDraws(seed: seed)
        let side = 120
        let patches = (0..<24 * 24).map { _ in UInt8(draws.part() * 4) }
        let fuels = (0..<side * side).map { patches[$0 / side / 5 * 24 + $0 % side / 5] }
        let landscape = try level(side, side, [1, 8, 10, 4], fuels: fuels)
        let bands = (0..<6).map { weather(20 * pow(1.08, Double($0)), from: 270 + turn * Double($0), dead: 0.06, minute: 60 * Double($0)) }
        let (whole, part) = (FireGrowth(landscape), FireGrowth(landscape))
        whole.run(from: [SIMD2(1810, 1790)], weather: bands, minutes: 360)
        for end in [60.0, 120, 180, 240, 300] {
            part.run(from: [SIMD2(1810, 1790)], weather: bands, minutes: end)
            let early = whole.burnedCells.filter { (whole.arrival($0) ?? 0) < Float(end) - 0.01 && part.arrival($0) == nil }
            #expect(early == [], "before minute \(end)")
        }
    }

    @Test("under a wind that turns step by step the burned area is that of the sum of the ellipses (Huygens)", arguments: [0.0, 5, 8])
    func sum(turn: Double) throws {
        let (side, cell) = (240, 30.0)
        let landscape = try level(side, side, cell: cell, [145])
        let bands = (0..<5).map { weather(12, from: 250 + turn * Double($0), dead: 0.06, minute: 30 * Double($0)) }
        let growth = FireGrowth(landscape)
        growth.run(from: [SIMD2(1995, 3615)], weather: bands, minutes: 150)
        // The support function of an ellipse about its rear focus, of which those of sums are sums; the area within is half the integral of h² − h′².
        let steps = 3600
        let support = bands.map { band in
            let fire = CellFire(FuelBed(landscape.models[0], moisture: band.weather.moisture), slope: .level, canopy: .none, weather: band.weather)
            let eccentricity = Ellipse.eccentricity(lengthToWidth: fire.lengthToWidth)
            let long = fire.rate * 30 / (1 + eccentricity)
            let (wide, head) = (long / fire.lengthToWidth, Azimuth.vector(band.weather.upwind + 180))
            return (0..<steps).map { step -> Double in
                let angle = Double(step) / Double(steps) * 2 * .pi
                let ahead = cos(angle) * head.x + sin(angle) * head.y
                return eccentricity * long * ahead + (long * long * ahead * ahead + wide * wide * (1 - ahead * ahead)).squareRoot()
            }
        }
        let whole = (0..<steps).map { step in support.reduce(0) { $0 + $1[step] } }
        let width = 2 * Double.pi / Double(steps)
        let area = (0..<steps).reduce(0.0) { area, step in
            let change = (whole[(step + 1) % steps] - whole[step]) / width
            return area + (whole[step] * whole[step] - change * change) / 2 * width
        }
        #expect(abs(Double(growth.burnedCells.count) * cell * cell / area - 1) < 0.01)
    }

    @Test("bands that end before the ignition say nothing")
    func before() throws {
        let growth = FireGrowth(try level(80, 60))
        let reached = { (bands: [WeatherBand]) -> [Float?] in
            growth.run(from: [SIMD2(1200, 900)], weather: bands, minutes: 60)
            return (0..<80 * 60).map { growth.arrival($0) }
        }
        let plain = reached([weather()])
        #expect(plain.count { $0 != nil } > 20)
        #expect(reached([weather(1, minute: -600), weather(60, minute: -300), weather()]) == plain)
        #expect(reached([weather(60, minute: -600), weather(1, minute: -300), weather()]) == plain)
        #expect(reached([weather(60, minute: -600), weather(minute: -300)]) == plain)
    }

    @Test("a wet hour halts a fire and does not put it out")
    func wetHour() throws {
        let growth = FireGrowth(try level(120, 60))
        let burned = { (minutes: Double) -> [Float] in
            growth.run(
                from: [SIMD2(900, 900)], weather: [self.weather(), self.weather(dead: 0.3, minute: 60), self.weather(minute: 120)], minutes: minutes)
            return growth.burnedCells.compactMap { growth.arrival($0) }
        }
        let (hour, wet, all) = (burned(60), burned(119), burned(240))
        #expect(hour.count > 20 && wet.count == hour.count)
        #expect(all.count > 2 * hour.count && all.allSatisfy { $0 < 60 || $0 >= 120 })
        #expect(growth.fronts().count { $0 != nil } == all.count)
        growth.run(from: [SIMD2(900, 900)], weather: [weather()], minutes: 180)
        #expect(abs(Double(growth.burnedCells.count) / Double(all.count) - 1) < 0.05, "three dry hours, with or without a wet one between")
    }

    @Test("an ignition in fuel that is too moist waits for weather in which it burns, and for ever where none comes")
    func wetIgnition() throws {
        let growth = FireGrowth(try level(60, 60))
        growth.run(from: [SIMD2(905, 905)], weather: [weather(dead: 0.3), weather(minute: 60)], minutes: 120)
        #expect(growth.burnedCells.count > 20 && growth.burnedCells.allSatisfy { (growth.arrival($0) ?? 0) >= 60 })
        growth.run(from: [SIMD2(905, 905)], weather: [weather(dead: 0.3), weather(minute: 60)], minutes: 59)
        #expect(growth.burnedCells == [])
        growth.run(from: [SIMD2(905, 905)], weather: [weather(dead: 0.3)], minutes: 600)
        #expect(growth.burnedCells == [])
    }

    @Test("a brand on its way to fuel that grows too moist goes out, and every cell that burned has a front")
    func wetBrands() throws {
        let growth = FireGrowth(try level(120, 60, [104]))
        for seed in UInt64(1)...5 {
            growth.run(
                from: [SIMD2(900, 900)], weather: [weather(40), weather(40, dead: 0.5, minute: 12)], minutes: 60,
                spotting: Spotting(intensityMin: 100, brandsPerCell: 4, ignitionShare: 0.5), seed: seed)
            #expect(growth.burnedCells.count > 20 && growth.burnedCells.allSatisfy { (growth.arrival($0) ?? 99) < 12 })
            #expect(growth.fronts().count { $0 != nil } == growth.burnedCells.count)
        }
    }

    @Test("an ignition a hair inside the far edge lies within the landscape")
    func farEdge() throws {
        let growth = FireGrowth(try level(1000, 3, cell: 10))
        for point in [SIMD2(9999.9999, 29.999999999), SIMD2(5000, 29.999999999), SIMD2(9999.9999, 15)] {
            growth.run(from: [point], weather: [weather()], minutes: 60)
            #expect(growth.burnedCells.count > 10)
        }
    }
}
