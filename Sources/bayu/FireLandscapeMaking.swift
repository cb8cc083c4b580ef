import City
import FireFiles
import Foundation
import GDALRasters
import Geo
import Wildfire

/// One import: the grid first, then layer after layer onto it, then the folder.
struct FireLandscapeMaking {
    private let command: FireLandscapeImport
    private let grid: RasterGrid
    private let sourceEPSG: Int?
    private var clock = StageClock()

    init(_ command: FireLandscapeImport) throws {
        self.command = command
        let edges = try Self.edges(command.bounds)
        let middle = Coordinate(latitude: (edges[1] + edges[3]) / 2, longitude: (edges[0] + edges[2]) / 2)
        let epsg = try command.crs.map { try Self.number($0, "--crs") } ?? TransverseMercator(around: middle).epsg
        sourceEPSG = try command.sourceCrs.map { try Self.number($0, "--source-crs") }
        grid = try FireRasters.explained {
            try RasterGrid(west: edges[0], south: edges[1], east: edges[2], north: edges[3], cellSize: command.cell, epsg: epsg)
        }
    }

    mutating func run() throws {
        var notes: [FireFileFault] = []
        var layers: [(name: String, file: String, values: [Float])] = []
        for (name, file) in files {
            if name == "fuel_model", let code = Int(file) {
                layers.append((name, "code \(code)", Array(repeating: Float(code), count: grid.count)))
                continue
            }
            let layer = try FireRasters.explained { [grid, sourceEPSG] in
                try GeoRaster.read(file, onto: grid, GeoRaster.Kind(LandscapeLayerKind(name)), epsg: sourceEPSG)
            }
            if layer.filled > 0 { notes.append(FireFileFault(file, FireRasters.filledWords(layer.filled))) }
            let scale = name == "canopy_cover" ? Float(command.coverScale) : 1
            layers.append((name, file, scale == 1 ? layer.values : layer.values.map { $0 * scale }))
        }
        let voids = try checkFuels(layers[1].values, &notes)
        for note in notes.prefix(FireCommand.faultsShown) { Terminal.note("bayu: \(note)") }
        clock.lap("import")
        try write(layers)
        // What `spread` would say of it, said now.
        let folder = try LandscapeFolder(command.out, fuels: try command.fuels.catalogue(), isWeatherNeeded: false)
        clock.lap("write")
        let burning = (0..<folder.landscape.count).count { folder.landscape.burns($0) }
        Terminal.say(
            try Line(
                cells: grid.count, columns: grid.columns, rows: grid.rows, crs: "EPSG:\(grid.epsg)", burnableCells: burning, cellsWithoutFuel: voids,
                notes: notes.count, cpuSeconds: TerrainOutput.rounded(clock.seconds.values.reduce(0, +), 1e4),
                peakMemoryMiB: TerrainOutput.rounded(StageClock.peakMebibytes, 10)
            ).line())
    }

    private var files: [(String, String)] {
        let crowns = [
            ("canopy_cover", command.canopyCover), ("canopy_height", command.canopyHeight), ("canopy_base_height", command.canopyBaseHeight),
            ("canopy_bulk_density", command.canopyBulkDensity),
        ]
        return [("elevation", command.dem), ("fuel_model", command.fuel)] + crowns.compactMap { name, file in file.map { (name, $0) } }
    }

    /// Codes that nobody knows, by their number of cells. Cells without any code are told and do not burn.
    private func checkFuels(_ codes: [Float], _ notes: inout [FireFileFault]) throws -> Int {
        let catalogue = try command.fuels.catalogue()
        var unknown: [Int: Int] = [:]
        var voids = 0
        var known: [Float: Bool] = [:]
        for value in codes {
            guard value.isFinite, abs(value) < 1e6 else {
                voids += 1
                continue
            }
            if known[value] == nil {
                if case .unknown = catalogue.kind(of: Int(value)) { known[value] = false } else { known[value] = true }
            }
            if known[value] == false { unknown[Int(value), default: 0] += 1 }
        }
        if voids > 0 { notes.append(FireFileFault(command.fuel, "\(voids) cells have no code: they do not burn")) }
        guard !unknown.isEmpty else { return voids }
        let words = unknown.sorted { $0.key < $1.key }.prefix(Self.codesShown).map { "\($0.key) (\($0.value) cells)" }.joined(separator: ", ")
        guard command.unknownFuel == .unburnable else {
            let help = "add them with --fuels, or let them be ground that does not burn with --unknown-fuel unburnable"
            throw FireFileFault(command.fuel, "the fuel codes \(words) are not known; \(help)")
        }
        notes.append(FireFileFault(command.fuel, "the fuel codes \(words) are not known and do not burn, as was asked"))
        return voids
    }

    private func write(_ layers: [(name: String, file: String, values: [Float])]) throws(FireFileFault) {
        let folder = URL(fileURLWithPath: command.out, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for layer in layers {
                let bytes = NumPyRaster.bytes(rows: grid.rows, columns: grid.columns, layer.values)
                try Data(bytes).write(to: folder.appendingPathComponent(layer.name + ".npy"))
            }
            let sources = layers.map { Source(layer: $0.name, from: URL(fileURLWithPath: $0.file).lastPathComponent) }
            let description = Description(
                cellSize: grid.cellSize, firstRow: "north", origin: [grid.corner.x, grid.corner.y], crs: "EPSG:\(grid.epsg)", corners: corners,
                made: Date().formatted(.iso8601.year().month().day()), sources: sources,
                layers: Dictionary(uniqueKeysWithValues: layers.map { ($0.name, $0.name + ".npy") }))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(description).write(to: folder.appendingPathComponent("landscape.json"))
        } catch {
            throw FireFileFault(command.out, "it cannot be written: \(error.localizedDescription)")
        }
    }

    /// Longitude and latitude of the corners, south-west, south-east, north-east, north-west; nil outside UTM.
    private var corners: [[Double]]? {
        guard let zone = TransverseMercator(epsg: grid.epsg) else { return nil }
        let frame = LandscapeFrame(zone: zone, corner: SIMD2(grid.corner.x, grid.corner.y))
        let size = SIMD2(Double(grid.columns), Double(grid.rows)) * grid.cellSize
        return [SIMD2(0, 0), SIMD2(size.x, 0), size, SIMD2(0, size.y)].map { point in
            let place = frame.coordinate(at: point)
            return [TerrainOutput.rounded(place.longitude, 1e8), TerrainOutput.rounded(place.latitude, 1e8)]
        }
    }

    private static func edges(_ text: String) throws(FireFileFault) -> [Double] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan }
        guard parts.count == 4, parts.allSatisfy(\.isFinite), parts[0] < parts[2], parts[1] < parts[3], abs(parts[0]) <= 180, abs(parts[2]) <= 180,
            abs(parts[1]) <= 84, abs(parts[3]) <= 84
        else { throw FireFileFault("--bounds \(text)", "give west,south,east,north in degrees, such as 1.40,42.43,1.78,42.65") }
        return parts
    }

    private static func number(_ text: String, _ option: String) throws(FireFileFault) -> Int {
        guard text.uppercased().hasPrefix("EPSG:"), let number = Int(text.dropFirst(5)) else {
            throw FireFileFault("\(option) \(text)", "write a coordinate system by its number, such as EPSG:32648")
        }
        return number
    }

    private struct Source: Encodable {
        let layer: String
        let from: String
    }

    /// `landscape.json` as it is written; its weather is given with a run.
    private struct Description: Encodable {
        let cellSize: Double
        let firstRow: String
        let origin: [Double]
        let crs: String
        let corners: [[Double]]?
        let made: String
        let sources: [Source]
        let layers: [String: String]

        enum CodingKeys: String, CodingKey {
            case cellSize = "cell_size_m"
            case firstRow = "first_row"
            case origin, crs, corners, made, sources, layers
        }
    }

    private struct Line: TerrainLastLine {
        let cells: Int
        let columns: Int
        let rows: Int
        let crs: String
        let burnableCells: Int
        let cellsWithoutFuel: Int
        let notes: Int
        let cpuSeconds: Double
        let peakMemoryMiB: Double
    }

    private static let codesShown = 20
}
