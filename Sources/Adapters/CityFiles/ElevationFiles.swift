import AsciiGrids
import City
import Geo

/// `elevation/*.asc`: heights of the ground as ESRI ASCII grids in degrees of WGS 84. A package may have none.
enum ElevationFiles {
    static let folder = "elevation"
    static let ending = "asc"
    /// From the Dead Sea's deepest shafts to above Everest; a height beyond is another unit.
    private static let heightsMetres = -1_500.0...9_000.0

    static func read(_ package: PackageFolder) -> ElevationModel {
        guard package.has(folder) else { return ElevationModel() }
        let names = package.list(folder, endings: [ending], required: true)
        if names.count > ElevationModel.gridsMax {
            package.faults.report(
                Place(file: folder, line: 1), "there are \(names.count) grids and at most \(ElevationModel.gridsMax) are read: join some")
        }
        // What is left for the grids that follow.
        var left = ElevationModel.crossingsMax
        let grids = names.prefix(ElevationModel.gridsMax).compactMap { name -> ElevationModel.Grid? in
            guard let text = package.text(name) else { return nil }
            do throws(AsciiGridFault) {
                let grid = try grid(of: text, crossingsMax: left)
                left -= grid.columns * grid.rows
                return grid
            } catch {
                package.faults.report(Place(file: name, line: error.line ?? 1), error.message)
                return nil
            }
        }
        return ElevationModel(grids: grids)
    }

    private static func grid(of text: String, crossingsMax: Int) throws(AsciiGridFault) -> ElevationModel.Grid {
        let grid = try AsciiGrid.read(text, cellsMax: crossingsMax, within: heightsMetres)
        let southWest = Coordinate(latitude: grid.y, longitude: grid.x)
        let northEast = Coordinate(
            latitude: grid.y + grid.cell * Double(grid.rows - 1), longitude: grid.x + grid.cell * Double(grid.columns - 1))
        guard southWest.isOnEarth, northEast.isOnEarth else {
            throw AsciiGridFault(
                line: 1,
                message: "the grid reaches from \(grid.x), \(grid.y) to \(northEast.longitude), \(northEast.latitude): it must be in degrees of "
                    + "WGS 84 (EPSG:4326)")
        }
        return ElevationModel.Grid(
            southWest: southWest, stepDegrees: grid.cell, columns: grid.columns, rows: grid.rows, heights: grid.heights.map(Float.init))
    }
}
