import City
import Testing

@testable import Wildfire

@Suite("What a fire asks of those who answer it")
struct FireResponseTests {
    private static let moisture = FuelMoisture(oneHour: 0.05, tenHour: 0.06, hundredHour: 0.08, herbaceous: 0.6, woody: 0.8)

    private func weather(_ wind: Double = 20, from upwind: Double = 270) -> FireWeather {
        FireWeather(windSpeed: wind, upwind: upwind, moisture: Self.moisture, foliarMoisture: 0.9)
    }

    /// Grass, 30 m cells; row 0 lies in the south.
    private func grass(_ columns: Int, _ rows: Int, slope: Slope = .level, bare: Set<Int> = []) throws -> Landscape {
        let fuels = (0..<columns * rows).map { bare.contains($0) ? Landscape.nothing : 0 }
        return Landscape(
            columns: columns, rows: rows, cellSize: 30, models: [try #require(FuelCatalogue().findModel(102))], fuels: fuels,
            slopes: Array(repeating: slope, count: fuels.count), canopies: [.none])
    }

    private func grown(_ landscape: Landscape, from cell: Int, _ weather: FireWeather, minutes: Double) -> FireGrowth {
        let growth = FireGrowth(landscape)
        let middle = SIMD2(Double(cell % landscape.columns) + 0.5, Double(cell / landscape.columns) + 0.5) * landscape.cellSize
        growth.run(from: [middle], weather: [WeatherBand(fromMinute: 0, weather: weather)], minutes: minutes)
        return growth
    }

    // MARK: Trigger buffers

    @Test("a fire that starts in a cell reaches the zone in the minutes that the buffer has there", arguments: [0.0, 75, 200])
    func bufferIsSpreadTurnedRound(upwind: Double) throws {
        let landscape = try grass(60, 60, slope: Slope(riseOverRun: 0.2, aspect: 140))
        let zone = 30 * 60 + 30
        let buffer = TriggerBuffer(landscape, zone: [zone], weather: [weather(10, from: upwind)], withinMinutes: 400)
        var compared = 0
        for cell in [20 * 60 + 20, 38 * 60 + 25, 30 * 60 + 40, 24 * 60 + 33, 36 * 60 + 36] where buffer.minutes[cell].isFinite {
            let there = try #require(grown(landscape, from: cell, weather(10, from: upwind), minutes: 1_000).arrival(zone))
            // Steps of sixteen ways are at most 3 % longer than the straight line on a circle, more along a narrow ellipse.
            #expect((0.97...1.12).contains(buffer.minutes[cell] / there), "cell \(cell): \(buffer.minutes[cell]) against \(there)")
            compared += 1
        }
        #expect(compared >= 2)
    }

    @Test("upwind the buffer reaches further than downwind")
    func bufferLeansUpwind() throws {
        let landscape = try grass(120, 40)
        let buffer = TriggerBuffer(landscape, zone: [20 * 120 + 60], weather: [weather(25, from: 270)], withinMinutes: 60)
        let row = (0..<120).filter { buffer.contains(20 * 120 + $0) }
        let (west, east) = (60 - (row.first ?? 60), (row.last ?? 60) - 60)
        #expect(west > 5 * max(east, 1))
    }

    @Test("the order has to go out when the fire enters the buffer, so that the zone has its whole clearance time")
    func entry() throws {
        let landscape = try grass(120, 40)
        let (zone, start) = (20 * 120 + 100, 20 * 120 + 5)
        let buffer = TriggerBuffer(landscape, zone: [zone], weather: [weather()], withinMinutes: 20)
        let growth = grown(landscape, from: start, weather(), minutes: 600)
        let (entry, arrival) = (try #require(buffer.entry { growth.arrival($0) }), Double(try #require(growth.arrival(zone))))
        #expect((20.0...27).contains(arrival - entry))
        let far = grown(landscape, from: start, weather(), minutes: 1)
        #expect(buffer.entry { far.arrival($0) } == nil)
    }

    @Test("a wall of bare ground around the zone keeps the buffer inside, and a bare zone has a buffer all the same")
    func bufferStopsAtBareGround() throws {
        // Three cells wide, since steps of a knight's move cross one.
        let wide = Set((0..<900).filter { (4...6).contains(max(abs($0 % 30 - 15), abs($0 / 30 - 15))) })
        let buffer = TriggerBuffer(try grass(30, 30, bare: wide), zone: [15 * 30 + 15], weather: [weather()], withinMinutes: 1_000)
        #expect(buffer.contains(15 * 30 + 13) && !buffer.contains(15 * 30 + 3))
        let village = TriggerBuffer(try grass(30, 30, bare: [15 * 30 + 15]), zone: [15 * 30 + 15], weather: [weather()], withinMinutes: 20)
        #expect(village.contains(15 * 30 + 14))
    }

    // MARK: Access on foot

    @Test("on level ground a crew walks three kilometres in an hour, uphill less")
    func walking() {
        #expect(abs(Walking.metresPerMinute(riseOverRun: -0.05) - 60) < 0.01)
        #expect((49.0...51).contains(Walking.metresPerMinute(riseOverRun: 0)))
        #expect(Walking.metresPerMinute(riseOverRun: 0.4) < 15)
    }

    @Test("access begins at the road with the minute of the engine, and rock too steep to climb is gone round")
    func access() throws {
        let access = AccessMap(try grass(40, 10), roads: [(cell: 5 * 40, minute: 4)], withinMinutes: 30)
        #expect(access.minutes[5 * 40] == 4)
        #expect(abs(Double(access.minutes[5 * 40 + 20]) - (4 + 600 / Walking.metresPerMinute(riseOverRun: 0))) < 0.1)
        let cliffs = Landscape(
            columns: 10, rows: 10, cellSize: 30, models: [try #require(FuelCatalogue().findModel(102))], fuels: Array(repeating: 0, count: 100),
            slopes: (0..<100).map { $0 % 10 == 5 && $0 / 10 < 8 || $0 % 10 == 4 && $0 / 10 < 8 ? Slope(riseOverRun: 3, aspect: 90) : .level },
            canopies: [.none])
        let around = AccessMap(cliffs, roads: [(cell: 0, minute: 0)], withinMinutes: 120)
        #expect(around.minutes[9] > 2 * around.minutes[90])
    }

    @Test("the next engine goes where it covers most of what nobody covers")
    func stationing() throws {
        let landscape = try grass(10, 1, bare: [9])
        let covered: [Float] = [0, 0, 0, 9, 9, 9, 9, 9, 9, 9]
        let choices = Stationing.ranked(
            landscape, covered: covered,
            candidates: [[0, 0, 0, 0, 0, 9, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9, 9, 9, 9, 0], [9, 9, 9, 9, 9, 9, 0, 0, 0, 0]], withinMinutes: 5)
        #expect(choices.map(\.candidate) == [2, 0] && choices.map(\.gainedCells) == [3, 2])
    }

    // MARK: Ways out

    @Test("bare ground is safe only four flames away from fuel")
    func safetyZones() throws {
        let bare = Set((0..<60 * 60).filter { (20..<40).contains($0 % 60) && (20..<40).contains($0 / 60) })
        let landscape = try grass(60, 60, bare: bare)
        let zones = SafetyZones(landscape, weather: weather(40))
        let ground = CellGround(landscape)
        ground.set(weather(40))
        let flame = Flame.length(intensity: ground.fire(0).intensity)
        #expect(flame > 1.5)
        let edge = (20..<30).first { zones.isSafe[30 * 60 + $0] }
        #expect(try abs(Double(#require(edge) - 19) - (4 * flame / 30).rounded(.up)) <= 1)
        #expect(!zones.isSafe[0] && zones.isSafe[30 * 60 + 30])
    }

    @Test("a crew goes to the nearest safe place that it reaches ahead of the fire, not through cells that burn by then")
    func escape() throws {
        let landscape = try grass(40, 10)
        var safe = Array(repeating: false, count: 400)
        safe[5 * 40 + 5] = true
        safe[5 * 40 + 35] = true
        func route(_ arrival: (Int) -> Float?) -> EscapeRoute? {
            EscapeRoute.find(from: 5 * 40 + 15, at: 0, over: landscape, arrival: arrival, isSafe: safe, isRoad: { _ in false })
        }
        let free = try #require(route { _ in nil })
        #expect(free.cells.last == 5 * 40 + 5 && free.marginMinutes == nil && free.end == .safetyZone)
        let other = try #require(route { $0 % 40 < 12 ? 6 : nil })
        #expect(other.cells.last == 5 * 40 + 35)
        let behind = { (cell: Int) -> Float? in Float(80 - cell % 40) }
        let chased = try #require(
            EscapeRoute.find(from: 5 * 40 + 15, at: 10, over: landscape, arrival: behind, isSafe: safe, isRoad: { $0 % 40 == 10 }))
        #expect(chased.end == .road && chased.marginMinutes ?? 0 > 5)
    }

    @Test("where every way is cut off there is none, and that is said")
    func noEscape() throws {
        let all = { (cell: Int) -> Float? in cell == 55 ? nil : 1 }
        let landscape = try grass(10, 10)
        #expect(EscapeRoute.find(from: 55, at: 0, over: landscape, arrival: all, isSafe: (0..<100).map { $0 == 0 }, isRoad: { _ in false }) == nil)
    }

    // MARK: Lines

    @Test("a line takes the time that the fuel and the crew give it, and the worst of its pieces decides")
    func line() throws {
        let landscape = try grass(10, 1)
        let cells = (0..<10).map { (cell: $0, metres: 30.0) }
        let (cool, hot) = (front(200), front(4_000))
        let quiet = FireLine(landscape, cells: cells, people: 20, beginMinute: 0) { _ in nil }
        // 300 m of short grass at 18 chains an hour.
        #expect(abs(quiet.buildMinutes - 300 / (18 * 20.1168) * 60) < 0.01 && quiet.verdict == .notReached && quiet.metres == 300)
        let held = FireLine(landscape, cells: cells, people: 20, beginMinute: 10) { _ in (120, cool) }
        #expect(held.verdict == .holds && abs((held.marginMinutes ?? 0) - (110 - quiet.buildMinutes)) < 0.01)
        let late = FireLine(landscape, cells: cells, people: 20, beginMinute: 10) { $0 == 9 ? (60, cool) : nil }
        #expect(late.verdict == .late)
        let lost = FireLine(landscape, cells: cells, people: 20, beginMinute: 10) { _ in (400, hot) }
        #expect(lost.verdict == .tooHot)
    }

    private func front(_ intensity: Double) -> Front {
        Front(CellEllipses.Shape(rate: 1, direction: SIMD3(1, 0, 0), eccentricity: 0.5, intensity: intensity), .surface, share: 1)
    }

    @Test(
        "every model that the catalogue knows has a rate of building, and fewer people take longer",
        arguments: [1, 13, 102, 109, 147, 165, 189, 204, 301, 303, 999])
    func production(code: Int) throws {
        #expect((1.0...20).contains(LineProduction.metresPerPersonHour(code)))
    }

    // MARK: The attack

    @Test("an attack is held when it contains within its first working period, lost beyond it, and open until then")
    func attack() {
        let start = Instant(millisecondsSince1970: 1_750_000_000_000)
        let times: [AttackRecord.Step: Instant] = [.detected: start, .confirmed: start.advanced(by: 60), .attacked: start.advanced(by: 300)]
        let open = AttackRecord(times, now: start.advanced(by: 3_600)) { $0.since(start).value / 3_600 }
        #expect(open.isHeld == nil && open.marks.map(\.step) == [.detected, .confirmed, .attacked])
        #expect(open.marks.map(\.afterMinutes) == [nil, 1, 4] && open.marks[2].squareKilometres == 300.0 / 3_600)
        #expect(
            AttackRecord(times.merging([.contained: start.advanced(by: 2_580)]) { $1 }, now: start.advanced(by: 90_000)) { _ in nil }.isHeld == true)
        #expect(AttackRecord(times, now: start.advanced(by: 30_000)) { _ in nil }.isHeld == false)
    }
}
