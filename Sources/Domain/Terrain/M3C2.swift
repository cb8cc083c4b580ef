/// Multiscale model-to-model cloud comparison: Lague, Brodu and Leroux, ISPRS Journal 82 (2013) 10–26.
public struct M3C2: Sendable {
    let first: EpochGrid
    let second: EpochGrid
    let cylinder: Cylinder
    /// How far the two epochs may be displaced against each other as a whole, in metres; a part of every level of detection.
    let registrationError: Double

    public init(first: EpochGrid, second: EpochGrid, cylinder: Cylinder, registrationError: Double = 0) {
        self.first = first
        self.second = second
        self.cylinder = cylinder
        self.registrationError = registrationError
    }

    /// Fewer points say nothing about roughness; equation 1 of the paper needs a standard deviation on either side.
    public static let countMin = 4

    /// The change at each core of a slice, with the normals of the same slice.
    ///
    /// The distance is the difference of the mean positions along the normal within the cylinder (§3.3), the level of detection
    /// 1.96 (√(s₁²/n₁ + s₂²/n₂) + registration error) (equation 1).
    public func changes(at cores: ArraySlice<SIMD3<Double>>, normals: ArraySlice<SIMD3<Double>>) -> [Change] {
        first.search { first in
            second.search { second in
                zip(cores, normals).map { core, normal in change(core, normal, first, second) }
            }
        }
    }

    private func change(_ core: SIMD3<Double>, _ normal: SIMD3<Double>, _ first: GridSearch, _ second: GridSearch) -> Change {
        guard normal.dot(normal) > 0 else { return .absent(SIMD2(), normal: normal) }
        let one = Column(first, core: core, normal: normal, cylinder)
        let two = Column(second, core: core, normal: normal, cylinder)
        let counts = SIMD2(Int32(one.count), Int32(two.count))
        guard one.count > 0, two.count > 0 else { return .absent(counts, normal: normal) }
        let known = one.count >= Double(Self.countMin) && two.count >= Double(Self.countMin)
        let error = (one.variance / one.count + two.variance / two.count).squareRoot()
        return Change(
            distance: two.mean - one.mean, level: known ? Normal.ninetyFive * (error + registrationError) : .nan, counts: counts,
            spreads: SIMD2(one.variance.squareRoot(), two.variance.squareRoot()), normal: normal)
    }

    /// The points of one epoch inside the cylinder, by their positions along its axis.
    private struct Column {
        var count = 0.0
        var mean = 0.0
        var variance = 0.0

        init(_ search: GridSearch, core: SIMD3<Double>, normal: SIMD3<Double>, _ cylinder: Cylinder) {
            let place = search.place(core)
            let axis = search.frame.turn(normal)
            let (limit, depth) = (cylinder.radius * cylinder.radius, cylinder.depth)
            var (count, sum, squares) = (0.0, 0.0, 0.0)
            search.forEachRun(around: place, half: cylinder.half(axis)) { run in
                for index in run {
                    let d = search.point(index) - place
                    let along = d.dot(axis)
                    guard abs(along) <= depth, d.dot(d) - along * along <= limit else { continue }
                    count += 1
                    sum += along
                    squares += along * along
                }
            }
            guard count > 0 else { return }
            self.count = count
            mean = sum / count
            // Of a sample: by n − 1.
            variance = count > 1 ? max(0, squares - sum * mean) / (count - 1) : 0
        }
    }
}

/// Constants of the normal distribution.
enum Normal {
    /// Two-sided 95 %, as the paper and its successors round it.
    static let ninetyFive = 1.96
}
