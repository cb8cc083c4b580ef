import City
import Geo

/// Square cells laid over a coordinate system in metres.
public struct LandscapeGrid: Hashable, Sendable {
    public let columns: Int
    public let rows: Int
    /// Metres.
    public let cellSize: Double
    /// x and y of the south-western corner.
    public let corner: SIMD2<Double>
    /// The coordinate system by its number; nil for one that has none.
    public let epsg: Int?

    public init(columns: Int, rows: Int, cellSize: Double, corner: SIMD2<Double>, epsg: Int?) {
        (self.columns, self.rows, self.cellSize, self.corner, self.epsg) = (columns, rows, cellSize, corner, epsg)
    }
}

/// What a layer holds, as far as bringing it onto another grid is concerned.
public enum LandscapeLayerKind: Sendable {
    /// Metres above the sea; small holes are filled.
    case height
    /// Amounts: what lies between two values is something.
    case amount
    /// Codes and directions: it is not.
    case code

    public init(_ layer: String) { self = layer == "elevation" ? .height : ["fuel_model", "barrier", "aspect"].contains(layer) ? .code : .amount }
}

/// A raster on a grid.
public struct LandscapeRaster: Sendable {
    public let grid: LandscapeGrid
    /// Row after row from the north; not a number where nothing is known.
    public let values: [Float]
    /// What was odd and had to be decided, such as voids that were filled.
    public let notes: [FireFileFault]

    public init(grid: LandscapeGrid, values: [Float], notes: [FireFileFault] = []) { (self.grid, self.values, self.notes) = (grid, values, notes) }
}

/// Reads rasters that say themselves where they lie. The library behind it is an adapter of its own, so that .npy is read without it.
public struct RasterSource: Sendable {
    /// Onto the grid given, or, without one, as the raster lies.
    public let read: @Sendable (_ file: String, _ grid: LandscapeGrid?, _ kind: LandscapeLayerKind) throws(FireFileFault) -> LandscapeRaster

    public init(read: @escaping @Sendable (String, LandscapeGrid?, LandscapeLayerKind) throws(FireFileFault) -> LandscapeRaster) { self.read = read }
}

/// Where on the Earth a landscape lies.
public struct LandscapeFrame: Hashable, Sendable {
    public let zone: TransverseMercator
    /// Easting and northing of the south-western corner in metres.
    public let corner: SIMD2<Double>

    public init(zone: TransverseMercator, corner: SIMD2<Double>) { (self.zone, self.corner) = (zone, corner) }

    /// Metres east and north of the south-western corner, as `Landscape` wants its points.
    public func point(of place: Coordinate) -> SIMD2<Double> { zone.metres(of: place) - corner }

    public func coordinate(at point: SIMD2<Double>) -> Coordinate { zone.place(at: point + corner) }
}
