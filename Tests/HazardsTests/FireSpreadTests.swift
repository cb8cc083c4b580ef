import Testing

@testable import Wildfire

@Suite("How a fire grows over a landscape")
struct FireSpreadTests {
    private static let moisture = FuelMoisture(oneHour: 0.05, tenHour: 0.06, hundredHour: 0.08, herbaceous: 0.6, woody: 0.8)

    private func weather(_ wind: Double = 20, from upwind: Double = 270, minute: Double = 0) -> WeatherBand {
        WeatherBand(
            fromMinute: minute, weather: FireWeather(windSpeed: wind, upwind: upwind, moisture: Self.moisture, foliarMoisture: 0.9))
    }

    /// Grass everywhere, but for what does not burn; row 0 lies in the south.
    private func grass(
        _ columns: Int, _ rows: Int, cell: Double = 30, slope: Slope = .level, canopy: Canopy = .none, closed: [(Int, Int)] = [],
        barriers: [Float] = []
    ) throws -> Landscape {
        var fuels = Array(repeating: UInt8(0), count: columns * rows)
        for (column, row) in closed { fuels[row * columns + column] = Landscape.nothing }
        return Landscape(
            columns: columns, rows: rows, cellSize: cell, models: [try #require(FuelCatalogue().findModel(102))], fuels: fuels,
            slopes: Array(repeating: slope, count: fuels.count), canopies: [canopy], barriers: barriers)
    }

    private func middle(_ column: Int, _ row: Int, cell: Double = 30) -> SIMD2<Double> { SIMD2(Double(column) + 0.5, Double(row) + 0.5) * cell }

    @Test("over even ground the burned cells are those of the ellipse", arguments: [(30.0, 60.0), (30, 120), (10, 40)])
    func ellipse(cell: Double, minutes: Double) throws {
        let landscape = try grass(Int(4500 / cell), Int(2100 / cell), cell: cell)
        let start = middle(Int(600 / cell), Int(1050 / cell), cell: cell)
        let growth = FireGrowth(landscape)
        growth.run(from: [start], weather: [weather()], minutes: minutes)
        let bed = FuelBed(landscape.models[0], moisture: Self.moisture)
        let fire = CellFire(bed, slope: .level, canopy: .none, weather: weather().weather)
        let eccentricity = Ellipse.eccentricity(lengthToWidth: fire.lengthToWidth)
        let head = fire.rate * minutes
        let long = head / (1 + eccentricity)
        let wide = long / fire.lengthToWidth
        let burned = Set(growth.burnedCells)
        let inside = Set(
            (0..<landscape.count).filter {
                let place = middle($0 % landscape.columns, $0 / landscape.columns, cell: cell) - start - SIMD2(head - long, 0)
                return place.x * place.x / (long * long) + place.y * place.y / (wide * wide) <= 1
            })
        #expect(Double(burned.intersection(inside).count) / Double(burned.union(inside).count) > 0.99)
        #expect(abs(Double(burned.count) * cell * cell / (.pi * long * wide) - 1) < 0.02)
    }

    @Test("a fire does not cross a closed row of cells, nor one that climbs from corner to corner")
    func closedRow() throws {
        for closed in [(0..<40).map { (20, $0) }, (0..<40).map { ($0, $0) }] {
            let growth = FireGrowth(try grass(40, 40, closed: closed))
            growth.run(from: [middle(5, 30)], weather: [weather(from: 315)], minutes: 2000)
            let beyond = growth.burnedCells.filter { closed[0].0 == 20 ? $0 % 40 > 20 : $0 % 40 > $0 / 40 }
            #expect(beyond == [])
            #expect(growth.burnedCells.count > 300)
        }
    }

    @Test("a fire finds the gap in a closed row and spreads behind it, later than it would have come straight")
    func gap() throws {
        let open = FireGrowth(try grass(40, 40))
        let walled = FireGrowth(try grass(40, 40, closed: (0..<40).filter { $0 != 35 }.map { (20, $0) }))
        for growth in [open, walled] { growth.run(from: [middle(10, 10)], weather: [weather(5)], minutes: 3000) }
        let behind = 10 * 40 + 30
        let straight = try #require(open.arrival(behind))
        #expect(try #require(walled.arrival(behind)) > straight * 1.2)
    }

    @Test("a line lets through what comes before it stands, and nothing after")
    func lineInTime() throws {
        let barriers = { (minute: Float) in (0..<1600).map { $0 % 40 == 20 ? minute : Float.infinity } }
        let reached = try [1, 500].map { (minute: Float) in
            let growth = FireGrowth(try grass(40, 40, barriers: barriers(minute)))
            growth.run(from: [middle(10, 20)], weather: [weather()], minutes: 300)
            return growth.arrival(20 * 40 + 30) != nil
        }
        #expect(reached == [false, true])
    }

    @Test("a run may be shorter than its weather, as long, or longer", arguments: [30.0, 60, 119.9, 120, 120.1, 600])
    func window(minutes: Double) throws {
        let growth = FireGrowth(try grass(60, 40))
        growth.run(from: [middle(20, 20)], weather: [weather(), weather(25, from: 180, minute: 60)], minutes: minutes)
        #expect(growth.burnedCells.allSatisfy { Double(growth.arrival($0) ?? .infinity) <= minutes })
        #expect(growth.burnedCells.count > 1)
    }

    @Test("weather that is told hour by hour and does not change makes the same fire as weather told once")
    func steady() throws {
        let growth = FireGrowth(try grass(120, 60))
        growth.run(from: [middle(20, 30)], weather: [weather()], minutes: 180)
        let once = growth.burnedCells.map { growth.arrival($0) ?? 0 }.sorted()
        growth.run(from: [middle(20, 30)], weather: (0..<18).map { weather(20 + 0.001 * Double($0), minute: 10 * Double($0)) }, minutes: 180)
        let hourly = growth.burnedCells.map { growth.arrival($0) ?? 0 }.sorted()
        #expect(abs(once.count - hourly.count) <= 2)
        #expect(zip(once, hourly).allSatisfy { abs($0 - $1) < 0.5 })
    }

    @Test("when the wind turns, the flank becomes the head")
    func turn() throws {
        let growth = FireGrowth(try grass(120, 120))
        let reach = { (bands: [WeatherBand]) -> (Int, Int) in
            growth.run(from: [self.middle(40, 40)], weather: bands, minutes: 120)
            return (growth.burnedCells.map { $0 % 120 }.max() ?? 0, growth.burnedCells.map { $0 / 120 }.max() ?? 0)
        }
        let (straightEast, straightNorth) = reach([weather()])
        let (turnedEast, turnedNorth) = reach([weather(), weather(20, from: 180, minute: 60)])
        #expect(turnedEast < straightEast - 5)
        #expect(turnedNorth > straightNorth + 5)
    }

    @Test("a fire runs faster uphill, and its front is fiercest at the head")
    func uphill() throws {
        let growth = FireGrowth(try grass(60, 60, slope: Slope(riseOverRun: 0.5, aspect: 180)))
        growth.run(from: [middle(30, 30)], weather: [weather(0)], minutes: 240)
        let (up, across, down) = (36 * 60 + 30, 30 * 60 + 33, 27 * 60 + 30)
        let arrivals = [up, across, down].map { growth.arrival($0) ?? .infinity }
        #expect(arrivals[0] / 6 < arrivals[1] / 3)
        #expect(arrivals[1] < arrivals[2])
        let fronts = growth.fronts()
        #expect(fronts.count { $0 != nil } == growth.burnedCells.count)
        let intensities = try [up, across, down].map { try #require(fronts[$0]).intensity }
        #expect(intensities[0] > intensities[1] && intensities[1] > intensities[2])
    }

    @Test("crowns burn at the head, and the flanks and the back of the same fire stay on the ground")
    func crowns() throws {
        let canopy = Canopy(cover: 0.6, height: 10, baseHeight: 1.2, bulkDensity: 0.15)
        let growth = FireGrowth(try grass(100, 60, canopy: canopy))
        growth.run(from: [middle(20, 30)], weather: [weather(45)], minutes: 60)
        let fronts = growth.fronts()
        let ahead = try #require(fronts[30 * 100 + 60])
        let beside = try #require(fronts[32 * 100 + 20])
        let behind = try #require(fronts[30 * 100 + 19])
        #expect(ahead.type != .surface)
        #expect(beside.type == .surface && behind.type == .surface)
        #expect(ahead.intensity > 10 * beside.intensity)
    }

    @Test("the angle under which crowns burn follows from the share of the head's intensity that they need", arguments: [0.0, 0.5, 0.9])
    func crownCone(eccentricity: Double) {
        for share in [0.05, 0.3, 0.7, 1] {
            let cosine = Ellipse.cosine(eccentricity: eccentricity, frontShare: share)
            if cosine > -1, cosine < 1 { #expect(abs(Ellipse.frontShare(eccentricity: eccentricity, cosine: cosine) - share) < 1e-9) }
            let ray = Ellipse.rayCosine(eccentricity: eccentricity, facing: cosine)
            #expect(ray >= cosine - 1e-9 && ray <= 1)
        }
    }

    @Test("places outside and on rock start nothing, and the edge of the landscape is no danger")
    func ignitions() throws {
        let growth = FireGrowth(try grass(10, 10, closed: [(5, 5)]))
        growth.run(from: [middle(5, 5), SIMD2(-1, 5), SIMD2(1e9, .infinity)], weather: [weather()], minutes: 100)
        #expect(growth.burnedCells == [])
        growth.run(from: [middle(9, 9), SIMD2(0, 0)], weather: [weather()], minutes: 600)
        #expect(growth.burnedCells.count == 99)
        growth.run(from: [middle(3, 3)], weather: [weather()], minutes: 0)
        #expect(growth.burnedCells == [3 * 10 + 3])
    }
}
