import HazardKit

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The improved tangential angle (Xu Qiang and others 2009): displacement over the velocity of even creep has the unit of time, so the
/// angle of its curve is atan(v / v₀) and does not depend on how the axes are drawn.
public enum TangentialAngle {
    /// Degrees; 45 where the slope creeps as it always has.
    public static func degrees(velocity: Double, creep: Double) -> Double { atan2(velocity, creep) * 180 / .pi }

    /// Blue at 45°, yellow to 80°, orange from 80° to 85°, red from 85°. Where 45° lies in the interval of the angle the slope may still
    /// creep evenly: blue. An angle that lies below 45° altogether sets none.
    public static func grade(_ angle: Double, interval90: ClosedRange<Double>) -> Grade? {
        if interval90.contains(even) { return .iv }
        if angle < even { return nil }
        return angle >= red ? .i : angle >= orange ? .ii : .iii
    }

    static let even = 45.0
    static let orange = 80.0
    static let red = 85.0
}

/// Velocities as multiples of the velocity of even creep, as thresholds of the "V₀ type" are written.
public enum VelocityMultiples {
    /// - Parameter multiple: the velocity over v₀; the lower end of its interval, so that noise sets no grade.
    public static func grade(_ multiple: Double) -> Grade? {
        for (grade, limit) in limits where multiple >= limit { return grade }
        return nil
    }

    /// tan 80° and tan 85° are 5.7 and 11.4; these are the round figures that practice writes.
    static let limits: [(Grade, Double)] = [(.i, 12), (.ii, 6), (.iii, 3), (.iv, 1.5)]
}
