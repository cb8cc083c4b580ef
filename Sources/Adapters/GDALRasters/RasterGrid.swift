import CGDAL

/// Square cells laid over a projected coordinate system in metres, the first row in the north.
public struct RasterGrid: Hashable, Sendable {
    public let columns: Int
    public let rows: Int
    /// Metres.
    public let cellSize: Double
    /// x and y of the south-western corner.
    public let corner: SIMD2<Double>
    /// The coordinate system by its number.
    public let epsg: Int

    public init(columns: Int, rows: Int, cellSize: Double, corner: SIMD2<Double>, epsg: Int) {
        (self.columns, self.rows, self.cellSize, self.corner, self.epsg) = (columns, rows, cellSize, corner, epsg)
    }

    public var count: Int { columns * rows }

    /// The grid over an area told in degrees of WGS 84, its corners on whole cells.
    public init(west: Double, south: Double, east: Double, north: Double, cellSize: Double, epsg: Int) throws(RasterFault) {
        let name = "EPSG:\(epsg)"
        let degrees = try SpatialReference(epsg: 4326, file: name), metres = try SpatialReference(epsg: epsg, file: name)
        guard metres.isInMetres else { throw RasterFault(name, "it is no projected system in metres; a UTM zone is one, such as EPSG:32648") }
        var box = (0.0, 0.0, 0.0, 0.0)
        let isDone = GDALHouse.quietly { () -> Bool in
            guard let change = OCTNewCoordinateTransformation(degrees.handle, metres.handle) else { return false }
            defer { OCTDestroyCoordinateTransformation(change) }
            return OCTTransformBounds(change, west, south, east, north, &box.0, &box.1, &box.2, &box.3, 21) != 0
        }
        guard isDone, [box.0, box.1, box.2, box.3].allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else {
            throw RasterFault(name, "the area \(west), \(south), \(east), \(north) cannot be told in it")
        }
        let left = (box.0 / cellSize).rounded(.down), low = (box.1 / cellSize).rounded(.down)
        let columns = (box.2 / cellSize).rounded(.up) - left, rows = (box.3 / cellSize).rounded(.up) - low
        guard columns >= 1, rows >= 1, columns * rows <= Double(GeoRaster.cellsMax) else {
            throw RasterFault(name, "the area has \(Int(min(columns * rows, 1e15))) cells of \(cellSize) m; at most \(GeoRaster.cellsMax) are taken")
        }
        self.init(columns: Int(columns), rows: Int(rows), cellSize: cellSize, corner: SIMD2(left, low) * cellSize, epsg: epsg)
    }

    /// As GDAL has it: x and y of the north-western corner, and the steps along both.
    var transform: [Double] { [corner.x, cellSize, 0, corner.y + Double(rows) * cellSize, 0, -cellSize] }
}

/// A coordinate system, longitude and easting first.
final class SpatialReference {
    let handle: OGRSpatialReferenceH

    init(epsg: Int, file: String) throws(RasterFault) {
        GDALHouse.open()
        guard let made = OSRNewSpatialReference(nil) else { throw RasterFault(file, "there is no memory for its coordinate system") }
        handle = made
        let isKnown = (1...999_999).contains(epsg) && GDALHouse.quietly { OSRImportFromEPSG(made, Int32(epsg)) == OGRERR_NONE }
        guard isKnown else { throw RasterFault(file, "EPSG:\(epsg) is no coordinate system that is known") }
        OSRSetAxisMappingStrategy(handle, OAMS_TRADITIONAL_GIS_ORDER)
    }

    deinit { OSRDestroySpatialReference(handle) }

    var isInMetres: Bool { OSRIsProjected(handle) != 0 && abs(OSRGetLinearUnits(handle, nil) - 1) < 1e-9 }

    var text: String {
        var raw: UnsafeMutablePointer<CChar>?
        defer { VSIFree(raw) }
        guard OSRExportToWkt(handle, &raw) == OGRERR_NONE, let raw else { return "" }
        return String(cString: raw)
    }
}

/// What GDAL needs once: the few drivers that are wanted, and nothing that loads others or calls the network.
enum GDALHouse {
    private static let isOpen: Bool = {
        GDALRegister_GTiff()
        GDALRegister_SRTMHGT()
        GDALRegister_MEM()
        // A raster's siblings are not looked through: a folder may hold thousands.
        CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR")
        CPLSetConfigOption("GDAL_CACHEMAX", "128")
        return true
    }()

    static func open() { precondition(isOpen) }

    /// Nothing of what GDAL would print; the last error stays to be asked for.
    static func quietly<Answer>(_ body: () -> Answer) -> Answer {
        CPLErrorReset()
        CPLPushErrorHandler(CPLQuietErrorHandler)
        defer { CPLPopErrorHandler() }
        return body()
    }

    static var lastError: String {
        let text = CPLGetLastErrorMsg().map { String(cString: $0) } ?? ""
        return text.isEmpty ? "no reason is given" : String(text.prefix(200))
    }
}
