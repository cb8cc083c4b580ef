import Foundation
import Geo
import Wildfire

/// A landscape from a folder: `landscape.json` and a raster (.npy, or GeoTIFF where a reader for it is handed in) for each layer that is not one number for
/// all cells.
///
/// Layers: fuel_model; slope (rise over run) and aspect (degrees), or elevation (m) from which both are made; canopy_cover, canopy_height,
/// canopy_base_height, canopy_bulk_density; barrier (what is not 0 lets no fire through); wind_factor_NNN and wind_turn_NNN. Only fuel_model has to be
/// there.
public struct LandscapeFolder: Sendable {
    public private(set) var landscape: Landscape
    public let weather: [WeatherBand]
    /// x and y of the south-western corner, in the frame that ignitions are told in.
    public let corner: SIMD2<Double>
    public let isNorthFirst: Bool
    /// Where on the Earth it lies; nil where the description does not say, or in a coordinate system other than UTM.
    public let frame: LandscapeFrame?
    /// The number of the coordinate system as the description or the rasters have it.
    public let epsg: Int?
    /// Made up, as its description says.
    public let isSynthetic: Bool
    /// Metres, row 0 in the south; nil where the folder has no heights.
    public let elevations: [Float]?
    /// What had to be taken for something else: unknown codes, voids of the terrain.
    public let doubts: [FireFileFault]

    /// - Parameters:
    ///   - rasters: reads what is no .npy; without it such a layer is refused.
    ///   - isWeatherNeeded: false takes a folder without weather, for callers that bring their own.
    public init(_ path: String, fuels: FuelCatalogue, rasters: RasterSource? = nil, isWeatherNeeded: Bool = true) throws(FireFileFault) {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let file = folder.appendingPathComponent("landscape.json").path
        let description = try LandscapeDescription(file, try Self.data(file))
        var layers = LandscapeLayers(folder, description, rasters)
        guard let codes = try layers.values("fuel_model") else { throw FireFileFault(path, "the layer fuel_model is missing (fuel_model.npy)") }
        guard let (rows, columns) = layers.shape else { throw FireFileFault(path, "every layer is one number; at least one has to be a raster") }
        let bed = try FuelBytes(codes, fuels, file: file)
        let ground = try LandscapeTerrain(&layers, cellSize: description.cellSize, file: file)
        let barriers = try BarrierMap(&layers, description, file: file)
        landscape = Landscape(
            columns: columns, rows: rows, cellSize: description.cellSize, models: bed.models, fuels: bed.bytes, slopes: ground.slopes,
            canopies: try layers.canopies(), barriers: barriers.minutes, barrierWidths: barriers.widths,
            wind: try LandscapeWind.field(&layers, description, slopes: ground.slopes, file: file))
        weather = description.weather == nil && !isWeatherNeeded ? [] : try description.bands(file)
        corner = layers.corner
        epsg = layers.epsg
        frame = layers.epsg.flatMap(TransverseMercator.init(epsg:)).map { [corner = layers.corner] in LandscapeFrame(zone: $0, corner: corner) }
        isSynthetic = description.synthetic ?? false
        elevations = try layers.values("elevation")
        isNorthFirst = layers.isNorthFirst
        doubts = bed.doubts + ground.doubts + barriers.doubts + layers.doubts + layers.unknown(file)
    }

    /// Draws more roads, breaks and lines of crews on the landscape.
    public mutating func draw(_ lines: [BarrierLine], file: String) throws(FireFileFault) {
        var map = BarrierMap(landscape)
        try map.draw(
            lines, rows: landscape.rows, columns: landscape.columns, corner: corner, cellSize: landscape.cellSize, file: file)
        landscape = landscape.replacingBarriers(map.minutes, widths: map.widths)
    }

    /// Lets the ground bend the wind, unless the folder has a wind field of its own.
    public mutating func bendWind(file: String) throws(FireFileFault) {
        guard landscape.wind == nil else { return }
        guard let elevations else { throw FireFileFault(file, "wind over terrain wants heights: add a layer elevation") }
        landscape = landscape.replacingWind(
            LandscapeWind.terrain(
                elevations, rows: landscape.rows, columns: landscape.columns, cellSize: landscape.cellSize, slopes: landscape.slopes))
    }

    /// The same rows from the other end: row 0 in the north for what had it in the south, and the other way round.
    public static func turned(_ values: [Float], columns: Int) -> [Float] { LandscapeLayers.turned(values, columns) }

    static func data(_ file: String) throws(FireFileFault) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw FireFileFault(file, "it cannot be read: \(error.localizedDescription)")
        }
    }
}
