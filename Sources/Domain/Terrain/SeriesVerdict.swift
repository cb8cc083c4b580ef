/// What a series of epochs says about a whole face: the patches that moved, each with its place at every epoch.
public struct SeriesVerdict: Sendable {
    /// One for each movement that was asked for, in that order.
    public let movements: [FaceVerdict]
    /// The surest first. A patch that several movements show is told once, by the one that shows it most surely.
    public let patches: [SeriesPatch]

    /// Levels the courses of all cores, in place, and searches them for patches.
    ///
    /// `isRegistered` says that the epochs were laid on each other, so that what is left of a common motion may be taken out.
    public init(_ cores: [SIMD3<Double>], _ courses: inout SeriesCourses, cylinder: Cylinder, isRegistered: Bool) {
        if isRegistered {
            for epoch in courses.places.indices { RestMotion.remove(from: &courses.places[epoch], at: cores) }
            for movement in courses.shifts.indices { RestMotion.remove(from: &courses.shifts[movement], at: cores) }
        }
        let looks = courses.shifts.count
        var found: [Shown] = []
        var verdicts: [FaceVerdict] = []
        for movement in 0..<looks {
            let verdict = FaceVerdict(cores, &courses.shifts[movement], cylinder: cylinder, calibrates: true, looks: looks)
            verdicts.append(verdict)
            found += verdict.patches.map { Shown($0, movement, courses.shifts[movement]) }
        }
        movements = verdicts
        let kept = Self.once(found, coreCount: cores.count).sorted { ($0.patch.confidence, $0.sureness) > ($1.patch.confidence, $1.sureness) }
        var moved = [Bool](repeating: false, count: cores.count)
        for each in found { for core in each.patch.cores { moved[core] = true } }
        for epoch in courses.places.indices { _ = LevelCalibration(&courses.places[epoch], moved: moved) }
        patches = kept.enumerated().map { number, each in
            let inflation = verdicts[each.movement].inflation
            let places = courses.places.map { SeriesPatch.Place($0, of: each.patch.cores, inflation: inflation) }
            return SeriesPatch(patch: each.patch.numbered(number + 1), movement: each.movement, places: places)
        }
    }

    /// A patch as one movement shows it.
    private struct Shown {
        let patch: Patch
        let movement: Int
        /// Its shift in levels of one core: confidences of two movements are both as good as one, and cannot be told apart.
        let sureness: Double

        init(_ patch: Patch, _ movement: Int, _ changes: [Change]) {
            (self.patch, self.movement) = (patch, movement)
            sureness = abs(patch.median) / Ranked.median(patch.cores.map { changes[$0].level })
        }
    }

    /// Each part of the face by the movement that shows it most surely: a patch goes when surer ones hold more than half of its cores.
    private static func once(_ found: [Shown], coreCount: Int) -> [Shown] {
        var isTaken = [Bool](repeating: false, count: coreCount)
        return found.sorted { ($0.sureness, $1.movement) > ($1.sureness, $0.movement) }.filter { each in
            guard 2 * each.patch.cores.count(where: { isTaken[$0] }) <= each.patch.cores.count else { return false }
            for core in each.patch.cores { isTaken[core] = true }
            return true
        }
    }
}

/// The courses of all cores, sorted by what they say: first the epoch or the movement, then the core.
public struct SeriesCourses: Sendable {
    /// Each epoch after the first against the first.
    public var places: [[Change]]
    /// The shift of each movement.
    public var shifts: [[Change]]

    public init(_ courses: [EpochSeries.Course]) {
        let first = courses.first
        places = (first?.places ?? []).indices.map { epoch in courses.map { $0.places[epoch] } }
        shifts = (first?.shifts ?? []).indices.map { movement in courses.map { $0.shifts[movement] } }
    }
}

/// A patch that moved during a series.
public struct SeriesPatch: Sendable {
    /// Its median is the shift of the whole movement.
    public let patch: Patch
    /// Which of the movements shows it most surely.
    public let movement: Int
    /// Where it stood at each epoch after the first, against the first.
    public let places: [Place]

    /// A patch at one epoch, in metres; NaN where the epoch does not show it.
    public struct Place: Sendable {
        public let distance: Double
        /// The level of detection of the patch as a whole.
        public let level: Double

        /// The median over the cores. Its level is that of a mean of independent cores, widened by what means of this face scatter more than that
        /// (`inflation`) and by what a median is less sure than a mean.
        init(_ changes: [Change], of cores: [Int], inflation: Double) {
            let usable = cores.map { changes[$0] }.filter(\.isUsable)
            distance = Ranked.median(usable.map(\.distance))
            let sum = usable.reduce(0) { $0 + $1.level * $1.level }
            level = usable.isEmpty ? .nan : Self.medianError * inflation * sum.squareRoot() / Double(usable.count)
        }

        /// √(π/2): the standard error of a median of normal values in those of their mean.
        private static let medianError = 1.2533
    }
}
