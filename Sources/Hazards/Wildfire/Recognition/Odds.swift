#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Between a probability and its log odds.
enum Odds {
    static func chance(_ logOdds: Float) -> Float { 1 / (1 + expf(-logOdds)) }

    /// Held to ± 6.9, so that no certainty of one part outweighs all others.
    static func log(_ chance: Float) -> Float {
        let held = min(max(chance, 1e-3), 1 - 1e-3)
        return logf(held / (1 - held))
    }
}
