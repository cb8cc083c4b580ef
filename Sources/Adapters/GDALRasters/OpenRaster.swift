import CGDAL

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A raster file that is open for reading.
final class OpenRaster {
    private let file: String
    private let set: GDALDatasetH
    private let band: GDALRasterBandH
    private let columns: Int
    private let rows: Int
    private var transform = [Double](repeating: 0, count: 6)
    private var assumed: SpatialReference?

    init(_ file: String) throws(RasterFault) {
        GDALHouse.open()
        self.file = file
        guard !file.hasPrefix("/vsi"), access(file, R_OK) == 0 else { throw RasterFault(file, "it is not there, or cannot be read") }
        let opened = GDALHouse.quietly { () -> GDALDatasetH? in
            var drivers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            for name in ["GTiff", "SRTMHGT"] { drivers = CSLAddString(drivers, name) }
            defer { CSLDestroy(drivers) }
            return drivers?.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: 3) { names in
                GDALOpenEx(file, UInt32(GDAL_OF_RASTER), names, nil, nil)
            }
        }
        guard let opened else { throw RasterFault(file, "it is no GeoTIFF and no .hgt: \(GDALHouse.lastError)") }
        set = opened
        guard let first = GDALGetRasterBand(opened, 1) else {
            GDALClose(opened)
            throw RasterFault(file, "it holds no raster")
        }
        band = first
        (columns, rows) = (Int(GDALGetRasterXSize(opened)), Int(GDALGetRasterYSize(opened)))
        guard GDALGetRasterCount(opened) == 1 else {
            throw RasterFault(file, "it has \(GDALGetRasterCount(opened)) bands; one layer a file is read")
        }
        guard GDALGetGeoTransform(opened, &transform) == CE_None else {
            throw RasterFault(file, "it does not say where it lies (no geotransform)")
        }
        try checkBlocks()
    }

    deinit { GDALClose(set) }

    private func checkBlocks() throws(RasterFault) {
        var (wide, high): (Int32, Int32) = (0, 0)
        GDALGetBlockSize(band, &wide, &high)
        let bytes = Int(wide) * Int(high) * Int(GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band)))
        guard bytes <= GeoRaster.blockBytesMax else {
            throw RasterFault(file, "it is packed in pieces of \(bytes >> 20) MiB; write it in tiles: gdal_translate -co TILED=YES")
        }
    }

    private var reference: OGRSpatialReferenceH? {
        guard let own = GDALGetSpatialRef(set) else { return assumed?.handle }
        return own
    }

    /// Makes sure that it has a coordinate system, and one that fits its numbers.
    func place(_ epsg: Int?) throws(RasterFault) {
        if GDALGetSpatialRef(set) == nil {
            guard let epsg else { throw RasterFault(file, "it names no coordinate system; say which with --source-crs EPSG:…") }
            assumed = try SpatialReference(epsg: epsg, file: file)
        }
        guard let reference else { throw RasterFault(file, "it names no coordinate system") }
        if OSRIsGeographic(reference) != 0 {
            let corners = [transform[0], transform[0] + Double(columns) * transform[1]]
            let ends = [transform[3], transform[3] + Double(rows) * transform[5]]
            guard corners.allSatisfy({ abs($0) <= 361 }), ends.allSatisfy({ abs($0) <= 91 }) else {
                throw RasterFault(
                    file, "its coordinate system is in degrees and its corner is \(transform[0]), \(transform[3]): one of them is wrong")
            }
        }
        guard OSRIsGeographic(reference) != 0 || OSRIsProjected(reference) != 0 else {
            throw RasterFault(file, "its coordinate system is neither in degrees nor projected, so that nobody knows where it lies")
        }
    }

    /// Where it lies, in words.
    var extent: String {
        let name = reference.flatMap { OSRGetAuthorityCode($0, nil) }.map { "EPSG:" + String(cString: $0) } ?? "its own system"
        let east = transform[0] + Double(columns) * transform[1], south = transform[3] + Double(rows) * transform[5]
        return "it covers \(Self.text(transform[0])) to \(Self.text(east)), \(Self.text(south)) to \(Self.text(transform[3])) of \(name)"
    }

    private static func text(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }

    func warp(onto target: MemoryRaster, _ kind: GeoRaster.Kind) throws(RasterFault) {
        var words = ["-r", kind == .code ? "near" : "bilinear", "-wm", "67108864", "-ot", "Float32", "-dstnodata", "nan"]
        var hasNoData: Int32 = 0
        _ = GDALGetRasterNoDataValue(band, &hasNoData)
        // What files of heights hold where they know nothing and do not say so.
        if hasNoData == 0, kind == .height { words += ["-srcnodata", GDALGetRasterDataType(band) == GDT_Int16 ? "-32768" : "-9999"] }
        if assumed != nil, let code = assumed.flatMap({ OSRGetAuthorityCode($0.handle, nil) }) {
            words += ["-s_srs", "EPSG:" + String(cString: code)]
        }
        let isDone = GDALHouse.quietly { () -> Bool in
            var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            for word in words { list = CSLAddString(list, word) }
            defer { CSLDestroy(list) }
            guard let options = GDALWarpAppOptionsNew(list, nil) else { return false }
            defer { GDALWarpAppOptionsFree(options) }
            var sources: [GDALDatasetH?] = [set]
            var fault: Int32 = 0
            let answer = GDALWarp(nil, target.set, 1, &sources, options, &fault)
            return answer != nil && fault == 0 && CPLGetLastErrorType() != CE_Failure
        }
        guard isDone else { throw RasterFault(file, "it cannot be read as a whole: \(GDALHouse.lastError)") }
    }

    /// Its own grid, for a raster of square cells in metres.
    func grid() throws(RasterFault) -> RasterGrid {
        guard let reference, OSRIsProjected(reference) != 0, abs(OSRGetLinearUnits(reference, nil) - 1) < 1e-9,
            let code = OSRGetAuthorityCode(reference, nil).flatMap({ Int(String(cString: $0)) })
        else {
            throw RasterFault(file, "it is in no projected system in metres with an EPSG number; `bayu fire landscape import` brings it into one")
        }
        guard transform[2] == 0, transform[4] == 0, transform[1] > 0, transform[5] < 0, abs(transform[1] + transform[5]) <= 1e-6 * transform[1] else {
            throw RasterFault(file, "its cells are not square with north up; `bayu fire landscape import` makes them so")
        }
        guard columns * rows <= GeoRaster.cellsMax else {
            throw RasterFault(
                file, "it has \(columns) × \(rows) cells; at most \(GeoRaster.cellsMax) are taken. Cut it with `bayu fire landscape import`")
        }
        let south = transform[3] + Double(rows) * transform[5]
        return RasterGrid(columns: columns, rows: rows, cellSize: transform[1], corner: SIMD2(transform[0], south), epsg: code)
    }

    func values(_ grid: RasterGrid) throws(RasterFault) -> [Float] {
        var cells = [Float](repeating: 0, count: grid.count)
        let isDone = GDALHouse.quietly {
            GDALRasterIO(band, GF_Read, 0, 0, Int32(columns), Int32(rows), &cells, Int32(columns), Int32(rows), GDT_Float32, 0, 0) == CE_None
        }
        guard isDone else { throw RasterFault(file, "it cannot be read as a whole: \(GDALHouse.lastError)") }
        var hasNoData: Int32 = 0
        let noData = Float(GDALGetRasterNoDataValue(band, &hasNoData))
        return hasNoData == 0 ? cells : cells.map { $0 == noData ? .nan : $0 }
    }
}

/// A raster in memory that others are brought onto.
final class MemoryRaster {
    let set: GDALDatasetH
    private let file: String
    private let grid: RasterGrid

    init(_ grid: RasterGrid, _ file: String) throws(RasterFault) {
        GDALHouse.open()
        let reference = try SpatialReference(epsg: grid.epsg, file: file)
        guard let driver = GDALGetDriverByName("MEM"),
            let made = GDALCreate(driver, "", Int32(grid.columns), Int32(grid.rows), 1, GDT_Float32, nil)
        else { throw RasterFault(file, "there is no memory for \(grid.count) cells") }
        (set, self.grid, self.file) = (made, grid, file)
        var transform = grid.transform
        GDALSetGeoTransform(set, &transform)
        GDALSetProjection(set, reference.text)
        let band = GDALGetRasterBand(set, 1)
        GDALSetRasterNoDataValue(band, .nan)
        GDALFillRaster(band, .nan, 0)
    }

    deinit { GDALClose(set) }

    var extent: String {
        let end = grid.corner + SIMD2(Double(grid.columns), Double(grid.rows)) * grid.cellSize
        return "\(Int(grid.corner.x)) to \(Int(end.x)), \(Int(grid.corner.y)) to \(Int(end.y))"
    }

    func values() throws(RasterFault) -> [Float] {
        var cells = [Float](repeating: 0, count: grid.count)
        let (columns, rows) = (Int32(grid.columns), Int32(grid.rows))
        let isDone = GDALHouse.quietly {
            GDALRasterIO(GDALGetRasterBand(set, 1), GF_Read, 0, 0, columns, rows, &cells, columns, rows, GDT_Float32, 0, 0) == CE_None
        }
        guard isDone else { throw RasterFault(file, GDALHouse.lastError) }
        return cells
    }

    /// Voids filled from what lies around, weighted by distance (GDALFillNodata).
    func filled(within cells: Int) throws(RasterFault) -> [Float] {
        let band = GDALGetRasterBand(set, 1)
        let isDone = GDALHouse.quietly { GDALFillNodata(band, GDALGetMaskBand(band), Double(cells), 0, 0, nil, nil, nil) == CE_None }
        guard isDone else { throw RasterFault(file, "its voids cannot be filled: \(GDALHouse.lastError)") }
        return try values()
    }
}
