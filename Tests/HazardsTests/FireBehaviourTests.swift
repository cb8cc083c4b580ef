import Testing

@testable import Wildfire

@Suite("How a fire burns in a cell")
struct FireBehaviourTests {
    private static let moisture = FuelMoisture(oneHour: 0.06, tenHour: 0.07, hundredHour: 0.09, herbaceous: 0.7, woody: 0.9)

    private func fire(
        _ code: Int, wind: Double = 20, upwind: Double = 270, slope: Slope = .level, canopy: Canopy = .none
    ) throws -> CellFire {
        let model = try #require(FuelCatalogue().findModel(code))
        let weather = FireWeather(windSpeed: wind, upwind: upwind, moisture: Self.moisture, foliarMoisture: 0.9)
        return CellFire(FuelBed(model, moisture: Self.moisture), slope: slope, canopy: canopy, weather: weather)
    }

    @Test("the head runs downwind on level ground and uphill where the air is still")
    func head() throws {
        #expect(abs(try fire(102).azimuth - 90) < 1e-9)
        #expect(abs(try fire(102, wind: 0, slope: Slope(riseOverRun: 0.4, aspect: 30)).azimuth - 210) < 1e-9)
    }

    @Test("an azimuth stays below the full circle, a hair west of north too")
    func hairOffNorth() {
        for east in [-1e-17, -1e-300, 0, 1e-17] { #expect((0..<360).contains(Azimuth.degrees(east, 1))) }
        #expect(abs(Azimuth.degrees(-1, 0) - 270) < 1e-12)
    }

    @Test("a wind up the slope makes a faster fire than one down the slope")
    func upslope() throws {
        let slope = Slope(riseOverRun: 0.5, aspect: 270)
        #expect(try fire(102, slope: slope).rate > fire(102, upwind: 90, slope: slope).rate)
    }

    @Test("trees take most of the wind away, and what they take grows with their cover")
    func shelter() throws {
        let open = try fire(165)
        let light = try fire(165, canopy: Canopy(cover: 0.2, height: 15, baseHeight: 8, bulkDensity: 0.1))
        let dense = try fire(165, canopy: Canopy(cover: 0.8, height: 15, baseHeight: 8, bulkDensity: 0.1))
        #expect(open.rate > light.rate)
        #expect(light.rate > dense.rate)
    }

    @Test("crowns take fire when the surface fire is strong enough, and only where they stand close")
    func crowning() throws {
        let low = Canopy(cover: 0.6, height: 12, baseHeight: 0.5, bulkDensity: 0.2)
        var sparse = low
        sparse.cover = 0.4
        #expect(try fire(165, wind: 50, canopy: low).type == .activeCrown)
        #expect(try fire(165, wind: 50, canopy: sparse).type == .surface)
        var high = low
        high.baseHeight = 10
        #expect(try fire(165, wind: 50, canopy: high).type == .surface)
    }

    @Test("beyond the limit of its fuel bed a stronger wind makes no faster fire")
    func windLimit() throws {
        let bed = FuelBed(try #require(FuelCatalogue().findModel(8)), moisture: Self.moisture)
        let strong = SurfaceFire(bed, wind: 2000, upwind: 0, slope: .level)
        #expect(abs(strong.rate - SurfaceFire(bed, wind: 4000, upwind: 0, slope: .level).rate) < 1e-9)
        #expect(SurfaceFire(bed, wind: 4000, upwind: 0, slope: .level, isWindLimited: false).rate > strong.rate)
    }

    @Test("a front is fastest at the head and slowest at the back")
    func front() throws {
        let bed = FuelBed(try #require(FuelCatalogue().findModel(102)), moisture: Self.moisture)
        let fire = SurfaceFire(bed, wind: 100, upwind: 270, slope: .level)
        let rates = [90.0, 120, 150, 180, 270].map { fire.frontRate(toward: $0, on: .level) }
        #expect(rates == rates.sorted(by: >))
        #expect(abs(rates[0] - fire.rate) < 1e-9)
    }

    @Test("loads as printed and as rounded make fires that differ by less than two per cent, and the books of chaparral differ by more")
    func conventions() throws {
        let rates = { (code: Int) throws -> Double in
            let beds = try FuelCatalogue.Convention.allCases.map { convention in
                FuelBed(try #require(FuelCatalogue(convention).findModel(code)), moisture: Self.moisture)
            }
            return abs(beds[0].baseRate / beds[1].baseRate - 1)
        }
        #expect(try (1e-5..<0.02).contains(rates(143)))
        #expect(try rates(4) > 0.02)
        #expect(try rates(1) == 0)
    }

    @Test("every model of the catalogue burns with finite numbers in dry grass weather", arguments: [301, 302, 303, 1, 4, 13, 101, 149, 189, 204])
    func everyModel(code: Int) throws {
        let found = try fire(code, wind: 30, slope: Slope(riseOverRun: 0.6, aspect: 200))
        #expect(found.rate > 0.05 && found.rate < 500)
        #expect(found.intensity.isFinite && found.flameLength > 0)
    }

    @Test("codes of ground that does not burn are told from codes that nobody knows")
    func codes() {
        let fuels = FuelCatalogue()
        if case .nonBurnable = fuels.kind(of: 91) {} else { Issue.record("91 burns") }
        if case .unknown = fuels.kind(of: 177) {} else { Issue.record("177 is known") }
        if case .unknown = fuels.kind(of: -9999) {} else { Issue.record("-9999 is known") }
    }
}
