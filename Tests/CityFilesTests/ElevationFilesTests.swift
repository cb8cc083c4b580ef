import City
import CityFiles
import Foundation
import Geo
import Testing

@Suite("The heights of a package")
struct ElevationFilesTests {
    private static let good = """
        ncols 3
        nrows 2
        xllcorner -122.5
        yllcorner 47.5
        cellsize 0.5
        NODATA_value -9999
        10 20 30
        1 2 -9999
        """

    private func package(_ text: String) throws -> PackageCopy {
        let copy = try PackageCopy()
        try copy.write(text, to: "elevation/north.asc")
        return copy
    }

    @Test("rows stand from north to south, heights at the middle of the cells, and a hole is not known")
    func whole() throws {
        let model = try package(Self.good).load().elevation
        let grid = try #require(model.grids.first)
        #expect(grid.southWest == Coordinate(latitude: 47.75, longitude: -122.25))
        #expect(grid.columns == 3 && grid.rows == 2 && grid.stepDegrees == 0.5)
        #expect(model.heightMetres(at: Coordinate(latitude: 47.75, longitude: -122.25)) == 1)
        #expect(model.heightMetres(at: Coordinate(latitude: 48.25, longitude: -122.25)) == 10)
        #expect(model.heightMetres(at: Coordinate(latitude: 47.8, longitude: -121.3)) == nil)
    }

    @Test("a package without heights is in order, and one with an empty folder is not")
    func none() throws {
        #expect(try PackageCopy().load().elevation.isEmpty)
        let copy = try package(Self.good)
        try copy.remove("elevation/north.asc")
        #expect(copy.check().map(\.file) == ["elevation"])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let line: Int
        let says: String
        var testDescription: String { says }
    }

    @Test(
        "a grid that is wrong is named by file and line",
        arguments: [
            Fault(old: "ncols 3", new: "ncols 4", line: 7, says: "3 heights and ncols says 4"),
            Fault(old: "ncols 3", new: "ncols 2", line: 7, says: "3 heights and ncols says 2"),
            Fault(old: "nrows 2", new: "nrows 3", line: 8, says: "cut off"),
            Fault(old: "nrows 2", new: "nrows 1", line: 1, says: "ncols and nrows from 2"),
            Fault(old: "ncols 3", new: "ncols 99999999999", line: 1, says: "thin the grid"),
            Fault(old: "20", new: "abc", line: 7, says: "no number"),
            Fault(old: "20", new: "nan", line: 7, says: "no number"),
            Fault(old: "20", new: "20000", line: 7, says: "not on this Earth"),
            Fault(old: "xllcorner -122.5", new: "xllcorner 354000", line: 1, says: "EPSG:4326"),
            Fault(old: "cellsize 0.5", new: "cellsize 0", line: 1, says: "cellsize above 0"),
            Fault(old: "cellsize 0.5", new: "cellsize", line: 5, says: "needs one number"),
            Fault(old: "yllcorner 47.5\n", new: "", line: 1, says: "yllcorner or yllcenter"),
        ])
    func faults(_ fault: Fault) throws {
        let found = try package(Self.good.replacingOccurrences(of: fault.old, with: fault.new)).check()
        #expect(found.map(\.file) == ["elevation/north.asc"] && found.map(\.line) == [fault.line], "\(found)")
        #expect(found.first?.message.contains(fault.says) == true, "\(found)")
    }
}
