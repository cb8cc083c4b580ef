#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The ground a fire runs over: how steep it is and which way it faces.
public struct Slope: Hashable, Sendable {
    /// Rise over run along the steepest line; 1 is 45°.
    public let riseOverRun: Double
    /// How fast the ground rises to the east and to the north.
    let gradient: SIMD2<Double>

    /// `aspect` is the azimuth in degrees that the ground faces, downhill.
    public init(riseOverRun: Double, aspect: Double) {
        self.riseOverRun = riseOverRun
        gradient = -riseOverRun * Azimuth.vector(aspect)
    }

    /// A horizontal vector laid onto the ground.
    func laidOn(_ vector: SIMD2<Double>) -> SIMD3<Double> { SIMD3(vector, (vector * gradient).sum()) }

    /// 0 on level ground.
    public var uphillAzimuth: Double { riseOverRun > 0 ? Azimuth.degrees(gradient.x, gradient.y) : 0 }

    public static let level = Slope(riseOverRun: 0, aspect: 0)
}

/// Directions as azimuths in degrees, clockwise from north, and as vectors of east and north.
enum Azimuth {
    static func vector(_ degrees: Double) -> SIMD2<Double> {
        let radians = degrees * .pi / 180
        return SIMD2(sin(radians), cos(radians))
    }

    /// 0 ≤ degrees < 360.
    static func degrees(_ east: Double, _ north: Double) -> Double {
        let degrees = atan2(east, north) * 180 / .pi
        // A hair west of north rounds to the full circle.
        let turned = degrees < 0 ? degrees + 360 : degrees
        return turned < 360 ? turned : 0
    }
}

extension SIMD3<Double> {
    var length: Double { (self * self).sum().squareRoot() }

    /// Itself where it has no length.
    var unit: SIMD3<Double> {
        let length = length
        return length > 0 ? self / length : self
    }
}
