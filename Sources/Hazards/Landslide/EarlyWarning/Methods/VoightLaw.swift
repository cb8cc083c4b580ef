#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Voight's law of accelerating creep, a = A · v^α (B. Voight, Nature 332, 1988): velocity and displacement on the way to failure.
///
/// v(t) = [A (α − 1)(tf − t)]^(−1/(α−1)). For α = 2 this is Fukuzono's 1/v = A (tf − t) (T. Fukuzono 1985).
public struct VoightLaw: Hashable, Sendable {
    public let alpha: Double
    /// In mm and hours, of the dimension that α asks for.
    public let scale: Double
    public let failureHour: Double

    /// - Precondition: α > 1; at or below that no time of failure exists.
    public init(alpha: Double, scale: Double, failureHour: Double) {
        precondition(alpha > 1 && scale > 0, "Voight's law needs α above 1 and A above 0")
        self.alpha = alpha
        self.scale = scale
        self.failureHour = failureHour
    }

    /// The law of a slope that moves at `firstVelocity` (mm/h) at hour 0 and fails at `failureHour`.
    public init(alpha: Double, failureHour: Double, firstVelocity: Double) {
        self.init(alpha: alpha, scale: pow(firstVelocity, 1 - alpha) / ((alpha - 1) * failureHour), failureHour: failureHour)
    }

    /// mm/h at an hour before failure.
    public func velocity(at hour: Double) -> Double { pow(scale * (alpha - 1) * (failureHour - hour), -1 / (alpha - 1)) }

    /// mm from `start` to `hour`.
    public func displacement(from start: Double, to hour: Double) -> Double {
        let shape = Shape(alpha: alpha)
        return pow(scale * (alpha - 1), -shape.power) * (shape.displacement(log(failureHour - hour)) - shape.displacement(log(failureHour - start)))
    }

    /// The law without its scale, over the logarithm of the time that is left.
    struct Shape {
        /// 1 / (α − 1): the velocity goes with the time left to minus this power.
        let power: Double
        private let rest: Double

        init(alpha: Double) {
            power = 1 / (alpha - 1)
            rest = 1 - power
        }

        /// ∫ r^(−power) towards failure, up to a constant; even for α = 2, where the power rule has no answer.
        func displacement(_ logLeft: Double) -> Double { abs(rest) < 1e-9 ? -logLeft : -expm1(rest * logLeft) / rest }
        func velocity(_ logLeft: Double) -> Double { exp(-power * logLeft) }

        /// Both at a time left that is no logarithm yet, for half of the cost; digits are lost next to α = 2, where the slower way is taken.
        func point(_ left: Double) -> (displacement: Double, velocity: Double) {
            let logLeft = log(left)
            let velocity = velocity(logLeft)
            return (abs(rest) < Self.nearTwo ? displacement(logLeft) : (1 - left * velocity) / rest, velocity)
        }

        /// A thousandth costs three of sixteen digits.
        private static let nearTwo = 1e-3
    }
}
