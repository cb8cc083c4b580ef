#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A wind as what can be added and divided: its parts towards the east and the north.
struct WindVector {
    let east: Double
    let north: Double

    init(east: Double, north: Double) { (self.east, self.north) = (east, north) }

    /// - Parameters:
    ///   - speed: of any unit.
    ///   - upwind: degrees that it comes from.
    init(speed: Double, upwind: Double) {
        let angle = upwind * .pi / 180
        (east, north) = (-speed * sin(angle), -speed * cos(angle))
    }

    var speed: Double { (east * east + north * north).squareRoot() }

    /// Degrees, 0 up to 360; where it is calm, what is handed in.
    func upwind(or calm: Double) -> Double {
        guard speed > Self.calm else { return calm }
        let degrees = atan2(-east, -north) * 180 / .pi
        return degrees < 0 ? degrees + 360 : degrees
    }

    func going(over other: WindVector, by part: Double) -> WindVector {
        WindVector(east: east + (other.east - east) * part, north: north + (other.north - north) * part)
    }

    /// Less than this has no direction.
    private static let calm = 1e-6
}
