import FireFiles
import GDALRasters
import Wildfire

/// Georeferenced rasters for the commands on fires, read and written through GDAL.
enum FireRasters {
    static let source = RasterSource { file, grid, kind throws(FireFileFault) in
        try explained {
            guard let grid else {
                let layer = try GeoRaster.read(file)
                return LandscapeRaster(grid: landscape(layer.grid), values: layer.values)
            }
            let layer = try GeoRaster.read(file, onto: try raster(grid, file), GeoRaster.Kind(kind))
            let notes = layer.filled > 0 ? [FireFileFault(file, filledWords(layer.filled))] : []
            return LandscapeRaster(grid: grid, values: layer.values, notes: notes)
        }
    }

    static func filledWords(_ count: Int) -> String { "\(count) cells had no height and were filled from those around them" }

    /// Writes a layer of a landscape, row 0 in the south, as GeoTIFF.
    static func write(_ folder: LandscapeFolder, _ values: [Float], _ file: String) throws(FireFileFault) {
        guard let epsg = folder.epsg else { throw FireFileFault(file, "GeoTIFF needs to know where it lies: landscape.json has no crs. Write .npy") }
        let ground = folder.landscape
        let grid = RasterGrid(columns: ground.columns, rows: ground.rows, cellSize: ground.cellSize, corner: folder.corner, epsg: epsg)
        try explained { try GeoRaster.write(file, grid, LandscapeFolder.turned(values, columns: ground.columns)) }
    }

    static func landscape(_ grid: RasterGrid) -> LandscapeGrid {
        LandscapeGrid(columns: grid.columns, rows: grid.rows, cellSize: grid.cellSize, corner: grid.corner, epsg: grid.epsg)
    }

    private static func raster(_ grid: LandscapeGrid, _ file: String) throws(FireFileFault) -> RasterGrid {
        guard let epsg = grid.epsg else { throw FireFileFault(file, "landscape.json has no crs to bring it into") }
        return RasterGrid(columns: grid.columns, rows: grid.rows, cellSize: grid.cellSize, corner: grid.corner, epsg: epsg)
    }

    static func explained<Answer>(_ body: () throws -> Answer) throws(FireFileFault) -> Answer {
        do {
            return try body()
        } catch let fault as RasterFault {
            throw FireFileFault(fault.file, fault.what)
        } catch let fault as FireFileFault {
            throw fault
        } catch {
            throw FireFileFault("GDAL", "\(error)")
        }
    }
}

extension GeoRaster.Kind {
    init(_ kind: LandscapeLayerKind) {
        switch kind {
        case .height: self = .height
        case .amount: self = .amount
        case .code: self = .code
        }
    }
}
