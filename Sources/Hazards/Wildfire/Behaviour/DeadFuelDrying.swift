#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// How dead fuel of three sizes dries and wets with the air, hour by hour.
///
/// Each class runs after the moisture that the air would give it in the end (A. J. Simard 1968, as in NFDRS, J. E. Deeming and others 1977) with the time lag
/// that names it: in one, ten or a hundred hours it covers all but 1/e of the way. Sun, shade and dew are not in it.
public struct DeadFuelDrying: Hashable, Sendable {
    /// Fractions: 0.06 is six per cent.
    public private(set) var oneHour: Double
    public private(set) var tenHour: Double
    public private(set) var hundredHour: Double

    public init(oneHour: Double, tenHour: Double, hundredHour: Double) {
        (self.oneHour, self.tenHour, self.hundredHour) = (oneHour, tenHour, hundredHour)
    }

    /// Fuel that has lain in this air for long.
    public init(temperature: Double, humidity: Double) {
        let moisture = Self.equilibrium(temperature: temperature, humidity: humidity)
        self.init(oneHour: moisture, tenHour: moisture, hundredHour: moisture)
    }

    /// What fuel comes to in air of this temperature (°C) and relative humidity (per cent), as a fraction.
    public static func equilibrium(temperature: Double, humidity: Double) -> Double {
        let (warm, wet) = (temperature * 9 / 5 + 32, min(max(humidity, 0), 100))
        let percent =
            wet < 10
            ? 0.03229 + 0.281073 * wet - 0.000578 * wet * warm
            : wet <= 50
                ? 2.22749 + 0.160107 * wet - 0.01478 * warm : 21.0606 + 0.005565 * wet * wet - 0.00035 * wet * warm - 0.483199 * wet
        return max(percent, moistureMin) / 100
    }

    /// Some hours in this air. Rain (mm in an hour) wets fuel as NFDRS has it: towards 35 per cent while it falls.
    public mutating func lie(hours: Double, temperature: Double, humidity: Double, rain: Double) {
        let target = rain >= Self.wettingRain ? Self.rainMoisture : Self.equilibrium(temperature: temperature, humidity: humidity)
        oneHour = target + (oneHour - target) * exp(-hours)
        tenHour = target + (tenHour - target) * exp(-hours / 10)
        hundredHour = target + (hundredHour - target) * exp(-hours / 100)
    }

    /// Per cent: no air that a forest stands in dries further.
    private static let moistureMin = 1.0
    private static let rainMoisture = 0.35
    /// mm in an hour; less stays in the crowns.
    private static let wettingRain = 0.25
}
