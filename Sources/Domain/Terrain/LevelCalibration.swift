/// Fits levels of detection to what stands still: afterwards 5 % of the stable cores lie beyond their level.
///
/// A standard error taken from residuals is too small where residuals share points, and too large where the surface was followed better than
/// its own scatter says. Most of a face does not move between two epochs, so the face itself tells by how much.
public struct LevelCalibration: Sendable {
    /// What each level was multiplied by.
    public let factor: Double
    /// The share of stable cores beyond their level, afterwards.
    public let firingShare: Double
    public let stableCount: Int
    /// False when there were too few stable cores to fit to, and a factor from synthetic rock was taken.
    public let isFitted: Bool

    /// Below this many stable cores a 95th percentile is uncertain by more than its tenth.
    public static let stableCountMin = 200
    /// Assumed, and large on purpose: on the few synthetic faces looked at the fitted factor lay near 1, and other rock may scatter more.
    static let assumedFactor = 2.0

    /// Cores that lie farther off than nearly any that stands still, before anything is known of the face.
    ///
    /// A twentieth of a face that moved would otherwise become the level by itself, for the level is the distance that a twentieth exceeds, and
    /// the movement would hide itself. Half of the face has to move before the median distance gives way.
    static func suspects(_ changes: [Change]) -> [Bool] {
        let ratios = changes.map { $0.isUsable ? abs($0.distance) / $0.level : 0 }
        let usual = Ranked.normalPerMedianDeviation * Ranked.median(ratios.filter { $0 > 0 })
        return ratios.map { $0 > suspectSpreads * usual }
    }

    /// Spreads beyond which a normal core lies once in 370.
    private static let suspectSpreads = 3.0

    /// Multiplies the levels in place. `moved` says which cores do not stand still as far as is known.
    public init(_ changes: inout [Change], moved: [Bool]) {
        let ratios = changes.indices.filter { !moved[$0] && changes[$0].isUsable }.map { abs(changes[$0].distance) / changes[$0].level }
        stableCount = ratios.count
        isFitted = ratios.count >= Self.stableCountMin
        let factor = isFitted ? max(Ranked.quantile(0.95, of: ratios), .leastNormalMagnitude) : Self.assumedFactor
        self.factor = factor
        firingShare = ratios.isEmpty ? .nan : Double(ratios.count { $0 > factor }) / Double(ratios.count)
        for index in changes.indices { changes[index].level *= factor }
    }
}
