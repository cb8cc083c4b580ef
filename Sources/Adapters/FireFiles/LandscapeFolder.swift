import Foundation
import Wildfire

/// A landscape from a folder: `landscape.json` and a .npy for each layer that is not one number for all cells.
///
/// Layers: fuel_model; slope (rise over run) and aspect (degrees), or elevation (m) from which both are made; canopy_cover, canopy_height,
/// canopy_base_height, canopy_bulk_density; barrier (what is not 0 lets no fire through). Only fuel_model has to be there.
public struct LandscapeFolder: Sendable {
    public let landscape: Landscape
    public let weather: [WeatherBand]
    /// x and y of the south-western corner, in the frame that ignitions are told in.
    public let corner: SIMD2<Double>
    public let isNorthFirst: Bool
    /// What had to be taken for something else: unknown codes, voids of the terrain.
    public let doubts: [FireFileFault]

    public init(_ path: String, fuels: FuelCatalogue) throws(FireFileFault) {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let file = folder.appendingPathComponent("landscape.json").path
        let description = try LandscapeDescription(file, try Self.data(file))
        var layers = LandscapeLayers(folder, description)
        guard let codes = try layers.values("fuel_model") else { throw FireFileFault(path, "the layer fuel_model is missing (fuel_model.npy)") }
        guard let (rows, columns) = layers.shape else { throw FireFileFault(path, "every layer is one number; at least one has to be a raster") }
        let bed = try FuelBytes(codes, fuels, file: file)
        let ground = try LandscapeTerrain(&layers, cellSize: description.cellSize, file: file)
        let barriers = try BarrierMap(&layers, description, file: file)
        landscape = Landscape(
            columns: columns, rows: rows, cellSize: description.cellSize, models: bed.models, fuels: bed.bytes, slopes: ground.slopes,
            canopies: try layers.canopies(), barriers: barriers.minutes)
        weather = try description.bands(file)
        corner = description.corner
        isNorthFirst = layers.isNorthFirst
        doubts = bed.doubts + ground.doubts + barriers.doubts + layers.unknown(file)
    }

    static func data(_ file: String) throws(FireFileFault) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw FireFileFault(file, "it cannot be read: \(error.localizedDescription)")
        }
    }
}

/// The layers of a folder, turned so that row 0 lies in the south.
struct LandscapeLayers {
    private let folder: URL
    private let description: LandscapeDescription
    private(set) var shape: (rows: Int, columns: Int)?
    let isNorthFirst: Bool

    init(_ folder: URL, _ description: LandscapeDescription) {
        self.folder = folder
        self.description = description
        isNorthFirst = description.firstRow != .south
    }

    /// A layer cell by cell; nil when the folder has none of that name. One number for all is spread out, so a raster has to be read before it.
    mutating func values(_ name: String) throws(FireFileFault) -> [Float]? {
        switch description.layers?[name] {
        case .number(let number):
            if shape == nil { try findShape(besides: name) }
            return shape.map { Array(repeating: Float(number), count: $0.rows * $0.columns) }
        case .file(let file): return try read(folder.appendingPathComponent(file).path)
        case nil:
            let file = folder.appendingPathComponent(name + ".npy").path
            return FileManager.default.fileExists(atPath: file) ? try read(file) : nil
        }
    }

    /// All layers have one shape: that of any of them.
    private mutating func findShape(besides name: String) throws(FireFileFault) {
        for other in Self.names where other != name && shape == nil {
            if case .number = description.layers?[other] { continue }
            _ = try values(other)
        }
    }

    private mutating func read(_ file: String) throws(FireFileFault) -> [Float] {
        let raster = try NumPyRaster(file, Array(try LandscapeFolder.data(file)))
        if let shape, shape != (raster.rows, raster.columns) {
            throw FireFileFault(file, "it has \(raster.rows) × \(raster.columns) cells, and the layers before it \(shape.rows) × \(shape.columns)")
        }
        shape = (raster.rows, raster.columns)
        guard isNorthFirst else { return raster.values }
        return (0..<raster.rows).reversed().flatMap { raster.values[$0 * raster.columns..<($0 + 1) * raster.columns] }
    }

    /// Layers that are named and mean nothing here, as a misspelt one does.
    func unknown(_ file: String) -> [FireFileFault] {
        (description.layers ?? [:]).keys.filter { !Self.names.contains($0) }.sorted().map { name in
            FireFileFault(file, "nobody knows a layer '\(name)': it is left out. There are \(Self.names.joined(separator: ", "))")
        }
    }

    mutating func canopies() throws(FireFileFault) -> [Canopy] {
        guard let cover = try values("canopy_cover") else { return [.none] }
        let (height, base) = (try values("canopy_height"), try values("canopy_base_height"))
        let density = try values("canopy_bulk_density")
        if let worst = cover.first(where: { $0 > 1 && $0.isFinite }) {
            throw FireFileFault(folder.path, "canopy_cover holds \(worst); it is a fraction: 0.6 is sixty per cent")
        }
        for (name, layer, most, unit) in [
            ("canopy_height", height, CellCase.heightMax, "metres"), ("canopy_base_height", base, CellCase.heightMax, "metres"),
            ("canopy_bulk_density", density, CellCase.densityMax, "kg/m³"),
        ] {
            guard let worst = layer?.first(where: { Double($0) > most && $0.isFinite }) else { continue }
            throw FireFileFault(
                folder.path,
                "\(name) holds \(worst), and at most \(most) \(unit) are taken. LANDFIRE writes tenths of metres and hundredths of kg/m³: divide")
        }
        let known = { (layer: [Float]?, index: Int) in Double(layer.map { $0[index].isFinite ? max($0[index], 0) : 0 } ?? 0) }
        return cover.indices.map { index in
            Canopy(
                cover: known(cover, index), height: known(height, index), baseHeight: known(base, index), bulkDensity: known(density, index))
        }
    }

    private static let names = [
        "fuel_model", "elevation", "slope", "aspect", "canopy_cover", "canopy_height", "canopy_base_height", "canopy_bulk_density", "barrier",
    ]
}
