import Foundation
import Wildfire

/// The wind field of a landscape's folder: layers of another model, or the ground.
enum LandscapeWind {
    static func field(
        _ layers: inout LandscapeLayers, _ description: LandscapeDescription, slopes: [Slope], file: String
    ) throws(FireFileFault) -> WindField? {
        let directions = layers.windDirections()
        guard directions.isEmpty else {
            if description.wind == .terrain {
                throw FireFileFault(file, "wind is 'terrain' and there are layers wind_factor_NNN: keep one of the two")
            }
            return .tables(WindTables(try directions.map { (degrees) throws(FireFileFault) in try table(degrees, &layers, file) }))
        }
        guard description.wind == .terrain else { return nil }
        return try terrain(&layers, cellSize: description.cellSize, slopes: slopes, file: file)
    }

    static func terrain(_ layers: inout LandscapeLayers, cellSize: Double, slopes: [Slope], file: String) throws(FireFileFault) -> WindField {
        guard let heights = try layers.values("elevation"), let (rows, columns) = layers.shape else {
            throw FireFileFault(file, "wind over terrain wants heights: add a layer elevation")
        }
        return terrain(heights, rows: rows, columns: columns, cellSize: cellSize, slopes: slopes)
    }

    static func terrain(_ heights: [Float], rows: Int, columns: Int, cellSize: Double, slopes: [Slope]) -> WindField {
        let sound = heights.map { LandscapeTerrain.isHeight($0) ? $0 : .nan }
        return .terrain(TerrainWind(heights: sound, slopes: slopes, rows: rows, columns: columns, cellSize: cellSize))
    }

    private static func table(_ degrees: Int, _ layers: inout LandscapeLayers, _ file: String) throws(FireFileFault) -> WindTables.Table {
        let number = String(format: "%03d", degrees)
        guard let factors = try layers.values("wind_factor_\(number)") else {
            throw FireFileFault(file, "the layer wind_factor_\(number) is missing")
        }
        let turns = try layers.values("wind_turn_\(number)") ?? Array(repeating: 0, count: factors.count)
        if let odd = factors.first(where: { !(0...factorMax).contains($0) }) {
            throw FireFileFault(file, "wind_factor_\(number) holds \(odd); it is the local speed over that of the whole, 0 to \(factorMax)")
        }
        if let odd = turns.first(where: { !(-180...180).contains($0) }) {
            throw FireFileFault(file, "wind_turn_\(number) holds \(odd); it is degrees clockwise, −180 to 180")
        }
        return WindTables.Table(upwind: Double(degrees), factors: factors, turns: turns)
    }

    /// No ridge doubles the wind twice over.
    private static let factorMax: Float = 4
}
