import Foundation
import Wildfire

/// The layers of a folder, turned so that row 0 lies in the south.
struct LandscapeLayers {
    private let folder: URL
    private let description: LandscapeDescription
    private let source: RasterSource?
    private var known: [String: [Float]] = [:]
    private(set) var shape: (rows: Int, columns: Int)?
    let isNorthFirst: Bool
    /// As described, or as the first georeferenced raster has them.
    private(set) var corner: SIMD2<Double>
    private(set) var epsg: Int?
    private(set) var doubts: [FireFileFault] = []

    init(_ folder: URL, _ description: LandscapeDescription, _ source: RasterSource?) {
        self.folder = folder
        self.description = description
        self.source = source
        isNorthFirst = description.firstRow != .south
        corner = description.corner
        epsg = description.epsg
    }

    /// A layer cell by cell; nil when the folder has none of that name. One number for all is spread out, so a raster has to be read before it.
    mutating func values(_ name: String) throws(FireFileFault) -> [Float]? {
        if let found = known[name] { return found }
        switch description.layers?[name] {
        case .number(let number):
            if shape == nil { try findShape(besides: name) }
            return shape.map { Array(repeating: Float(number), count: $0.rows * $0.columns) }
        case .file(let file, let scale):
            let values = try read(folder.appendingPathComponent(file).path, name)
            known[name] = scale == 1 ? values : values.map { $0 * Float(scale) }
        case nil:
            guard let file = try found(name) else { return nil }
            known[name] = try read(file, name)
        }
        return known[name]
    }

    /// The layer's file where the description names none.
    private func found(_ name: String) throws(FireFileFault) -> String? {
        let files = ["npy", "tif", "tiff"].map { folder.appendingPathComponent(name + "." + $0).path }
            .filter { FileManager.default.fileExists(atPath: $0) }
        guard files.count < 2 else {
            throw FireFileFault(folder.path, "\(name) is there twice (\(files.count) files); say in 'layers' which one counts")
        }
        return files.first
    }

    /// All layers have one shape: that of any of them.
    private mutating func findShape(besides name: String) throws(FireFileFault) {
        for other in Self.names where other != name && shape == nil {
            if case .number = description.layers?[other] { continue }
            _ = try values(other)
        }
    }

    private mutating func read(_ file: String, _ layer: String) throws(FireFileFault) -> [Float] {
        guard file.lowercased().hasSuffix(".npy") else { return try readPlaced(file, layer) }
        let raster = try NumPyRaster(file, Array(try LandscapeFolder.data(file)))
        try keepShape(file, raster.rows, raster.columns)
        return isNorthFirst ? Self.turned(raster.values, raster.columns) : raster.values
    }

    /// A georeferenced raster. The first one that is read without a grid makes it; others are brought onto it.
    private mutating func readPlaced(_ file: String, _ layer: String) throws(FireFileFault) -> [Float] {
        guard let source else { throw FireFileFault(file, "only .npy is read here; `bayu fire landscape import` makes it") }
        var grid: LandscapeGrid?
        if let (rows, columns) = shape, let epsg {
            grid = LandscapeGrid(columns: columns, rows: rows, cellSize: description.cellSize, corner: corner, epsg: epsg)
        } else if shape != nil {
            throw FireFileFault(file, "where it lies can only be told when landscape.json has origin and crs")
        }
        let raster = try source.read(file, grid, LandscapeLayerKind(layer))
        guard abs(raster.grid.cellSize - description.cellSize) <= 1e-6 * description.cellSize else {
            throw FireFileFault(file, "its cells measure \(raster.grid.cellSize) m and cell_size_m says \(description.cellSize)")
        }
        if description.crs != nil, let epsg, let own = raster.grid.epsg, own != epsg {
            throw FireFileFault(file, "it lies in EPSG:\(own) and landscape.json says EPSG:\(epsg)")
        }
        if description.origin != nil, let worst = [raster.grid.corner - corner].first, max(abs(worst.x), abs(worst.y)) > description.cellSize / 100 {
            throw FireFileFault(file, "its south-western corner is \(raster.grid.corner.x), \(raster.grid.corner.y), and 'origin' says otherwise")
        }
        (corner, epsg) = (raster.grid.corner, raster.grid.epsg ?? epsg)
        try keepShape(file, raster.grid.rows, raster.grid.columns)
        doubts += raster.notes
        return Self.turned(raster.values, raster.grid.columns)
    }

    private mutating func keepShape(_ file: String, _ rows: Int, _ columns: Int) throws(FireFileFault) {
        if let shape, shape != (rows, columns) {
            throw FireFileFault(file, "it has \(rows) × \(columns) cells, and the layers before it \(shape.rows) × \(shape.columns)")
        }
        shape = (rows, columns)
    }

    /// The same rows from the other end.
    static func turned(_ values: [Float], _ columns: Int) -> [Float] {
        var turned: [Float] = []
        turned.reserveCapacity(values.count)
        for row in stride(from: values.count / columns - 1, through: 0, by: -1) { turned += values[row * columns..<(row + 1) * columns] }
        return turned
    }

    /// The directions that winds are told for: those of the layers `wind_factor_NNN`, in degrees.
    func windDirections() -> [Int] {
        let named = Array((description.layers ?? [:]).keys)
        // swallowed because a folder that cannot be listed has said so with its first layer
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let names = named + files.compactMap { $0.split(separator: ".").first.map(String.init) }
        return Set(names.compactMap { Self.direction(of: $0, "wind_factor_") }).sorted()
    }

    private static func direction(of name: String, _ stem: String) -> Int? {
        guard name.hasPrefix(stem), name.count == stem.count + 3, let degrees = Int(name.dropFirst(stem.count)), (0..<360).contains(degrees) else {
            return nil
        }
        return degrees
    }

    private static func isWind(_ name: String) -> Bool { direction(of: name, "wind_factor_") != nil || direction(of: name, "wind_turn_") != nil }

    /// Layers that are named and mean nothing here, as a misspelt one does.
    func unknown(_ file: String) -> [FireFileFault] {
        (description.layers ?? [:]).keys.filter { !Self.names.contains($0) && !Self.isWind($0) }.sorted().map { name in
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
