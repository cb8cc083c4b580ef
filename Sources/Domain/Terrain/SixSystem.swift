/// Normal equations of a small rigid motion: three shifts, three rotations.
struct SixSystem {
    private var matrix = [Double](repeating: 0, count: 36)
    private var right = [Double](repeating: 0, count: 6)

    /// Adds the equation normal · shift + lever · rotation = value.
    mutating func add(_ normal: SIMD3<Double>, _ lever: SIMD3<Double>, _ value: Double, _ weight: Double) {
        guard weight > 0 else { return }
        let row = SIMD8(normal.x, normal.y, normal.z, lever.x, lever.y, lever.z, 0, 0)
        for i in 0..<6 {
            for j in 0...i { matrix[6 * i + j] += weight * row[i] * row[j] }
            right[i] += weight * row[i] * value
        }
    }

    func solve() -> [Double] {
        let inverse = inverse()
        return (0..<6).map { row in (0..<6).reduce(0) { $0 + inverse[6 * row + $1] * right[$1] } }
    }

    /// By Cholesky's factors. A direction that no equation holds, such as along a flat wall, is given a trace of stiffness and stays where it is.
    func inverse() -> [Double] {
        var lower = matrix
        for i in 0..<6 { lower[7 * i] += Self.stiffness * max(matrix[7 * i], 1) + .leastNormalMagnitude }
        for i in 0..<6 {
            for j in 0...i {
                var sum = lower[6 * i + j]
                for k in 0..<j { sum -= lower[6 * i + k] * lower[6 * j + k] }
                lower[6 * i + j] = i == j ? max(sum, .leastNormalMagnitude).squareRoot() : sum / lower[7 * j]
            }
        }
        var inverse = [Double](repeating: 0, count: 36)
        for column in 0..<6 {
            var x = (0..<6).map { $0 == column ? 1.0 : 0 }
            for i in 0..<6 {
                for k in 0..<i { x[i] -= lower[6 * i + k] * x[k] }
                x[i] /= lower[7 * i]
            }
            for i in (0..<6).reversed() {
                for k in i + 1..<6 { x[i] -= lower[6 * k + i] * x[k] }
                x[i] /= lower[7 * i]
            }
            for row in 0..<6 { inverse[6 * row + column] = x[row] }
        }
        return inverse
    }

    private static let stiffness = 1e-9
}
