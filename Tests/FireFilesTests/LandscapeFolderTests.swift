import FireFiles
import Foundation
import Testing
import Wildfire

@Suite("Landscapes from folders")
struct LandscapeFolderTests {
    private static let weather = """
        {"wind_speed_10m": 20, "upwind_direction": 270, "fuel_moisture_dead_1hr": 0.05, "fuel_moisture_dead_10hr": 0.06,
         "fuel_moisture_dead_100hr": 0.08, "fuel_moisture_live_herbaceous": 0.6, "fuel_moisture_live_woody": 0.8, "foliar_moisture": 0.9}
        """

    /// A folder of its own for each reading, gone afterwards.
    private func read(_ rasters: [String: [[Float]]], json: String) throws -> LandscapeFolder {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("landscape-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        for (name, rows) in rasters {
            let bytes = NumPyRaster.bytes(rows: rows.count, columns: rows[0].count, rows.flatMap { $0 })
            try Data(bytes).write(to: folder.appendingPathComponent(name + ".npy"))
        }
        try Data(json.utf8).write(to: folder.appendingPathComponent("landscape.json"))
        return try LandscapeFolder(folder.path, fuels: FuelCatalogue())
    }

    private func json(_ more: String = "", cell: String = "30", weather: String = Self.weather) -> String {
        "{\"cell_size_m\": \(cell), \"weather\": [\(weather)]\(more)}"
    }

    @Test("the first row is the northern one unless the description says otherwise")
    func rows() throws {
        let fuels: [[Float]] = [[102, 102], [102, 102], [91, 102]]
        let north = try read(["fuel_model": fuels], json: json())
        #expect(!north.landscape.burns(0) && north.landscape.burns(4))
        let south = try read(["fuel_model": fuels], json: json(", \"first_row\": \"south\""))
        #expect(south.landscape.burns(0) && !south.landscape.burns(4))
    }

    @Test("slopes come from the heights where nobody gives them, and voids are level and told")
    func heights() throws {
        let plane: [[Float]] = (0..<5).map { row in (0..<5).map { Float($0) * 15 + Float(row) * 0 } }
        let found = try read(["fuel_model": Array(repeating: Array(repeating: 102, count: 5), count: 5), "elevation": plane], json: json())
        #expect(found.landscape.slopes.allSatisfy { abs($0.riseOverRun - 0.5) < 1e-6 && abs($0.uphillAzimuth - 90) < 1e-6 })
        #expect(found.doubts == [])
        var holed = plane
        holed[2][2] = -32768
        let voids = try read(["fuel_model": Array(repeating: Array(repeating: 102, count: 5), count: 5), "elevation": holed], json: json())
        #expect(try #require(voids.doubts.first).what.contains("1 cells have no usable terrain"))
        #expect(voids.landscape.slopes[12].riseOverRun == 0)
    }

    @Test("wind is even unless the description says terrain or layers tell it, and not both")
    func wind() throws {
        let fuels = Array(repeating: Array(repeating: Float(102), count: 5), count: 5)
        let heights: [[Float]] = (0..<5).map { row in (0..<5).map { Float($0 * $0) * 15 + Float(row) } }
        let even = try read(["fuel_model": fuels, "elevation": heights], json: json())
        #expect(even.landscape.wind == nil)
        let terrain = try read(["fuel_model": fuels, "elevation": heights], json: json(", \"wind\": \"terrain\""))
        if case .terrain = terrain.landscape.wind {} else { Issue.record("no wind over terrain") }
        let factors = Array(repeating: Array(repeating: Float(1.5), count: 5), count: 5)
        let told = try read(["fuel_model": fuels, "wind_factor_090": factors, "wind_factor_270": factors], json: json())
        if case .tables = told.landscape.wind {} else { Issue.record("no wind by tables") }
        #expect(told.doubts.allSatisfy { !$0.what.contains("wind") })
        #expect(throws: FireFileFault.self) { try read(["fuel_model": fuels, "wind_factor_090": fuels], json: json()) }
        #expect(throws: FireFileFault.self) { try read(["fuel_model": fuels], json: json(", \"wind\": \"terrain\"")) }
        #expect(throws: FireFileFault.self) { try read(["fuel_model": fuels], json: json(", \"wind\": \"storm\"")) }
        #expect(throws: FireFileFault.self) {
            try read(["fuel_model": fuels, "elevation": heights, "wind_factor_090": factors], json: json(", \"wind\": \"terrain\""))
        }
    }

    @Test("codes that nobody knows do not burn, and are told with their number")
    func unknownCodes() throws {
        let found = try read(["fuel_model": [[102, 177, 177], [.nan, 98, 102]], "slope": [[0, 0, 0], [0, 0, 0]]], json: json())
        #expect((0..<6).map(found.landscape.burns) == [false, false, true, true, false, false])
        #expect(found.doubts.map(\.what).contains { $0.hasPrefix("2 cells have the fuel model 177") })
        #expect(found.doubts.map(\.what).contains { $0.hasPrefix("1 cells have no code at all") })
    }

    @Test("lines and a layer of barriers close cells, lines from their minute on")
    func barriers() throws {
        let fuels: [[Float]] = Array(repeating: Array(repeating: 102, count: 4), count: 4)
        let more =
            ", \"first_row\": \"south\", \"origin\": [1000, 2000], \"lines\": [{\"points\": [[1045, 2000], [1045, 2119]], \"from_minute\": 90}]"
        let found = try read(["fuel_model": fuels, "barrier": [[1, 0, 0, 0]] + Array(repeating: [0, 0, 0, 0], count: 3)], json: json(more))
        let minutes = found.landscape.barriers
        #expect(minutes[0] == 0)
        #expect([1, 5, 9, 13].allSatisfy { minutes[$0] == 90 })
        #expect(minutes.count { $0 == .infinity } == 11)
    }

    @Test("a void in the layer of barriers closes nothing and is told, and so is a layer that nobody knows")
    func doubtfulLayers() throws {
        let found = try read(
            ["fuel_model": [[102, 102, 102]], "slope": [[0, 0, 0]], "barrier": [[1, .nan, 0]]], json: json(", \"layers\": {\"canopy_hight\": 12}"))
        #expect(found.landscape.barriers == [0, .infinity, .infinity])
        #expect(found.doubts.map(\.what).contains { $0.hasPrefix("1 cells of the layer barrier") })
        #expect(found.doubts.map(\.what).contains { $0.contains("'canopy_hight'") })
    }

    @Test("a layer may be one number for all cells")
    func oneNumber() throws {
        let found = try read(
            ["slope": [[0, 0.1], [0, 0]], "aspect": [[0, 90], [0, 0]]], json: json(", \"layers\": {\"fuel_model\": 165, \"canopy_cover\": 0.5}"))
        #expect(found.landscape.models.map(\.code) == [165])
        #expect(found.landscape.canopies.allSatisfy { $0.cover == 0.5 })
    }

    @Test(
        "a folder that holds no landscape says what is wrong in which file",
        arguments: [
            ("{", "landscape.json"), ("{\"cell_size_m\": 30}", "'weather' is missing"), ("{\"cell_size_m\": 0.0003, \"weather\": []}", "in degrees?"),
            ("{\"cell_size_m\": 30, \"weather\": []}", "weather has 0 bands"),
            ("{\"cell_size_m\": \"thirty\", \"weather\": []}", "at cell_size_m"),
        ])
    func badDescription(text: String, words: String) {
        #expect {
            _ = try read(["fuel_model": [[102]]], json: text)
        } throws: { error in
            "\(error)".contains(words)
        }
    }

    @Test("layers of different shapes, slopes in degrees, cover in per cent and canopies in LANDFIRE's units are refused")
    func badLayers() {
        let wrong: [([String: [[Float]]], String)] = [
            (["fuel_model": [[102, 102]], "slope": [[0]]], "1 × 1 cells"),
            (["fuel_model": [[102]], "slope": [[35]], "aspect": [[0]]], "in degrees or per cent"),
            (["fuel_model": [[102]], "slope": [[0.5]]], "without aspect"), (["fuel_model": [[102]], "canopy_cover": [[60]]], "it is a fraction"),
            (["slope": [[0]]], "fuel_model is missing"),
            (["fuel_model": [[102]], "canopy_cover": [[0.6]], "canopy_height": [[180]]], "canopy_height holds 180"),
            (["fuel_model": [[102]], "canopy_cover": [[0.6]], "canopy_bulk_density": [[15]]], "canopy_bulk_density holds 15"),
        ]
        for (rasters, words) in wrong {
            #expect {
                _ = try read(rasters, json: json())
            } throws: { error in
                "\(error)".contains(words)
            }
        }
    }

    @Test("wind and moisture that no weather has are refused with the band they stand in")
    func badWeather() {
        for (part, words) in [
            ("\"wind_speed_10m\": 20", "\"wind_speed_10m\": 900"), ("\"fuel_moisture_dead_1hr\": 0.05", "\"fuel_moisture_dead_1hr\": 5"),
        ] {
            #expect {
                _ = try read(["fuel_model": [[102]]], json: json(weather: Self.weather.replacing(part, with: words)))
            } throws: { error in
                "\(error)".contains("band 1 of weather")
            }
        }
    }
}
