import City
import CityFiles
import Foundation
import Geo
import Testing

@Suite("Boundaries")
struct BoundaryTests {
    static func square(_ code: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
        """
        {"type": "FeatureCollection", "features": [
          {"type": "Feature", "properties": {"code": "\(code)"}, "geometry": {"type": "Polygon", "coordinates": [
            [[\(west), \(south)], [\(east), \(south)], [\(east), \(north)], [\(west), \(north)], [\(west), \(south)]]
          ]}}
        ]}
        """
    }

    @Test("a boundary in the package decides, and the answer is no longer approximate")
    func decides() throws {
        let copy = try PackageCopy()
        try copy.write(Self.square("SEA-KSEA-1", -122.35, 47.50, -122.25, 47.56), to: "boundaries/townships.geojson")
        let package = try CityPackage.load(directory: copy.directory.path)
        let found = try #require(package.jurisdiction.locate(Coordinate(latitude: 47.53, longitude: -122.302)))
        #expect(found.township == "SEA-KSEA-1")
        #expect(!found.approximate)
    }

    @Test("a code written as a number, a multipolygon and a hole are read")
    func shapes() throws {
        let text = """
            {"type": "Feature", "properties": {"code": 500109}, "geometry": {"type": "MultiPolygon", "coordinates": [
              [[[0,0],[9,0],[9,9],[0,9],[0,0]], [[4,4],[5,4],[5,5],[4,5],[4,4]]], [[[20,20],[21,20],[21,21],[20,20]]]]}}
            """
        let boundaries = try BoundaryImport.boundaries(geoJSON: Data(text.utf8), from: .wgs84)
        let boundary = try #require(boundaries.first)
        #expect(boundary.code == "500109")
        #expect(boundary.contains(Coordinate(latitude: 1, longitude: 1)))
        #expect(!boundary.contains(Coordinate(latitude: 4.5, longitude: 4.5)))
        #expect(boundary.contains(Coordinate(latitude: 20.2, longitude: 20.5)))
    }

    @Test("GCJ-02 is converted on request, and only then")
    func converted() throws {
        let data = Data(Self.square("500109", 106.4, 29.8, 106.5, 29.9).utf8)
        let asIs = try #require(try BoundaryImport.boundaries(geoJSON: data, from: .wgs84).first?.polygons.first?.outer.first)
        let moved = try #require(try BoundaryImport.boundaries(geoJSON: data, from: .gcj02).first?.polygons.first?.outer.first)
        #expect(asIs == Coordinate(latitude: 29.8, longitude: 106.4))
        #expect(abs(asIs.longitude - moved.longitude - 0.0039) < 0.0003)
        #expect(asIs.distanceMetres(to: moved.gcj02) < 0.01)
    }

    @Test("an import writes a file into the package that loads again as the same shapes")
    func importing() throws {
        let copy = try PackageCopy()
        let source = copy.directory.appendingPathComponent("official.json")
        try Data(Self.square("SEA-KSEA-1", -122.35, 47.50, -122.25, 47.56).utf8).write(to: source)
        let report = try BoundaryImport.run(file: source.path, into: copy.directory.path, name: "townships", datum: .wgs84)
        #expect(report.boundaryCount == 1)
        #expect(report.file == "boundaries/townships.geojson")
        let package = try CityPackage.load(directory: copy.directory.path)
        let expected = try BoundaryImport.boundaries(geoJSON: Data(contentsOf: source), from: .wgs84)
        #expect(package.boundaries == expected)
    }

    @Test("an import for centers that the city does not have changes nothing")
    func refusedImport() throws {
        let copy = try PackageCopy()
        let source = copy.directory.appendingPathComponent("official.json")
        try Data(Self.square("NOWHERE", -122.35, 47.50, -122.25, 47.56).utf8).write(to: source)
        #expect(throws: CityFaults.self) { try BoundaryImport.run(file: source.path, into: copy.directory.path, name: "townships", datum: .wgs84) }
        #expect(copy.check() == [])
        #expect(throws: CityFaults.self) {
            try BoundaryImport.run(file: source.path + "x", into: copy.directory.path, name: "townships", datum: .wgs84)
        }
        #expect(throws: CityFaults.self) { try BoundaryImport.run(file: source.path, into: copy.directory.path, name: "../evil", datum: .wgs84) }
    }

    @Test(
        "broken GeoJSON says what is wrong",
        arguments: [
            ("{", "malformed JSON"),
            ("{\"type\": \"Topology\"}", "a FeatureCollection is needed"),
            ("{\"type\": \"FeatureCollection\", \"features\": []}", "0 features"),
            ("{\"type\": \"Feature\", \"properties\": {}, \"geometry\": null}", "no property `code`"),
            ("{\"type\": \"Feature\", \"properties\": {\"code\": \"x\"}, \"geometry\": null}", "no geometry"),
            (
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"x\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}",
                "is a Point"
            ),
            (
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"x\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 2]]]}}",
                "three different points"
            ),
            (
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"x\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[29, 106], [30, 106], [30, 107]]]}}",
                "longitude first"
            ),
            (
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"x\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[\"a\"]]]}}",
                "wrong type"
            ),
        ])
    func broken(text: String, says: String) throws {
        let copy = try PackageCopy()
        try copy.write(text, to: "boundaries/broken.geojson")
        let found = copy.check()
        #expect(found.contains { $0.file == "boundaries/broken.geojson" && $0.message.contains(says) }, "found: \(found)")
    }

    @Test("malformed JSON is reported at its line")
    func line() throws {
        let copy = try PackageCopy()
        try copy.write("{\"type\": \"FeatureCollection\",\n \"features\": [\n  {\"type\" \"Feature\"}\n]}\n", to: "boundaries/broken.geojson")
        #expect(copy.check().first { $0.file == "boundaries/broken.geojson" }?.line == 3)
    }

    @Test("a boundary of no known center is a fault")
    func unknown() throws {
        let copy = try PackageCopy()
        try copy.write(Self.square("NOWHERE", 1, 1, 2, 2), to: "boundaries/x.geojson")
        #expect(copy.check().contains { $0.message.contains("`NOWHERE` belongs to no center") })
    }

    /// A square and, three lines further down, a second feature.
    static func pair(_ second: String) -> String {
        """
        {"type": "FeatureCollection",
         "note": "features [ { \\" are not here",
         "features": [
          {"type": "Feature", "properties": {"code": "SEA-KSEA-1"}, "geometry": {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1]]]}},
          \(second)
         ]}
        """
    }

    @Test(
        "a broken feature is named by its number and its line",
        arguments: [
            ("{\"type\": \"Feature\", \"properties\": {}, \"geometry\": null}", "feature 2 has no property `code`"),
            (
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"b\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, \"a\"]]]}}",
                "feature 2: a wrong type"
            ),
            ("{\"properties\": {\"code\": \"b\"}}", "feature 2: `type` is missing"),
        ])
    func feature(second: String, says: String) throws {
        let fault = try #require(throws: BoundaryImport.Fault.self) {
            try BoundaryImport.boundaries(geoJSON: Data(Self.pair(second).utf8), from: .wgs84)
        }
        #expect(fault.line == 5)
        #expect(fault.message.contains(says))
    }

    @Test("a polygon of 10,000 points is taken, one of 10,001 refused with its feature and what to do")
    func tooManyPoints() throws {
        func text(_ count: Int) -> String {
            let ring = (0..<count).map { "[\(Double($0) / 100_000), \($0 % 2)]" }.joined(separator: ",")
            return Self.pair(
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"b\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[\(ring)]]}}")
        }
        #expect(try BoundaryImport.boundaries(geoJSON: Data(text(10_000).utf8), from: .wgs84).count == 2)
        let fault = try #require(throws: BoundaryImport.Fault.self) {
            try BoundaryImport.boundaries(geoJSON: Data(text(10_001).utf8), from: .wgs84)
        }
        #expect(fault.message.contains("feature 2 (`b`): the polygon has 10001 points and at most 10000 are taken: simplify it"))
        #expect(fault.line == 5)
    }

    @Test("an unknown code is named with its feature and line, each one")
    func unknownCodes() throws {
        let copy = try PackageCopy()
        let source = copy.directory.appendingPathComponent("official.json")
        let second =
            "{\"type\": \"Feature\", \"properties\": {\"code\": 7}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1]]]}}"
        try Data(Self.pair(second).utf8).write(to: source)
        let faults = try #require(throws: CityFaults.self) {
            try BoundaryImport.run(file: source.path, into: copy.directory.path, name: "townships", datum: .wgs84)
        }
        #expect(faults.faults.map(\.line) == [5])
        #expect(faults.faults.first?.message.contains("feature 2: the boundary of `7` belongs to no center") == true)
    }
}
