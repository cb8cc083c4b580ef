#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Firebrands that fly ahead of the front: how many, how far, and how many of them take.
///
/// Distances downwind are log-normal with the parameters of N. Sardoy and others 2008 (Combustion and Flame 154:478) as H. A. Perryman and others 2013
/// put them into a spread model; how many brands land and take is a choice of the city.
public struct Spotting: Hashable, Sendable {
    /// kW/m; weaker fronts throw no brands that matter.
    public var intensityMin: Double
    /// Brands that land from one burning cell, on the average.
    public var brandsPerCell: Double
    /// Of the brands that land on fuel, the share that sets it alight.
    public var ignitionShare: Double
    /// Minutes from the burning cell to a spot fire that spreads.
    public var delayMinutes: Float

    public init(intensityMin: Double = 2000, brandsPerCell: Double = 1, ignitionShare: Double = 0.1, delayMinutes: Float = 5) {
        self.intensityMin = intensityMin
        self.brandsPerCell = brandsPerCell
        self.ignitionShare = ignitionShare
        self.delayMinutes = delayMinutes
    }
}

/// The brands of one run. What a cell throws hangs on the seed and the cell alone, and not on the order in which cells burn.
struct FirebrandShower {
    let spotting: Spotting
    private let seed: UInt64

    init(_ spotting: Spotting, seed: UInt64) {
        self.spotting = spotting
        self.seed = seed
    }

    /// Cells that brands from a burning cell set alight.
    func landings(from cell: Int, fire: CellFire, weather: FireWeather, on landscape: Landscape) -> [Int] {
        guard fire.intensity >= spotting.intensityMin, weather.windSpeed > 0 else { return [] }
        var draws = SeededDraws(seed: seed ^ (UInt64(cell) &* 0x9E37_79B9_7F4A_7C15))
        let downwind = -Azimuth.vector(weather.upwind)
        let across = SIMD2(downwind.y, -downwind.x)
        let origin = (SIMD2(Double(cell % landscape.columns), Double(cell / landscape.columns)) + 0.5) * landscape.cellSize
        let (mean, deviation) = Self.flight(intensity: fire.intensity, windSpeed: weather.windSpeed)
        var cells: [Int] = []
        for _ in 0..<brands(&draws) {
            let distance = exp(mean + deviation * draws.normal())
            let sideways = 0.1 * distance * draws.normal()
            let takes = draws.part() < spotting.ignitionShare
            if takes, let place = landscape.cell(at: origin + downwind * distance + across * sideways), place != cell { cells.append(place) }
        }
        return cells
    }

    /// Poisson by multiplication (D. E. Knuth); bounded, since a cell is no volcano.
    private func brands(_ draws: inout SeededDraws) -> Int {
        let limit = exp(-min(spotting.brandsPerCell, Double(Self.brandsMax) / 2))
        var (product, count) = (draws.part(), 0)
        while product > limit, count < Self.brandsMax {
            product *= draws.part()
            count += 1
        }
        return count
    }

    /// Mean and deviation of the logarithm of the distance in metres; intensity in kW/m, wind in km/h.
    private static func flight(intensity: Double, windSpeed: Double) -> (mean: Double, deviation: Double) {
        let (megawatts, wind) = (intensity / 1000, windSpeed / 3.6)
        // The plume's length scale: air of 1.1 kg/m³ that takes 1 kJ/(kg K), at 300 K.
        let length = pow(megawatts / (1.1 * 1e-3 * 300 * 9.81.squareRoot()), 2.0 / 3.0)
        let froude = wind / (9.81 * max(length, 1e-3)).squareRoot()
        if froude <= 1 {
            return (1.47 * pow(megawatts, 0.54) * pow(wind, -0.55) + 1.14, 0.86 * pow(megawatts, -0.21) * pow(wind, 0.44) + 0.19)
        }
        return (1.32 * pow(megawatts, 0.26) * pow(wind, 0.11) - 0.02, max(4.95 * pow(megawatts, -0.01) * pow(wind, -0.02) - 3.48, 0.1))
    }

    private static let brandsMax = 200
}
