import FireFiles
import Foundation
import Testing
import Wildfire

@Suite("Perimeters as GeoJSON")
struct PerimeterFileTests {
    private struct Answer: Decodable {
        struct Feature: Decodable {
            struct Properties: Decodable {
                let hours, area: Double
                enum CodingKeys: String, CodingKey {
                    case hours
                    case area = "area_km2"
                }
            }
            struct Geometry: Decodable { let coordinates: [[[[Double]]]] }
            let properties: Properties
            let geometry: Geometry
        }
        let features: [Feature]
    }

    /// 40 × 30 km on UTM 48 north from 620,000 m east and 3,290,000 m north; the degrees are pyproj's 3.7 (EPSG:32648 to EPSG:4326).
    private static let corners = """
        [[106.24085711536985, 29.73440121343997], [106.65435044803118, 29.729878248727058],
         [106.65882213964454, 30.000508526553844], [106.24421195786451, 30.005080987554337]]
        """

    private static let landscape = Landscape(
        columns: 40, rows: 30, cellSize: 1000, models: [], fuels: Array(repeating: Landscape.nothing, count: 1200),
        slopes: Array(repeating: .level, count: 1200), canopies: [.none])

    /// The text for a map of arrivals, a character a cell and the first line in the north, hours as digits.
    private func features(_ map: [String: Float], corners: String? = Self.corners, hours: [Double]) throws -> [Answer.Feature] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("perimeter-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let json = corners.map { "{\"cell_size_m\": 1000, \"corners\": \($0)}" } ?? "{\"cell_size_m\": 1000}"
        try Data(json.utf8).write(to: folder.appendingPathComponent("landscape.json"))
        var file = try PerimeterFile(Self.landscape, folder: folder.path)
        for hour in hours { file.add(hours: hour) { cell in map["\(cell % 40),\(cell / 40)"] } }
        return try JSONDecoder().decode(Answer.self, from: Data(file.text.utf8)).features
    }

    @Test("places on the map are those of UTM to a metre, at the edge and within")
    func places() throws {
        let features = try features(["20,15": 30, "10,0": 30, "35,29": 30], hours: [1])
        let rings = try #require(features.first).geometry.coordinates.map { $0[0] }
        // The same places by pyproj 3.7, EPSG:32648 to EPSG:4326.
        for (longitude, latitude) in [
            (106.44956559891132, 29.867630954019905), (106.34423907432046, 29.73339151581728), (106.60685590830295, 29.99213040008034),
        ] {
            let near = rings.flatMap { $0 }.contains { abs($0[0] - longitude) < 1e-5 && abs($0[1] - latitude) < 1e-5 }
            #expect(near, "no corner of a cell lies at \(longitude), \(latitude)")
        }
    }

    @Test("a perimeter holds what has burned by its hour, and each hour the one before")
    func hours() throws {
        let found = try features(["5,5": 0, "6,5": 59, "7,5": 61], hours: [1, 2])
        #expect(found.map(\.properties.hours) == [1, 2])
        #expect(found.map(\.properties.area) == [2, 3])
        #expect(try features([:], hours: [1]).first?.geometry.coordinates.isEmpty == true)
    }

    @Test("rings are closed, run counter-clockwise, and an island that did not burn is a hole of the ring around it")
    func holes() throws {
        var map: [String: Float] = [:]
        for x in 10..<17 { for y in 10..<17 where !(x == 13 && y == 13) { map["\(x),\(y)"] = 1 } }
        // A burned cell in the hole of another fire, whose own ring lies within the larger one.
        for x in 20..<27 { for y in 10..<17 where !((22..<25).contains(x) && (12..<15).contains(y)) || (x == 23 && y == 13) { map["\(x),\(y)"] = 1 } }
        let polygons = try #require(try features(map, hours: [1]).first).geometry.coordinates
        #expect(polygons.map(\.count).sorted() == [1, 2, 2])
        for ring in polygons.flatMap({ $0 }) { #expect(ring.first == ring.last) }
        #expect(polygons.allSatisfy { area($0[0]) > 0 } && polygons.flatMap { $0.dropFirst() }.allSatisfy { area($0) < 0 })
    }

    @Test(
        "corners that are not those of the landscape are refused",
        arguments: [
            (nil, "'corners' is missing"), ("[[106, 29], [107, 29]]", "has to be four"), ("[[106, 29], [107, 29], [107, 130], [106, 30]]", "four"),
            ("[[106, 29], [107, 29], [107, 30], [106, 30]]", "there are 97"),
            (
                "[[106.244211, 30.005081], [106.658822, 30.000508], [106.654350, 29.729878], [106.240857, 29.734401]]", "run clockwise"
            ),
        ] as [(String?, String)])
    func otherCorners(corners: String?, words: String) {
        #expect {
            _ = try features([:], corners: corners, hours: [1])
        } throws: { error in
            (error as? FireFileFault)?.what.contains(words) == true
        }
    }

    private func area(_ ring: [[Double]]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0[0] * $1.1[1] - $1.1[0] * $1.0[1]) }
    }
}
