#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A stream of numbers that look like chance and are the same for the same seed everywhere. For simulations; nothing that runs in a city
/// uses it.
///
/// The generator is SplitMix64 (G. L. Steele, D. Lea, C. H. Flood 2014); normal values come in pairs by Marsaglia's polar method.
public struct SeededNoise: Sendable {
    private var state: UInt64
    private var spare: Double?

    /// The seed is scrambled first: states that differ by the generator's own step would give one stream, shifted.
    public init(seed: UInt64) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ 0xD1B5_4A32_D192_ED03
        state = next() ^ 0x5851_F42D_4C95_7F2D
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.scrambled(state)
    }

    private static func scrambled(_ state: UInt64) -> UInt64 {
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// 0 ≤ value < 1.
    public mutating func part() -> Double { Double(next() >> 11) * 0x1p-53 }

    public mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * part() }

    /// Between two bounds, even in the logarithm.
    public mutating func scale(_ low: Double, _ high: Double) -> Double { exp(between(log(low), log(high))) }

    /// Mean 0, standard deviation 1.
    public mutating func normal() -> Double {
        if let value = spare {
            spare = nil
            return value
        }
        while true {
            let left = 2 * part() - 1
            let right = 2 * part() - 1
            let square = left * left + right * right
            guard square < 1, square > 0 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spare = right * factor
            return left * factor
        }
    }
}
