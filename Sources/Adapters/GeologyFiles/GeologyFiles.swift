import Geology

/// A file of a layer model as it was handed in.
public struct GeologySource: Sendable {
    /// Without its folder.
    public let name: String
    public let text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// What is wrong with a file, and in which line.
public struct GeologyFileFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// From 1 on; nil for the file as a whole.
    public let line: Int?
    public let message: String

    public var description: String { line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)" }
}

/// Reads a layer model from its files: surfaces, `layers.csv`, and tables of boreholes. docs/decisions/0025 has the formats.
///
/// - `NAME.asc` is an ESRI ASCII grid, `NAME.xyz` or `NAME.csv` lines of x, y and z on a grid: the top of the layer NAME.
/// - `layers.csv` has the columns layer, name_zh and name_en, from the top down. Without it layers are put in the order of their mean height.
/// - Any CSV whose header has `borehole` is a table of boreholes: borehole, x, y, z, from, to, layer.
public enum GeologyFiles {
    /// More than a model of `LayerModel.layersMax` layers with a table for each campaign of drilling.
    public static let filesMax = 64
    /// A grid of `SurfaceGrid.nodesMax` nodes as x, y and z takes half of it.
    public static let fileBytesMax = 16_000_000

    /// The model, or the first fault of each file.
    public static func read(_ files: [GeologySource]) -> (model: LayerModel?, faults: [GeologyFileFault]) {
        var (tops, layers, holes): ([String: SurfaceGrid], [LayerModel.Layer]?, [Borehole]) = ([:], nil, [])
        var faults: [GeologyFileFault] = []
        for file in files {
            do throws(GeologyFileFault) {
                let lines = GeologyLines(file)
                if file.name == "layers.csv" {
                    layers = try LayerTable.read(lines)
                } else if lines.header.contains("borehole") {
                    holes += try BoreholeTable.read(lines)
                } else {
                    let layer = String(file.name.prefix { $0 != "." })
                    guard tops[layer] == nil else { throw lines.fault(nil, "the layer \(layer) has two surfaces: leave one out") }
                    tops[layer] = file.name.hasSuffix(".asc") ? try SurfaceFile.read(file) : try PointGridFile.read(lines)
                }
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { return (nil, faults) }
        let model = LayerModel(layers: layers ?? ordered(tops), tops: tops, boreholes: holes)
        faults = check(model)
        return (faults.isEmpty ? model : nil, faults)
    }

    private static func ordered(_ tops: [String: SurfaceGrid]) -> [LayerModel.Layer] {
        let means = tops.mapValues { grid in
            let known = grid.heights.compactMap(\.self)
            return known.reduce(0, +) / Double(max(known.count, 1))
        }
        return tops.keys.sorted { (means[$1] ?? 0, $0) < (means[$0] ?? 0, $1) }.map { LayerModel.Layer(id: $0, nameZh: $0, nameEn: $0) }
    }

    private static func check(_ model: LayerModel) -> [GeologyFileFault] {
        func fault(_ message: String, in file: String = "the files together") -> GeologyFileFault {
            GeologyFileFault(file: file, line: nil, message: message)
        }
        var faults: [GeologyFileFault] = []
        let ids = model.layers.map(\.id)
        if model.tops.isEmpty { faults.append(fault("there is no surface: give at least one NAME.asc, NAME.xyz or NAME.csv with x, y and z")) }
        if ids.count > LayerModel.layersMax { faults.append(fault("there are \(ids.count) layers, at most \(LayerModel.layersMax) can be shown")) }
        if model.boreholes.count > LayerModel.boreholesMax {
            faults.append(fault("there are \(model.boreholes.count) boreholes, at most \(LayerModel.boreholesMax)"))
        }
        for layer in ids where model.tops[layer] == nil {
            faults.append(fault("the layer \(layer) has no surface: add \(layer).asc", in: "layers.csv"))
        }
        for layer in model.tops.keys.sorted() where !ids.contains(layer) {
            faults.append(fault("the surface \(layer) is no layer: name it in layers.csv, in its place from the top down", in: "layers.csv"))
        }
        let names = Dictionary(grouping: model.boreholes, by: \.id).filter { $1.count > 1 }.keys.sorted()
        for name in names { faults.append(fault("the borehole \(name) stands in two tables: leave one out")) }
        return faults
    }
}
