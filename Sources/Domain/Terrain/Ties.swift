/// Pairs of a point of one epoch and the local plane of the other, and the motion that they ask for. In metres of the grids' frame.
struct Ties {
    struct Tie {
        let point: SIMD3<Double>
        let normal: SIMD3<Double>
        /// How far the second epoch lies above the first, along the normal.
        let gap: Double
    }

    private(set) var ties: [Tie] = []
    private(set) var foundShare = 0.0
    private(set) var meanCount = 0.0
    /// The robust standard deviation of the gaps.
    private(set) var spread = 0.0

    private static let planeCountMin = 6
    /// Across to along variance of a neighbourhood that still is a plane and not a bush or an edge.
    private static let flatnessMax = 0.15

    init(_ first: EpochGrid, _ second: EpochGrid, _ motion: RigidMotion, radius: Double, samples: Int, lanes: Lanes) {
        let forward = Self.planes(in: first, under: second, radius, samples, lanes) { motion.apply($0) }.map { fit, point in
            Tie(point: point, normal: fit.normal, gap: fit.normal.dot(point - fit.mean))
        }
        let backward = Self.planes(in: second, under: first, radius, samples, lanes) { motion.invert($0) }.map { fit, point in
            let normal = motion.turn(fit.normal)
            return Tie(point: motion.apply(point), normal: normal, gap: normal.dot(motion.apply(fit.mean) - motion.apply(point)))
        }
        ties = forward.ties + backward.ties
        let asked = forward.asked + backward.asked
        foundShare = asked > 0 ? Double(forward.found + backward.found) / Double(asked) : 0
        meanCount = Double(forward.points + backward.points) / Double(max(1, forward.found + backward.found))
        spread = Ranked.normalPerMedianDeviation * Ranked.median(ties.map { abs($0.gap) })
    }

    private struct Planes {
        var pairs: [(PlaneFit, SIMD3<Double>)] = []
        var asked = 0
        var found = 0
        var points = 0

        func map(_ body: (PlaneFit, SIMD3<Double>) -> Tie) -> (ties: [Tie], asked: Int, found: Int, points: Int) {
            (pairs.map(body), asked, found, points)
        }

        mutating func add(_ other: Planes) {
            pairs += other.pairs
            asked += other.asked
            found += other.found
            points += other.points
        }
    }

    /// Samples in runs, one for each lane: this search is nearly all of the time of a registration.
    private static func planes(
        in surface: EpochGrid, under cloud: EpochGrid, _ radius: Double, _ samples: Int, _ lanes: Lanes,
        _ moved: @Sendable (SIMD3<Double>) -> SIMD3<Double>
    ) -> Planes {
        let count = min(samples, cloud.count)
        let parts = lanes.map(count) { run in
            surface.search { surface in
                cloud.search { cloud in planes(in: surface, under: cloud, radius, run, of: count, moved) }
            }
        }
        return parts.reduce(into: Planes()) { $0.add($1) }
    }

    private static func planes(
        in surface: GridSearch, under cloud: GridSearch, _ radius: Double, _ run: Range<Int>, of count: Int,
        _ moved: (SIMD3<Double>) -> SIMD3<Double>
    ) -> Planes {
        var planes = Planes()
        for sample in run {
            let point = moved(cloud.point(sample * cloud.count / count))
            planes.asked += 1
            guard let fit = PlaneFit(surface, around: point, radius: radius), fit.count >= planeCountMin else { continue }
            planes.found += 1
            planes.points += fit.count
            guard fit.across <= flatnessMax * fit.along else { continue }
            planes.pairs.append((fit, point))
        }
        return planes
    }

    /// Spreads at which Tukey's biweight reaches zero: 95 % efficient on normal gaps.
    static let biweightSpreads = 4.685

    /// Tukey's biweight.
    private func weight(_ gap: Double) -> Double {
        let ratio = gap / (Self.biweightSpreads * max(spread, 1e-9))
        guard abs(ratio) < 1 else { return 0 }
        let rest = 1 - ratio * ratio
        return rest * rest
    }

    /// Moves by one Gauss–Newton step and gives back how far the farthest tie went, in metres.
    func step(_ motion: inout RigidMotion, isLeftOut: Set<SIMD2<Int32>>) -> Double {
        let system = system(isLeftOut)
        let solution = system.solve()
        let shift = SIMD3(solution[0], solution[1], solution[2])
        let rotation = SIMD3(solution[3], solution[4], solution[5])
        motion.compose(rotation: rotation, shift: shift)
        return ties.reduce(0) { max($0, (shift + rotation.cross($1.point)).length) }
    }

    private func system(_ isLeftOut: Set<SIMD2<Int32>>) -> SixSystem {
        var system = SixSystem()
        for tie in ties where isLeftOut.isEmpty || !isLeftOut.contains(StableBlocks.key(tie.point)) {
            system.add(tie.normal, tie.point.cross(tie.normal), -tie.gap, weight(tie.gap))
        }
        return system
    }

    /// The root mean square over the face of the uncertainty of the motion: the sandwich A⁻¹ B A⁻¹ with B summed over blocks.
    func uncertainty(isLeftOut: Set<SIMD2<Int32>>) -> Double {
        let inverse = system(isLeftOut).inverse()
        var pulls: [SIMD2<Int32>: SIMD8<Double>] = [:]
        for tie in ties {
            let key = StableBlocks.key(tie.point)
            if isLeftOut.contains(key) { continue }
            let lever = tie.point.cross(tie.normal)
            pulls[key, default: SIMD8()] +=
                SIMD8(tie.normal.x, tie.normal.y, tie.normal.z, lever.x, lever.y, lever.z, 0, 0) * (weight(tie.gap) * tie.gap)
        }
        let shifts = pulls.values.map { pull in (0..<6).map { row in (0..<6).reduce(0) { $0 + inverse[6 * row + $1] * pull[$1] } } }
        let stride = max(1, ties.count / 500)
        var (sum, count) = (0.0, 0.0)
        for index in Swift.stride(from: 0, to: ties.count, by: stride) {
            for x in shifts {
                let moved = SIMD3(x[0], x[1], x[2]) + SIMD3(x[3], x[4], x[5]).cross(ties[index].point)
                sum += moved.dot(moved)
            }
            count += 1
        }
        return count > 0 ? (sum / count).squareRoot() : .nan
    }
}

/// Which blocks of the face moved against the rest.
struct StableBlocks {
    private(set) var leftOut: Set<SIMD2<Int32>> = []
    private(set) var stableShare = 1.0

    /// Metres: smaller than what usually moves together, and large enough to hold some hundred samples.
    private static let side = 4.0
    private static let countMin = 20.0
    /// Robust spreads of block means; a normal block is beyond once in 370.
    private static let limit = 3.0

    init() {}

    init(_ ties: Ties) {
        var sums: [SIMD2<Int32>: SIMD2<Double>] = [:]
        let far = 4 * max(ties.spread, 1e-9)
        for tie in ties.ties where abs(tie.gap) <= far { sums[Self.key(tie.point), default: SIMD2()] += SIMD2(tie.gap, 1) }
        let full = sums.filter { $0.value.y >= Self.countMin }.mapValues { $0.x / $0.y }
        let spread = Ranked.spread(Array(full.values))
        let middle = Ranked.median(Array(full.values))
        guard spread > 0 else { return }
        leftOut = Set(full.filter { abs($0.value - middle) > Self.limit * spread }.keys)
        stableShare = 1 - Double(leftOut.count) / Double(full.count)
    }

    static func key(_ point: SIMD3<Double>) -> SIMD2<Int32> {
        SIMD2(Int32((point.x / side).rounded(.down)), Int32((point.y / side).rounded(.down)))
    }
}
