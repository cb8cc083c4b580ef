#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A fuel model at one moisture: how it burns without wind on level ground, and how wind and slope add to that.
///
/// R. C. Rothermel 1972 (INT-115) with the changes of F. A. Albini 1976 (INT-30), as P. L. Andrews 2018 (RMRS-GTR-371) writes them together;
/// numbers of equations and tables are those of Andrews. Inside, units are those of the papers; what leaves is metric.
public struct FuelBed: Hashable, Sendable {
    /// m/min, no wind, no slope.
    public let baseRate: Double
    /// kW/m, no wind, no slope.
    public let baseIntensity: Double
    /// m/min: beyond this a stronger wind no longer makes the fire faster (Rothermel 1972, eq. 86).
    public let windLimit: Double
    /// φs = slopeFactor · (rise/run)².
    let slopeFactor: Double
    /// φw = windFactor · U^windExponent, U in m/min at midflame height.
    let windFactor: Double
    let windExponent: Double
    /// Of the bed, in feet.
    let depth: Double
    /// kJ/kg, also for the crowns above it.
    let heat: Double

    public init(_ model: FuelModel, moisture: FuelMoisture) {
        let fuel = MoistFuel(model, moisture: moisture)
        let ratio = fuel.characteristicRatio
        let packing = fuel.load / MoistFuel.particleDensity / model.depth
        let relative = packing / (3.348 * pow(ratio, -0.8189))
        let steepness = 133 * pow(ratio, -0.7913)
        let power = pow(ratio, 1.5)
        let velocity = power / (495 + 0.0594 * power) * pow(relative, steepness) * exp(steepness * (1 - relative))
        let reaction = velocity * fuel.heatPerArea(model.heat)  // Btu/ft²/min
        let flux = exp((0.792 + 0.681 * ratio.squareRoot()) * (packing + 0.1)) / (192 + 0.2595 * ratio)
        let rate = reaction * flux / (fuel.load / model.depth * fuel.preignitionHeat)  // ft/min
        let residence = 384 / ratio  // min
        baseRate = rate * Imperial.metresInFoot
        baseIntensity = reaction * rate * residence / 60 * Imperial.kilowattsPerMetreInBtuPerFootSecond
        windLimit = 0.9 * reaction * Imperial.metresInFoot
        slopeFactor = 5.275 * pow(packing, -0.3)
        let exponent = 0.02526 * pow(ratio, 0.54)
        let scale = 7.47 * exp(-0.133 * pow(ratio, 0.55)) * pow(relative, -0.715 * exp(-3.59e-4 * ratio))
        windExponent = exponent
        depth = model.depth
        heat = model.heat * Imperial.kilojoulesPerKilogramInBtuPerPound
        windFactor = scale / pow(Imperial.metresInFoot, exponent)
    }

    /// The wind factor of a midflame wind in m/min.
    func phi(wind: Double) -> Double { windFactor * pow(wind, windExponent) }

    /// The midflame wind in m/min that alone would have this factor.
    func wind(phi: Double) -> Double { pow(phi / windFactor, 1 / windExponent) }
}

/// The units of the papers in metric ones.
enum Imperial {
    static let metresInFoot = 0.3048
    /// 1 Btu = 1.05505585 kJ.
    static let kilowattsPerMetreInBtuPerFootSecond = 1.055_055_852_62 / metresInFoot
    static let metresPerMinuteInMilePerHour = 26.8224
    static let kilojoulesPerKilogramInBtuPerPound = 2.326
}
