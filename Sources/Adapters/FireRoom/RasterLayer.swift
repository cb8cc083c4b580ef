import Wildfire

/// One raster of a picture as a browser draws it: rows from the north, 16 bits a cell, least significant byte first.
public struct RasterLayer: Sendable {
    public let name: String
    public let unit: String
    /// What one step of a number means in the unit.
    public let scale: Double
    public let bytes: [UInt8]

    /// Where there is nothing to say.
    public static let none = UInt16.max

    init(_ name: String, unit: String, scale: Double, _ landscape: Landscape, _ value: (Int) -> Double?) {
        (self.name, self.unit, self.scale) = (name, unit, scale)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * landscape.count)
        for row in (0..<landscape.rows).reversed() {
            for column in 0..<landscape.columns {
                let number =
                    value(row * landscape.columns + column).map { UInt16(min(max($0 / scale, 0), Double(Self.none - 1)).rounded()) } ?? Self.none
                bytes.append(UInt8(truncatingIfNeeded: number))
                bytes.append(UInt8(truncatingIfNeeded: number >> 8))
            }
        }
        self.bytes = bytes
    }
}

extension FireForecast {
    /// The arrival of the fire, its flames, and the probability by each horizon.
    func layers(_ landscape: Landscape) -> [RasterLayer] {
        let arrival = RasterLayer("arrival", unit: "min", scale: 1, landscape) { cell in self.arrival(cell).map(Double.init) }
        let flames = RasterLayer("flame", unit: "m", scale: 0.01, landscape) { cell in fronts[cell]?.flameLength }
        let probabilities = Self.horizons.enumerated().map { number, hours in
            RasterLayer("probability-\(hours)", unit: "1", scale: 0.01, landscape) { cell in
                counts[number][cell] > 0 ? probability(cell, horizon: number) : nil
            }
        }
        return [arrival, flames] + probabilities
    }
}
