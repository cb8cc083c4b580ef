/// What is asked of a series of epochs: one shift along the normal, from all of them together.
public enum SeriesModel: Sendable, Equatable {
    /// Movement in proportion to time. The times of all epochs, in any one unit, rising; the shift is that over the whole series.
    case steady(times: [Double])
    /// Rest up to and including the epoch of that number, from 1, then a step; the shift is that of the step.
    case step(after: Int)
}

/// Weighs the changes of many epochs against the first into one shift for each core, with a level that falls with the number of epochs.
///
/// Every change holds the error of the first epoch: they are correlated, with covariance v (I + 1 1ᵀ). Least squares under that covariance are
/// ordinary least squares over all epochs, the first among them at zero, with the place at rest left free; so a shift is a sum of changes whose
/// weights, with that of the first epoch, add up to zero, and its variance is v times the sum of their squares. Each change already is a robust
/// mean. `LevelCalibration` has to follow, as for two epochs: the errors of planes are not quite those of single epochs.
public struct EpochSeries: Sendable {
    public let model: SeriesModel
    /// Epochs in all, the first among them.
    public let count: Int

    /// Below this a comparison of two says all there is.
    public static let countMin = 3
    /// A day of scans every quarter of an hour; more are better thinned or cut into series.
    public static let countMax = 96

    /// Throws when there are too few or too many epochs, or the model does not fit them.
    public init(count: Int, model: SeriesModel) throws(TerrainFault) {
        guard (Self.countMin...Self.countMax).contains(count) else {
            throw TerrainFault(
                "a series has \(Self.countMin) to \(Self.countMax) epochs, and \(count) are given. Two are compared by `terrain change`.")
        }
        switch model {
        case .steady(let times):
            guard times.count == count, times.allSatisfy(\.isFinite), zip(times, times.dropFirst()).allSatisfy(<) else {
                throw TerrainFault("\(count) epochs need \(count) times that rise; \(times.count) are given. Give them in the order of the epochs.")
            }
        case .step(let after):
            guard (1..<count).contains(after) else { throw TerrainFault("a step after epoch \(after) of \(count): give 1 to \(count - 1).") }
        }
        (self.count, self.model) = (count, model)
    }

    /// What a core did over the series.
    public struct Shift: Sendable {
        /// Distance and level of the shift; counts are those of the first epoch and of the poorest later one.
        public let change: Change
        /// Epochs that had points at the core.
        public let epochs: Int
        /// The standard deviation in metres of the epochs about the model; NaN when no epoch is left over to tell.
        public let scatter: Double
    }

    /// The shift of one core from its changes of the second, third … epoch against the first. NaN when the epochs at hand cannot carry it.
    public func shift(_ changes: [Change]) -> Shift {
        precondition(changes.count == count - 1, "one change for each epoch after the first")
        let later = changes.indices.filter { changes[$0].isUsable }
        let counts = SIMD2(changes[0].counts.x, later.map { changes[$0].counts.y }.min() ?? 0)
        let normal = changes[0].normal
        let present = [0] + later.map { $0 + 1 }
        guard let weights = weights(present) else {
            return Shift(change: .absent(counts, normal: normal), epochs: later.isEmpty ? 0 : present.count, scatter: .nan)
        }
        let places = [0] + later.map { changes[$0].distance }
        let distance = zip(weights, places).reduce(0) { $0 + $1.0 * $1.1 }
        // A change holds the errors of two epochs.
        let variance =
            later.reduce(0) { $0 + (changes[$1].level / Normal.ninetyFive) * (changes[$1].level / Normal.ninetyFive) / 2 }
            / Double(later.count)
        let level = Normal.ninetyFive * (variance * weights.reduce(0) { $0 + $1 * $1 }).squareRoot()
        let scatter = scatter(places, distance, present)
        return Shift(
            change: Change(distance: distance, level: level, counts: counts, spreads: SIMD2(repeating: scatter), normal: normal),
            epochs: present.count, scatter: scatter)
    }

    /// How far along its movement the model has each epoch, from 0 to 1.
    private func progress(_ epoch: Int) -> Double {
        switch model {
        case .steady(let times): (times[epoch] - times[0]) / (times[count - 1] - times[0])
        case .step(let after): epoch < after ? 0 : 1
        }
    }

    /// Weights of ordinary least squares with a free place at rest; nil when the epochs span too little of the movement.
    private func weights(_ present: [Int]) -> [Double]? {
        let along = present.map(progress)
        guard let least = along.min(), let most = along.max(), most - least >= Self.spanMin else { return nil }
        let mean = along.reduce(0, +) / Double(along.count)
        let sum = along.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return along.map { ($0 - mean) / sum }
    }

    /// A core seen over less of the movement than this would have its shift extrapolated.
    private static let spanMin = 0.5

    private func scatter(_ places: [Double], _ shift: Double, _ present: [Int]) -> Double {
        guard places.count > 2 else { return .nan }
        let rest = zip(places, present).map { $0 - shift * progress($1) }
        let mean = rest.reduce(0, +) / Double(rest.count)
        return (rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rest.count - 2)).squareRoot()
    }
}
