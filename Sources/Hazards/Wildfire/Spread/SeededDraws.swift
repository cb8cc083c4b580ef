#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A stream of numbers that look like chance and are the same for the same seed everywhere: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood 2014).
struct SeededDraws {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ 0xD1B5_4A32_D192_ED03
        state = next() ^ 0x5851_F42D_4C95_7F2D
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// 0 ≤ value < 1.
    mutating func part() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Mean 0, standard deviation 1 (G. E. P. Box and M. E. Muller 1958).
    mutating func normal() -> Double { (-2 * log(1 - part())).squareRoot() * cos(2 * .pi * part()) }
}
