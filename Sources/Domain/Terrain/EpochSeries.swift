/// Many epochs of one face compared all at once: where the surface stood in each, and how it moved through them.
///
/// Comparing each epoch with the first keeps the first one's error in every answer. Here the points of all epochs lie in one dense cloud, and each
/// is held against the plane of its nearest points, whichever epochs those are of. What is left of it is its own epoch's place less the places of
/// its neighbours' epochs, in the proportions of the plane's weights; so one least-squares fit gives the places of all epochs, with one more unknown
/// for what curvature does to every plane. Method and figures: docs/decisions/0021-small-shifts-and-patches.md.
public struct EpochSeries: Sendable {
    let epochs: [EpochGrid]
    let cylinder: Cylinder
    let movements: [Movement]

    /// Two epochs are compared by `PlaneShift`.
    public static let countMin = 3
    /// Grids of all epochs are held at once, some 50 MiB for four million points each.
    public static let countMax = 24

    /// A way to move through the epochs: how far along each epoch is, from 0 at the first to 1. The shift that is asked for is the whole way.
    public struct Movement: Sendable, Equatable {
        let share: [Double]

        /// In proportion to time; `times` of all epochs in any one unit, rising.
        public static func steady(_ times: [Double]) -> Movement {
            let span = times[times.count - 1] - times[0]
            return Movement(share: times.map { ($0 - times[0]) / span })
        }

        /// At rest until the newest epoch.
        public static func latest(of count: Int) -> Movement { Movement(share: (0..<count).map { $0 == count - 1 ? 1 : 0 }) }
    }

    /// `epochs` in the order of time, on grids of one frame and one box.
    public init(_ epochs: [EpochGrid], cylinder: Cylinder, movements: [Movement]) {
        precondition((Self.countMin...Self.countMax).contains(epochs.count), "a series has \(Self.countMin) to \(Self.countMax) epochs")
        precondition(movements.allSatisfy { $0.share.count == epochs.count }, "a movement goes through all epochs")
        (self.epochs, self.cylinder, self.movements) = (epochs, cylinder, movements)
    }

    /// What the epochs say at one core, each as a distance along the normal with its level, as if residuals were independent.
    public struct Course: Sendable {
        /// Each epoch after the first against the first.
        public let places: [Change]
        /// The shift of each movement.
        public let shifts: [Change]
    }

    /// The course of each core of a slice, with the normals of the same slice. Nothing is known of a core that the first or the newest epoch
    /// does not show; an epoch between may be missing.
    public func courses(at cores: ArraySlice<SIMD3<Double>>, normals: ArraySlice<SIMD3<Double>>) -> [Course] {
        var footprint = Footprint()
        var fit = SeriesFit(epochs: epochs.count)
        return Self.borrow(epochs[...], []) { searches in
            zip(cores, normals).map { course(searches, $0, $1, &footprint, &fit) }
        }
    }

    private static func borrow<Value>(_ grids: ArraySlice<EpochGrid>, _ searches: [GridSearch], _ body: ([GridSearch]) -> Value) -> Value {
        guard let grid = grids.first else { return body(searches) }
        return grid.search { borrow(grids.dropFirst(), searches + [$0], body) }
    }

    private func course(
        _ searches: [GridSearch], _ core: SIMD3<Double>, _ normal: SIMD3<Double>, _ footprint: inout Footprint, _ fit: inout SeriesFit
    ) -> Course {
        var counts = [Int](repeating: 0, count: epochs.count)
        if normal.dot(normal) > 0 {
            counts = footprint.gather(searches, core: core, normal: normal, cylinder, countMin: PlaneShift.countMin)
            fit.clear()
            footprint.hold(against: &fit)
        }
        let present = counts.map { $0 >= PlaneShift.countMin }
        let pair = SIMD2(Int32(counts.dropLast().min() ?? 0), Int32(counts[epochs.count - 1]))
        guard present[0], present[epochs.count - 1], fit.solve(present) else {
            let absent = Change.absent(pair, normal: normal)
            return Course(places: [Change](repeating: absent, count: epochs.count - 1), shifts: movements.map { _ in absent })
        }
        func change(_ found: (value: Double, error: Double), _ counts: SIMD2<Int32>) -> Change {
            Change(
                distance: found.value, level: Normal.ninetyFive * found.error, counts: counts, spreads: SIMD2(repeating: fit.spread), normal: normal)
        }
        let places = (1..<epochs.count).map { epoch -> Change in
            let counts = SIMD2(Int32(counts[0]), Int32(counts[epoch]))
            return present[epoch] ? change(fit.place(epoch), counts) : .absent(counts, normal: normal)
        }
        return Course(places: places, shifts: movements.map { change(fit.shift($0.share), pair) })
    }
}
