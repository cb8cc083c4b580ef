import City
import FireFiles
import Foundation
import Geo
import Testing
import Wildfire

@Suite("Roads, breaks and lines of crews within a cell")
struct BarriersTests {
    /// Grass of 30 m cells, 40 by 40, under wind from the west, with a road across the middle.
    private func burned(width: Double, from minute: Double = 0, wind: Double) throws -> Int {
        let model = try #require(FuelCatalogue().findModel(102))
        let level = Array(repeating: Slope(riseOverRun: 0, aspect: 0), count: 1600)
        let ground = Landscape(
            columns: 40, rows: 40, cellSize: 30, models: [model], fuels: Array(repeating: 0, count: 1600), slopes: level, canopies: [.none])
        let cells = (0..<1600).map { Float($0 % 40 == 20 ? minute : .infinity) }
        let landscape = ground.replacingBarriers(cells, widths: cells.map { $0 < .infinity ? Float(width) : .infinity })
        let moisture = FuelMoisture(oneHour: 0.05, tenHour: 0.06, hundredHour: 0.08, herbaceous: 0.6, woody: 0.8)
        let weather = FireWeather(windSpeed: wind, upwind: 270, moisture: moisture, foliarMoisture: 0.9)
        let growth = FireGrowth(landscape)
        growth.run(from: [SIMD2(300, 600)], weather: [WeatherBand(fromMinute: 0, weather: weather)], minutes: 600)
        return growth.burnedCells.count { $0 % 40 > 20 }
    }

    @Test("a road wider than one and a half flames stops a fire, a narrower one does not")
    func widths() throws {
        #expect(try burned(width: .infinity, wind: 30) == 0)
        #expect(try burned(width: 20, wind: 30) == 0)
        #expect(try burned(width: 1, wind: 30) > 0)
    }

    @Test("the same path stops a fire in a calm and not in a gale")
    func wind() throws {
        #expect(try burned(width: 3.5, wind: 0) == 0)
        #expect(try burned(width: 3.5, wind: 60) > 0)
    }

    @Test("a line of crews that stands too late stops nothing")
    func late() throws { #expect(try burned(width: 20, from: 500, wind: 30) > 0) }

    @Test("lines of GeoJSON come with their width and their time, counted from the ignition")
    func geoJSON() throws {
        let zone = try #require(TransverseMercator(epsg: 32648))
        let frame = LandscapeFrame(zone: zone, corner: SIMD2(633_000, 3_301_000))
        let text = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"width_m": 4, "built": "2026-03-01T12:37:00+08:00"},
               "geometry": {"type": "LineString", "coordinates": [[106.38, 29.83], [106.39, 29.84]]}},
              {"type": "Feature", "properties": null,
               "geometry": {"type": "MultiLineString", "coordinates": [[[106.38, 29.83], [106.39, 29.84]], [[106.4, 29.83], [106.4, 29.84]]]}}]}
            """
        let start = try #require(Instant(rfc3339: "2026-03-01T12:07:00+08:00"))
        let lines = try BarriersFile.read("lines.geojson", Data(text.utf8), frame: frame, start: start)
        #expect(lines.map(\.width) == [4, .infinity, .infinity])
        #expect(lines.map(\.fromMinute) == [30, 0, 0])
        #expect(abs(lines[0].points[0].x - zone.metres(of: Coordinate(latitude: 29.83, longitude: 106.38)).x) < 1e-6)
        #expect(throws: FireFileFault.self) { _ = try BarriersFile.read("lines.geojson", Data(text.utf8), frame: frame, start: nil) }
        for wrong in ["", "{}", text.replacing("LineString", with: "Polygon"), text.replacing("106.38,", with: "900,")] {
            #expect(throws: FireFileFault.self) { _ = try BarriersFile.read("lines.geojson", Data(wrong.utf8), frame: frame, start: start) }
        }
    }
}
