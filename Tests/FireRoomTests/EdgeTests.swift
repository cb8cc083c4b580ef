import City
import Geo
import Incidents
import Testing
import Wildfire

@testable import FireRoom

@Suite("The edge of a fire as it was measured")
struct EdgeTests {
    /// A square of cells from one column and row to another.
    private func square(_ from: Int, _ to: Int, _ low: Int, _ high: Int) -> [Coordinate] {
        [(from, low), (to, low), (to, high), (from, high)].map { column, row in
            Hill.frame.coordinate(SIMD2(Double(column), Double(row)) * Hill.cell)
        }
    }

    private func forecast(_ ground: ForestGround, _ origin: FireForecast.Origin) async throws -> FireForecast {
        let weather = WeatherNow(Hill.forest, at: Hill.start) { _ in nil }
        return await FireForecast.run(
            ground.landscape, from: origin, weather: [WeatherBand(fromMinute: 0, weather: weather.fireWeather(Hill.forest))], start: Hill.start,
            seed: 7, threads: 2, isTimeUp: { true })
    }

    @Test("an area covers the cells whose middles lie in it, and what lies in a hole is not burned")
    func cells() throws {
        let ground = try Hill.ground()
        #expect(ground.cells(inAreas: [[square(20, 30, 40, 60)]]).count == 200)
        #expect(ground.cells(inAreas: [[square(20, 30, 40, 60), square(22, 24, 50, 52)]]).count == 196)
        #expect(ground.cells(inAreas: [[square(20, 30, 40, 60)], [square(20, 30, 40, 60)]]).count == 200, "twice is once")
    }

    @Test("the fire runs on from what was measured: all of it burns at the minute nought, and every member with it")
    func runsOn() async throws {
        let ground = try Hill.ground()
        let cells = ground.cells(inAreas: [[square(20, 30, 40, 60)]])
        let forecast = try await forecast(ground, .cells(cells.map(ground.middle)))
        #expect(cells.allSatisfy { forecast.arrival[$0] == 0 } && forecast.arrival.count { $0 == 0 } == cells.count)
        #expect(cells.allSatisfy { forecast.probability($0, horizon: 0) == 1 })
        #expect(forecast.expectedAreas[0] > 200 * Hill.cell * Hill.cell / 1e6)
        #expect(try #require(forecast.arrival(ground.cell(at: Hill.point(40, 50)) ?? 0)) > 0)
    }

    @Test("beside it stands what was forecast for its minute: all of it, half of it, nothing, and no word where no forecast reaches back")
    func expectation() async throws {
        let ground = try Hill.ground()
        let area = square(20, 30, 40, 60)
        let forecast = try await forecast(ground, .cells(ground.cells(inAreas: [[area]]).map(ground.middle)))
        func overlap(_ ring: [Coordinate], minutes: Double) -> MeasuredExtent.Expectation? {
            FireRoom.expectation(
                forecast, ground, FireRoom.EdgeDraft(at: Hill.start.advanced(by: .minutes(minutes)), areas: [[ring]], note: nil))
        }
        let same = try #require(overlap(area, minutes: 0))
        #expect(same.overlap == 1 && abs(same.squareKilometres - 0.18) < 1e-9)
        #expect(overlap(square(20, 25, 40, 60), minutes: 0)?.overlap == 0.5)
        #expect(overlap(square(70, 75, 40, 60), minutes: 0)?.overlap == 0)
        #expect((overlap(area, minutes: 30)?.overlap ?? 1) < 1, "by then it should have been larger")
        #expect(overlap(area, minutes: -1) == nil && overlap(area, minutes: 60 * 25) == nil)
    }

    @Test("a picture that runs on from a measured edge keeps what the picture before said of the steps before it")
    func attack() async throws {
        let ground = try Hill.ground()
        var question = try Hill.question(ground)
        question.knownAreas = ["detected": 0.001]
        let early = question.times[.detected]
        let later = FireQuestion(
            incident: question.incident, forest: question.forest, ground: ground, weather: question.weather, outlook: question.outlook,
            bands: question.bands, start: Hill.start.advanced(by: 30),
            origin: .cells(ground.cells(inAreas: [[square(20, 30, 40, 60)]]).map(ground.middle)),
            deviation: 60, crews: question.crews, zones: [], closed: [], times: question.times, now: question.now, knownAreas: question.knownAreas,
            notes: [])
        let forecast = try await forecast(ground, later.origin)
        let picture = PictureMaker(question: later, forecast: forecast, roads: nil).make(number: 2, tookMilliseconds: { 0 }).picture
        #expect(picture.isFromMeasured && picture.attack[0].at == early && picture.attack[0].squareKilometres == 0.001)
        #expect((picture.attack[1].squareKilometres ?? 0) >= 0.18)
    }
}
