/// The change of a rough surface for small shifts: what is left of each epoch's points above local planes through the other's.
///
/// M3C2 takes the roughness inside its cylinder for noise. Here the roughness is followed instead: every point of the second epoch is held
/// against the plane of least squares through its nearest points of the first, and every point of the first against the second. The shift is
/// half the difference of the two robust means. What curvature does to a plane it does to both with the same sign, so that it falls out.
/// Method and figures: docs/decisions/0021-small-shifts-and-patches.md.
public struct PlaneShift: Sendable {
    let first: EpochGrid
    let second: EpochGrid
    let cylinder: Cylinder

    public init(first: EpochGrid, second: EpochGrid, cylinder: Cylinder) {
        self.first = first
        self.second = second
        self.cylinder = cylinder
    }

    /// Points of a plane. Fewer follow the roughness more closely and carry more noise; six to eight did best on 139 points/m².
    static let neighbourCount = 6
    /// Held points that are needed on either side before their mean says anything.
    public static let countMin = 12
    /// How far beyond the cylinder the neighbours of its points may lie, in radii of the cylinder.
    static let rim = 0.6

    /// How far from a core the search looks, in metres.
    public static func reach(_ cylinder: Cylinder) -> Double {
        Cylinder(radius: (1 + rim) * cylinder.radius, depth: cylinder.depth).reach
    }

    /// The change at each core of a slice, with the normals of the same slice. Levels are 1.96 standard errors as if the residuals were
    /// independent; they share points, so `LevelCalibration` has to follow.
    public func changes(at cores: ArraySlice<SIMD3<Double>>, normals: ArraySlice<SIMD3<Double>>) -> [Change] {
        var one = Footprint()
        var two = Footprint()
        return first.search { first in
            second.search { second in
                zip(cores, normals).map { core, normal in
                    guard normal.dot(normal) > 0 else { return .absent(SIMD2(), normal: normal) }
                    one.gather(first, core: core, normal: normal, cylinder)
                    two.gather(second, core: core, normal: normal, cylinder)
                    return change(one, two, normal)
                }
            }
        }
    }

    private func change(_ one: Footprint, _ two: Footprint, _ normal: SIMD3<Double>) -> Change {
        let counts = SIMD2(Int32(one.insideCount), Int32(two.insideCount))
        guard let forward = RobustMean(two.heights(above: one)), let backward = RobustMean(one.heights(above: two)) else {
            return .absent(counts, normal: normal)
        }
        let error = (forward.squaredError + backward.squaredError).squareRoot() / 2
        return Change(
            distance: (forward.value - backward.value) / 2, level: Normal.ninetyFive * error, counts: counts,
            spreads: SIMD2(backward.spread, forward.spread), normal: normal)
    }
}

/// A mean that single far values cannot pull: Huber's estimator (Huber and Ronchetti, Robust Statistics, 2nd ed., §4.8).
struct RobustMean {
    let value: Double
    let spread: Double
    /// The square of the standard error as if the values were independent.
    let squaredError: Double

    /// Spreads from the middle beyond which a value counts less; 2 keeps 99 % of the efficiency on normal values.
    static let tuning = 2.0
    private static let rounds = 6

    /// Nil when there are too few values to speak of a spread.
    init?(_ values: [Double]) {
        guard values.count >= PlaneShift.countMin else { return nil }
        let sorted = values.sorted()
        var middle = sorted[sorted.count / 2]
        let spread = max(Ranked.normalPerMedianDeviation * Ranked.median(values.map { abs($0 - middle) }), Self.spreadMin)
        var weightSum = 1.0
        for _ in 0..<Self.rounds {
            var sum = 0.0
            weightSum = 0
            for value in values {
                let far = abs(value - middle)
                let weight = far <= Self.tuning * spread ? 1 : Self.tuning * spread / far
                sum += weight * value
                weightSum += weight
            }
            middle = sum / weightSum
        }
        value = middle
        self.spread = spread
        squaredError = spread * spread / weightSum
    }

    /// Metres. Synthetic surfaces without noise would otherwise give a level of zero, and every rounding a change.
    private static let spreadMin = 1e-6
}
