import City
import Foundation
import Testing

@testable import RoadFiles

@Suite("Tables of places and files of areas")
struct TableTests {
    private func inFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("table-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // swallowed because the folder is temporary
        return try body(file.path)
    }

    private static let columns = ["lon", "lat"]

    private func reasons(_ text: String) throws -> [String?] {
        try inFile(text) { path in
            try CoordinateTable(path, columns: Self.columns).rows.map { row in
                if case .failure(let reason) = row.points { return "\(row.line): \(reason.words)" }
                return nil
            }
        }
    }

    @Test("columns are found by name in any order, beside others, with any ends of lines and a byte order mark")
    func columns() throws {
        let points = try inFile("\u{FEFF}name,LAT,\"lon\"\r\na,30.5,106.25\r\n\r\n# a remark\r\nb, 31 ,107\r\n") { path in
            try CoordinateTable(path, columns: Self.columns).rows.map { try $0.points.get()[0] }
        }
        #expect(points == [Coordinate(latitude: 30.5, longitude: 106.25), Coordinate(latitude: 31, longitude: 107)])
    }

    @Test("a bad row is named by its line and says what is wrong, and the others are read")
    func badRows() throws {
        let text = "lon,lat\n106,30\n106\nx,30\nnan,30\n106,95\n181,30\n,30\ninf,30\n107,31\n"
        let found = try reasons(text)
        #expect(found[0] == nil && found[8] == nil)
        let beginnings = [
            "3: the row has 1 fields", "4: lon is no number: x", "5: lon is no number: nan", "6: lat is 95", "7: lon is 181", "8: lon is empty",
            "9: lon is no number: inf",
        ]
        for (reason, beginning) in zip(found[1...], beginnings) { #expect(reason?.hasPrefix(beginning) == true, "\(reason ?? "none")") }
    }

    @Test("a header without a column, an empty file and a missing one are refused")
    func refused() throws {
        for text in ["", "\n\n", "lon,latitude\n1,2\n", "106,30\n107,31\n"] {
            #expect(throws: RoadFileFault.self) { try inFile(text) { try CoordinateTable($0, columns: Self.columns) } }
        }
        #expect(throws: RoadFileFault.self) { try CoordinateTable("nowhere.csv", columns: Self.columns) }
    }

    @Test("areas come out of bare shapes, features, multipolygons and collections, closed rings or not")
    func areas() throws {
        let ring = "[[106,30],[107,30],[107,31],[106,30]]"
        let polygon = "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}"
        let multi = "{\"type\":\"MultiPolygon\",\"coordinates\":[[\(ring)],[[[1,1],[2,1],[2,2]]]]}"
        let feature = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":\(multi)}"
        let empty = "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}"
        let all = "{\"type\":\"FeatureCollection\",\"features\":[\(feature),\(empty),{\"type\":\"GeometryCollection\",\"geometries\":[\(polygon)]}]}"
        for (text, count) in [(polygon, 1), (multi, 2), (feature, 2), (all, 3)] {
            #expect(try inFile(text) { try AreasFile.read($0).count } == count)
        }
    }

    @Test("what is no area is refused, with the feature and the reason")
    func noAreas() throws {
        let line = "{\"type\":\"LineString\",\"coordinates\":[[1,1],[2,2]]}"
        let second =
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null},{\"type\":\"Feature\",\"geometry\":\(line)}]}"
        let texts = [
            ("{", "no JSON"), ("[]", "wrong value"), ("{\"type\":\"Polygon\"}", "coordinates is missing"),
            ("{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,2]]]}", "three different points"),
            ("{\"type\":\"Polygon\",\"coordinates\":[]}", "no ring"),
            ("{\"type\":\"Polygon\",\"coordinates\":[[[1],[2],[3]]]}", "it takes two"),
            ("{\"type\":\"Polygon\",\"coordinates\":[[[500,1],[2,2],[3,1]]]}", "off the Earth"), (second, "feature 2 is a LineString"),
        ]
        for (text, words) in texts {
            let fault = #expect(throws: RoadFileFault.self) { try inFile(text) { try AreasFile.read($0) } }
            #expect(fault?.what.contains(words) == true, "\(fault?.what ?? "none")")
        }
    }
}
