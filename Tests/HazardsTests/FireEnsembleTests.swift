import Testing

@testable import Wildfire

@Suite("Ensembles of fires")
struct FireEnsembleTests {
    private let landscape: Landscape
    private let bands: [WeatherBand]
    private let start = SIMD2(900.0, 900.0)

    init() throws {
        let road = (0..<60 * 60).map { $0 % 60 == 45 ? Landscape.nothing : 0 }
        landscape = Landscape(
            columns: 60, rows: 60, cellSize: 30, models: [try #require(FuelCatalogue().findModel(145))], fuels: road,
            slopes: Array(repeating: .level, count: road.count), canopies: [.none])
        let moisture = FuelMoisture(oneHour: 0.05, tenHour: 0.06, hundredHour: 0.08, herbaceous: 0.6, woody: 0.8)
        bands = [WeatherBand(fromMinute: 0, weather: FireWeather(windSpeed: 25, upwind: 270, moisture: moisture, foliarMoisture: 0.9))]
    }

    private func count(_ numbers: some Sequence<Int>, seed: UInt64) -> BurnCount {
        let growth = FireGrowth(landscape)
        var count = BurnCount(landscape)
        for number in numbers {
            let member = EnsembleMember(number, seed: seed, spread: EnsembleSpread(), weather: bands, ignitions: [start], landscape: landscape)
            growth.run(from: member.ignitions, weather: member.weather, minutes: 20)
            count.add(growth)
        }
        return count
    }

    @Test("the same seed gives the same probabilities, whoever runs which member, and another seed others")
    func seeded() {
        let whole = count(0..<24, seed: 7)
        var shared = count(stride(from: 1, to: 24, by: 2), seed: 7)
        shared.add(count(stride(from: 0, to: 24, by: 2), seed: 7))
        #expect(shared.counts == whole.counts)
        #expect(shared.members == 24)
        #expect(count(0..<24, seed: 8).counts != whole.counts)
    }

    @Test("probabilities lie between none and all, are certain at the ignition and doubtful at the rim")
    func probabilities() throws {
        let found = count(0..<40, seed: 3)
        let all = (0..<landscape.count).map { found.probability($0) }
        #expect(all.allSatisfy { (0...1).contains($0) })
        #expect(all.contains { $0 > 0.05 && $0 < 0.5 })
        let cell = try #require(landscape.cell(at: start))
        #expect(found.probability(cell) > 0.7)
    }

    @Test("members stray around what is expected, and their winds stay winds")
    func members() {
        let members = (0..<400).map {
            EnsembleMember($0, seed: 5, spread: EnsembleSpread(), weather: bands, ignitions: [start], landscape: landscape)
        }
        let winds = members.map { $0.weather[0].weather.windSpeed }
        #expect(abs(winds.reduce(0, +) / 400 - 25) < 1)
        #expect(winds.allSatisfy { $0 > 0 })
        #expect(members.allSatisfy { (0..<360).contains($0.weather[0].weather.upwind) && $0.weather[0].weather.moisture.oneHour > 0 })
        #expect(members.allSatisfy { member in member.ignitions.allSatisfy { landscape.cell(at: $0).map(landscape.burns) == true } })
    }

    @Test("a member whose ignition strays onto what does not burn begins where the fire was reported")
    func strayIgnition() {
        let beside = SIMD2(44.9 * 30, 900.0)
        let strayed = (0..<200).map {
            EnsembleMember(
                $0, seed: 1, spread: EnsembleSpread(ignition: 40), weather: bands, ignitions: [beside], landscape: landscape)
        }
        #expect(strayed.contains { $0.ignitions[0] == beside })
        #expect(strayed.contains { $0.ignitions[0] != beside })
    }

    @Test("without brands a road holds the fire; with them it jumps, and the same seed jumps alike")
    func brands() {
        let growth = FireGrowth(landscape)
        let beyond = { (spotting: Spotting?, seed: UInt64) -> Int in
            growth.run(from: [start], weather: bands, minutes: 120, spotting: spotting, seed: seed)
            return growth.burnedCells.count { $0 % 60 > 45 }
        }
        #expect(beyond(nil, 1) == 0)
        let jumped = beyond(Spotting(brandsPerCell: 5), 1)
        #expect(jumped > 0)
        #expect(beyond(Spotting(brandsPerCell: 5), 1) == jumped)
        #expect(Set((1...4).map { beyond(Spotting(brandsPerCell: 5), $0) }).count > 1)
    }
}

@Suite("Cells by the minute of their arrival")
struct ArrivalQueueTests {
    @Test("they come out earliest first, however they went in")
    func order() {
        var queue = ArrivalQueue()
        var draws = SeededDraws(seed: 11)
        let minutes = (0..<500).map { _ in Float(draws.part() * 1000) }
        for (cell, minute) in minutes.enumerated() { queue.push(minute, Int32(cell)) }
        var taken: [Float] = []
        while let (minute, cell) = queue.pop() {
            #expect(minutes[Int(cell)] == minute)
            taken.append(minute)
        }
        #expect(taken == minutes.sorted())
    }
}
