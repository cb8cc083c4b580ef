import Foundation
import Wildfire

/// Fuel codes as the places of their models.
struct FuelBytes {
    private(set) var models: [FuelModel] = []
    private(set) var bytes: [UInt8] = []
    private(set) var doubts: [FireFileFault] = []

    init(_ codes: [Float], _ fuels: FuelCatalogue, file: String) throws(FireFileFault) {
        var places: [Int: UInt8] = [:]
        var unknown: [Int: Int] = [:]
        bytes.reserveCapacity(codes.count)
        for value in codes {
            let code = value.isFinite && abs(value) < 1e6 ? Int(value) : Self.void
            if let place = places[code] {
                bytes.append(place)
                if unknown[code] != nil { unknown[code, default: 0] += 1 }
                continue
            }
            switch fuels.kind(of: code) {
            case .burnable(let model):
                guard models.count + 1 < Int(Landscape.nothing) else { throw FireFileFault(file, "more than \(models.count) different fuel models") }
                places[code] = UInt8(models.count)
                models.append(model)
            case .nonBurnable: places[code] = Landscape.nothing
            case .unknown:
                places[code] = Landscape.nothing
                unknown[code] = 1
            }
            bytes.append(places[code] ?? Landscape.nothing)
        }
        doubts = unknown.sorted { $0.key < $1.key }.map { code, count in
            let name = code == Self.void ? "no code at all" : "the fuel model \(code), which is not known"
            return FireFileFault(file, "\(count) cells have \(name): taken as ground that does not burn")
        }
    }

    private static let void = Int.min
}

/// Slopes as given, or made from heights.
struct LandscapeTerrain {
    let slopes: [Slope]
    private(set) var doubts: [FireFileFault] = []

    init(_ layers: inout LandscapeLayers, cellSize: Double, file: String) throws(FireFileFault) {
        if let rises = try layers.values("slope") {
            let aspects = try layers.values("aspect")
            if let steepest = rises.first(where: { $0 > 10 && $0.isFinite }) {
                throw FireFileFault(file, "the slope reaches \(steepest); it is rise over run: 1 is 45°. Is it in degrees or per cent?")
            }
            if aspects == nil, rises.contains(where: { $0 > 0 }) { throw FireFileFault(file, "slope is there without aspect") }
            var voids = 0
            slopes = rises.indices.map { index in
                let aspect = aspects?[index] ?? 0
                guard rises[index].isFinite, rises[index] >= 0, aspect.isFinite else {
                    voids += 1
                    return .level
                }
                return Slope(riseOverRun: Double(rises[index]), aspect: Double(aspect))
            }
            tell(voids, file)
        } else if let heights = try layers.values("elevation"), let (rows, columns) = layers.shape {
            let found = Self.horn(heights, rows: rows, columns: columns, cellSize: cellSize)
            slopes = found.slopes
            tell(found.voids, file)
        } else {
            slopes = Array(repeating: .level, count: layers.shape.map { $0.rows * $0.columns } ?? 0)
            doubts.append(FireFileFault(file, "there is neither slope nor elevation: the ground is taken as level"))
        }
    }

    private mutating func tell(_ voids: Int, _ file: String) {
        if voids > 0 { doubts.append(FireFileFault(file, "\(voids) cells have no usable terrain: taken as level")) }
    }

    /// B. K. P. Horn 1981: gradients over three cells by three, the middle ones twice. Beside a void and at the edge a height is that of the cell.
    private static func horn(_ heights: [Float], rows: Int, columns: Int, cellSize: Double) -> (slopes: [Slope], voids: Int) {
        var voids = 0
        let slopes = heights.indices.map { cell -> Slope in
            let own = heights[cell]
            guard isHeight(own) else {
                voids += 1
                return .level
            }
            let (row, column) = (cell / columns, cell % columns)
            let at = { (north: Int, east: Int) -> Double in
                let (y, x) = (min(max(row + north, 0), rows - 1), min(max(column + east, 0), columns - 1))
                let value = heights[y * columns + x]
                return Double(isHeight(value) ? value : own)
            }
            let width = { (low: Int, middle: Int, high: Int) in Double(high - low == 2 || middle < 0 ? 2 : 1) }
            let spanX = width(max(column - 1, 0), column, min(column + 1, columns - 1))
            let spanY = width(max(row - 1, 0), row, min(row + 1, rows - 1))
            let east = (at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1)) / (4 * spanX * cellSize)
            let north = (at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1)) / (4 * spanY * cellSize)
            let rise = (east * east + north * north).squareRoot()
            return Slope(riseOverRun: rise, aspect: atan2(-east, -north) * 180 / .pi)
        }
        return (slopes, voids)
    }

    /// SRTM writes −32768 where it knows nothing, others −9999.
    static func isHeight(_ value: Float) -> Bool { value.isFinite && value > -1000 && value < 10_000 }
}
