/// Places of many epochs along one normal, from points that are held against planes of several epochs' points. In metres.
///
/// Every row says: what is left of a point is its epoch's place, less the places of its neighbours' epochs in the proportions of the plane's
/// weights, and a bias that all points share. Huber's weights against stray points (Huber and Ronchetti, Robust Statistics, 2nd ed., §7.8).
struct SeriesFit {
    private let epochs: Int
    /// Row by row, a coefficient for each epoch.
    private var coefficients: [Double] = []
    private var residuals: [Double] = []
    private var present: [Bool] = []
    /// The matrix of the places after the first with the shared bias taken out, and the sums on the right; rows of epochs that are not
    /// present are empty.
    private var matrix: [Double] = []
    private var places: [Double] = []
    private var inverse: [Double] = []
    private(set) var spread = 0.0

    private static let rounds = 4
    /// Metres, as for `RobustMean`.
    private static let spreadMin = 1e-6

    init(epochs: Int) { self.epochs = epochs }

    mutating func clear() {
        coefficients.removeAll(keepingCapacity: true)
        residuals.removeAll(keepingCapacity: true)
    }

    /// One point: what is left of it, its epoch, and the epochs of its neighbours with their weights in the plane, which add up to one.
    @inline(__always) mutating func add(_ residual: Double, _ epoch: UInt8, _ neighbours: SIMD8<UInt8>, _ weights: SIMD8<Double>, count: Int) {
        let row = coefficients.count
        coefficients.append(contentsOf: repeatElement(0, count: epochs))
        coefficients[row + Int(epoch)] = 1
        for slot in 0..<count { coefficients[row + Int(neighbours[slot])] -= weights[slot] }
        residuals.append(residual)
    }

    /// False when the rows do not hold the places of the epochs that are present.
    mutating func solve(_ present: [Bool]) -> Bool {
        guard residuals.count > PlaneShift.countMin * 2 else { return false }
        self.present = present
        var left = residuals
        places = [Double](repeating: 0, count: epochs)
        var bias = 0.0
        for round in 0..<Self.rounds {
            if round < 2 {
                let middle = Ranked.median(left)
                spread = max(Ranked.normalPerMedianDeviation * Ranked.median(left.map { abs($0 - middle) }), Self.spreadMin)
                if round == 0 { for index in left.indices { left[index] -= middle } }
            }
            guard let next = step(left) else { return false }
            (bias, places) = next
            for row in residuals.indices { left[row] = residuals[row] - bias - dot(row, places) }
        }
        return true
    }

    private func dot(_ row: Int, _ places: [Double]) -> Double {
        var sum = 0.0
        for epoch in 1..<epochs { sum += coefficients[row * epochs + epoch] * places[epoch] }
        return sum
    }

    /// One round of weighted least squares about the last: the shared bias, and the places with the first at zero.
    private mutating func step(_ left: [Double]) -> (Double, [Double])? {
        var sums = [Double](repeating: 0, count: epochs * epochs)
        var right = [Double](repeating: 0, count: epochs)
        let limit = RobustMean.tuning * spread
        // The bias takes the place of the first epoch, whose own coefficient is not needed.
        var row = [Double](repeating: 1, count: epochs)
        for index in residuals.indices {
            let far = abs(left[index])
            let weight = far <= limit ? 1 : limit / far
            for epoch in 1..<epochs { row[epoch] = coefficients[index * epochs + epoch] }
            for i in 0..<epochs where row[i] != 0 {
                let weighted = weight * row[i]
                right[i] += weighted * residuals[index]
                for j in 0...i { sums[i * epochs + j] += weighted * row[j] }
            }
        }
        let total = sums[0]
        guard total > 0 else { return nil }
        var reduced = [Double](repeating: 0, count: epochs * epochs)
        var aim = right
        for i in 1..<epochs {
            for j in 1...i {
                reduced[i * epochs + j] = sums[i * epochs + j] - sums[i * epochs] * sums[j * epochs] / total
                reduced[j * epochs + i] = reduced[i * epochs + j]
            }
            aim[i] -= sums[i * epochs] * right[0] / total
        }
        guard let inverse = inverted(reduced) else { return nil }
        var places = [Double](repeating: 0, count: epochs)
        for i in 1..<epochs { for j in 1..<epochs { places[i] += inverse[i * epochs + j] * aim[j] } }
        (matrix, self.inverse) = (reduced, inverse)
        let bias = (1..<epochs).reduce(right[0]) { $0 - sums[$1 * epochs] * places[$1] } / total
        return (bias, places)
    }

    /// By Gauss and Jordan over the epochs that are present; the matrix is small, symmetric and positive.
    private func inverted(_ matrix: [Double]) -> [Double]? {
        var left = matrix
        var right = [Double](repeating: 0, count: epochs * epochs)
        let rows = (1..<epochs).filter { present[$0] }
        for row in rows { right[row * epochs + row] = 1 }
        for pivot in rows {
            let scale = left[pivot * epochs + pivot]
            guard scale > Self.pivotShareMin * matrix[pivot * epochs + pivot] else { return nil }
            for column in rows {
                left[pivot * epochs + column] /= scale
                right[pivot * epochs + column] /= scale
            }
            for row in rows where row != pivot {
                let factor = left[row * epochs + pivot]
                for column in rows {
                    left[row * epochs + column] -= factor * left[pivot * epochs + column]
                    right[row * epochs + column] -= factor * right[pivot * epochs + column]
                }
            }
        }
        return right
    }

    /// Below this share of its own weight an epoch's place hangs on rounding: its points have no neighbours of other epochs.
    private static let pivotShareMin = 1e-6

    /// An epoch's place against the first, and its standard error.
    func place(_ epoch: Int) -> (value: Double, error: Double) {
        (places[epoch], spread * inverse[epoch * epochs + epoch].squareRoot())
    }

    /// How far the surface moved, if it was along `share` of the way at each epoch: least squares under the covariance of the places.
    func shift(_ share: [Double]) -> (value: Double, error: Double) {
        var (along, weight) = (0.0, 0.0)
        for i in 1..<epochs where present[i] {
            for j in 1..<epochs where present[j] {
                along += share[i] * matrix[i * epochs + j] * places[j]
                weight += share[i] * matrix[i * epochs + j] * share[j]
            }
        }
        return (along / weight, spread / weight.squareRoot())
    }
}
