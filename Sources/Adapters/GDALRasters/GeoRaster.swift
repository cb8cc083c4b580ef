import CGDAL

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Rasters that say where they lie: GeoTIFF in any coordinate system, and SRTM's .hgt, also as .hgt.zip. Read through GDAL.
///
/// Only what is asked for is read, so that the size of a file does not matter; other drivers are not registered, so that no file names a host or
/// another file.
public enum GeoRaster {
    /// What lies between two values.
    public enum Kind: Sendable {
        /// Heights in metres: what lies between is in between, and small voids are filled.
        case height
        /// Amounts: what lies between is in between.
        case amount
        /// Codes: the nearest one.
        case code
    }

    public struct Layer: Sendable {
        public let grid: RasterGrid
        /// Row after row from the north; not a number where nothing is known.
        public let values: [Float]
        /// How many cells had no height and were filled from those around.
        public let filled: Int
    }

    /// Brings a raster onto a grid, from whichever coordinate system and cell size it has.
    ///
    /// - Parameter epsg: the coordinate system of a file that says none.
    public static func read(_ file: String, onto grid: RasterGrid, _ kind: Kind, epsg: Int? = nil) throws(RasterFault) -> Layer {
        guard (1...cellsMax).contains(grid.count) else { throw RasterFault(file, "\(grid.count) cells are asked for; at most \(cellsMax) are taken") }
        let source = try OpenRaster(file)
        try source.place(epsg)
        let target = try MemoryRaster(grid, file)
        try source.warp(onto: target, kind)
        var values = try target.values()
        let voids = values.count { !$0.isFinite }
        if voids == values.count {
            throw RasterFault(file, "it does not overlap the landscape: \(source.extent), and the landscape \(target.extent) of EPSG:\(grid.epsg)")
        }
        guard kind == .height, voids > 0 else { return Layer(grid: grid, values: values, filled: 0) }
        let share = Double(voids) / Double(values.count)
        guard share <= voidShareMax else {
            throw RasterFault(file, "\(voids) of \(values.count) cells have no height; at most \(Int(voidShareMax * 100)) in a hundred are filled")
        }
        values = try target.filled(within: voidReachCells)
        let left = values.count { !$0.isFinite }
        guard left == 0 else {
            throw RasterFault(file, "\(left) cells have no height within \(voidReachCells) cells; take a model without such holes")
        }
        return Layer(grid: grid, values: values, filled: voids)
    }

    /// A raster as it lies. It has to be one of square cells in metres, north up.
    public static func read(_ file: String) throws(RasterFault) -> Layer {
        let source = try OpenRaster(file)
        let grid = try source.grid()
        return Layer(grid: grid, values: try source.values(grid), filled: 0)
    }

    /// Writes GeoTIFF, float32, packed by DEFLATE; what is not a number becomes the file's own "no data".
    ///
    /// - Parameter values: row after row from the north.
    public static func write(_ file: String, _ grid: RasterGrid, _ values: [Float]) throws(RasterFault) {
        precondition(values.count == grid.count, "a raster has a value for each cell")
        let reference = try SpatialReference(epsg: grid.epsg, file: file)
        let isWritten = GDALHouse.quietly { () -> Bool in
            var options: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            for (name, value) in [("COMPRESS", "DEFLATE"), ("PREDICTOR", "3"), ("TILED", "YES")] { options = CSLSetNameValue(options, name, value) }
            defer { CSLDestroy(options) }
            guard let driver = GDALGetDriverByName("GTiff"),
                let set = GDALCreate(driver, file, Int32(grid.columns), Int32(grid.rows), 1, GDT_Float32, options)
            else { return false }
            var transform = grid.transform
            let band = GDALGetRasterBand(set, 1)
            var cells = values.map { $0.isFinite ? $0 : noData }
            let isGood =
                GDALSetGeoTransform(set, &transform) == CE_None && GDALSetProjection(set, reference.text) == CE_None
                && GDALSetRasterNoDataValue(band, Double(noData)) == CE_None
                && GDALRasterIO(
                    band, GF_Write, 0, 0, Int32(grid.columns), Int32(grid.rows), &cells, Int32(grid.columns), Int32(grid.rows), GDT_Float32, 0, 0)
                    == CE_None
            GDALClose(set)
            return isGood && CPLGetLastErrorType() != CE_Failure
        }
        guard isWritten else { throw RasterFault(file, "it cannot be written: \(GDALHouse.lastError)") }
    }

    /// Nothing that is written is below nought.
    static let noData: Float = -9999
    /// As many as a landscape may have cells.
    public static let cellsMax = 1 << 24
    /// Beyond this a hole is not filled but a terrain made up.
    static let voidShareMax = 0.05
    /// Cells; SRTM's voids on steep slopes are a few wide.
    static let voidReachCells = 12
    /// A block of a file is unpacked as a whole: one bigger than this comes from a file in one piece, or from somebody who wants to hurt.
    static let blockBytesMax = 256 << 20
}
