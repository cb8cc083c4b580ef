#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Saito's methods (M. Saito 1965, 1969): the time of failure of creeping soil from three times at equal steps of displacement, and from
/// the strain rate of secondary creep.
public enum Saito {
    /// The time of failure from three times at equal steps of displacement; nil where the steps do not shorten.
    public static func failureHour(_ first: Double, _ second: Double, _ third: Double) -> Double? {
        let half = (second - first) - (third - first) / 2
        guard half > 0 else { return nil }
        return first + (second - first) * (second - first) / 2 / half
    }

    /// The minutes to failure from the strain rate of secondary creep in 10⁻⁴ per minute, and the range of 0.59 decades about it that held
    /// 95 % of Saito's cases.
    public static func secondary(strainRate: Double) -> (minutes: Double, range: ClosedRange<Double>) {
        let decades = 2.33 - 0.916 * log10(strainRate)
        return (pow(10, decades), pow(10, decades - 0.59)...pow(10, decades + 0.59))
    }
}
