/// A symmetric 3 × 3 matrix, such as a covariance in m².
struct SymmetricMatrix {
    var xx = 0.0
    var xy = 0.0
    var xz = 0.0
    var yy = 0.0
    var yz = 0.0
    var zz = 0.0

    /// Eigenvectors as columns with their eigenvalues, smallest first.
    ///
    /// Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 4th ed., §8.5.2): slower than the closed form, but exact to the last
    /// digits also when two eigenvalues nearly agree, as they do in every flat neighbourhood.
    func eigen() -> (values: SIMD3<Double>, vectors: [SIMD3<Double>]) {
        var matrix = [SIMD3(xx, xy, xz), SIMD3(xy, yy, yz), SIMD3(xz, yz, zz)]
        var vectors = [SIMD3<Double>(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
        for _ in 0..<Self.sweepsMax {
            let off = abs(matrix[0][1]) + abs(matrix[0][2]) + abs(matrix[1][2])
            if off <= Double.leastNormalMagnitude { break }
            Self.rotate(0, 1, &matrix, &vectors)
            Self.rotate(0, 2, &matrix, &vectors)
            Self.rotate(1, 2, &matrix, &vectors)
        }
        let order = [0, 1, 2].sorted { matrix[$0][$0] < matrix[$1][$1] }
        return (
            SIMD3(matrix[order[0]][order[0]], matrix[order[1]][order[1]], matrix[order[2]][order[2]]), order.map { vectors[$0] }
        )
    }

    /// Jacobi converges quadratically: six sweeps reach the last digit of a Double, and more are not needed for any 3 × 3 matrix.
    static let sweepsMax = 12

    private static func rotate(_ p: Int, _ q: Int, _ matrix: inout [SIMD3<Double>], _ vectors: inout [SIMD3<Double>]) {
        let pivot = matrix[p][q]
        guard pivot != 0 else { return }
        let theta = (matrix[q][q] - matrix[p][p]) / (2 * pivot)
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        let r = 3 - p - q
        let (rp, rq) = (matrix[r][p], matrix[r][q])
        matrix[p][p] -= t * pivot
        matrix[q][q] += t * pivot
        matrix[p][q] = 0
        matrix[q][p] = 0
        matrix[r][p] = c * rp - s * rq
        matrix[p][r] = matrix[r][p]
        matrix[r][q] = s * rp + c * rq
        matrix[q][r] = matrix[r][q]
        (vectors[p], vectors[q]) = (c * vectors[p] - s * vectors[q], s * vectors[p] + c * vectors[q])
    }
}
