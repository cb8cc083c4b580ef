import AsciiGrids
import Geology

/// A surface as an ESRI ASCII grid, in metres of the survey's plan.
enum SurfaceFile {
    static func read(_ source: GeologySource) throws(GeologyFileFault) -> SurfaceGrid {
        do throws(AsciiGridFault) {
            let grid = try AsciiGrid.read(source.text, cellsMax: SurfaceGrid.nodesMax)
            return SurfaceGrid(
                corner: PlanPoint(x: grid.x, y: grid.y), cellMetres: grid.cell, columns: grid.columns, rows: grid.rows,
                heights: grid.heights.map { $0.isFinite ? $0 : nil })
        } catch {
            throw GeologyFileFault(file: source.name, line: error.line, message: error.message)
        }
    }
}
