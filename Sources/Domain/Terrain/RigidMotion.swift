#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A rotation about a pivot and a shift, in metres: p ↦ R (p − pivot) + pivot + shift.
public struct RigidMotion: Sendable {
    /// Rows of the rotation matrix.
    public private(set) var rows: [SIMD3<Double>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    public let pivot: SIMD3<Double>
    public private(set) var shift = SIMD3<Double>()

    public init(pivot: SIMD3<Double>) { self.pivot = pivot }

    public func apply(_ point: SIMD3<Double>) -> SIMD3<Double> { turn(point - pivot) + pivot + shift }

    func turn(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(rows[0].dot(vector), rows[1].dot(vector), rows[2].dot(vector))
    }

    func invert(_ point: SIMD3<Double>) -> SIMD3<Double> {
        let moved = point - pivot - shift
        return rows[0] * moved.x + rows[1] * moved.y + rows[2] * moved.z + pivot
    }

    /// The same turn and shift about another pivot.
    func about(_ pivot: SIMD3<Double>) -> RigidMotion {
        var motion = RigidMotion(pivot: pivot)
        (motion.rows, motion.shift) = (rows, shift)
        return motion
    }

    /// Turns further by a rotation vector in radians and shifts further, by Rodrigues' formula, so that the rows stay orthonormal.
    mutating func compose(rotation: SIMD3<Double>, shift further: SIMD3<Double>) {
        let angle = rotation.length
        shift = Self.rotate(shift, about: rotation, angle) + further
        guard angle > 0 else { return }
        let columns = [SIMD3(rows[0].x, rows[1].x, rows[2].x), SIMD3(rows[0].y, rows[1].y, rows[2].y), SIMD3(rows[0].z, rows[1].z, rows[2].z)]
            .map { Self.rotate($0, about: rotation, angle) }
        rows = [
            SIMD3(columns[0].x, columns[1].x, columns[2].x), SIMD3(columns[0].y, columns[1].y, columns[2].y),
            SIMD3(columns[0].z, columns[1].z, columns[2].z),
        ]
    }

    private static func rotate(_ vector: SIMD3<Double>, about rotation: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
        guard angle > 0 else { return vector }
        let axis = rotation / angle
        let (sine, cosine) = (sin(angle), cos(angle))
        return vector * cosine + axis.cross(vector) * sine + axis * (axis.dot(vector) * (1 - cosine))
    }
}
