import City
import HazardKit

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Every displacement method over one series that was repaired and turned downhill.
struct MovementMethods {
    let series: DisplacementSeries
    let movement: Kinematics
    let even: EvenCreep
    let type: FailureType
    /// Nil where no curve could be fitted, or none was asked for.
    let fit: VoightFit?
    private let noise: Double

    init(series: DisplacementSeries, movement: Kinematics, even: EvenCreep, type: FailureType) {
        self.series = series
        self.movement = movement
        self.even = even
        self.type = type
        fit = type.allows(.voight) ? VoightFit(series) : nil
        noise = SeriesRepair.noise(series.hours, series.millimetres)
    }

    /// The velocity by Voight's curve where that holds and agrees, else by the parabola through the last readings; mm/h.
    var velocity: Double { curve?.velocity ?? movement.velocity }
    var velocity90: ClosedRange<Double> {
        let half = EvenCreep.ninety * movement.velocityError
        return velocity - half...velocity + half
    }

    /// True where the movement is more than the noise explains.
    var isMoving: Bool { velocity90.lowerBound > 0 }

    /// The fit, where the movement accelerates beyond doubt and the newest readings still follow the curve.
    private var curve: VoightFit? {
        guard let fit, fit.isAccelerating else { return nil }
        let fastest = movement.velocity + EvenCreep.ninety * movement.velocityError
        return fastest >= Self.followShare * fit.velocity && movement.acceleration > -EvenCreep.ninety * movement.accelerationError ? fit : nil
    }

    var verdicts: [MethodVerdict] {
        WarningMethod.ofDisplacement.map { method in
            guard type.allows(method) else { return .doesNotHold(method, for: type) }
            switch method {
            case .tangentialAngle: return tangentialAngle
            case .velocityMultiples: return multiples
            case .voight: return voight
            case .inverseVelocity: return inverseVelocity
            default: return saito
            }
        }
    }

    func reasons(_ fused: Grade?) -> [LocalizedText] {
        [isMoving ? WarningPhrase.velocity(velocity, velocity90) : WarningPhrase.still(velocity90), WarningPhrase.fused(fused)]
    }

    private var tangentialAngle: MethodVerdict {
        guard isMoving else { return MethodVerdict(.tangentialAngle, grade: nil, reasons: [WarningPhrase.still(velocity90)]) }
        let slow = max(even.velocity - EvenCreep.ninety * even.error, EvenCreep.floor / 2)
        let fast = even.isBound ? even.velocity : even.velocity + EvenCreep.ninety * even.error
        let angle = TangentialAngle.degrees(velocity: velocity, creep: even.velocity)
        let low = TangentialAngle.degrees(velocity: max(velocity90.lowerBound, 0), creep: fast)
        let high = TangentialAngle.degrees(velocity: velocity90.upperBound, creep: min(slow, even.velocity))
        let interval = min(low, angle)...max(high, angle)
        let grade = TangentialAngle.grade(angle, interval90: interval)
        return MethodVerdict(.tangentialAngle, grade: grade, reasons: [WarningPhrase.angle(angle, interval, even)])
    }

    private var multiples: MethodVerdict {
        guard isMoving else { return MethodVerdict(.velocityMultiples, grade: nil, reasons: [WarningPhrase.still(velocity90)]) }
        let lowest = velocity90.lowerBound / (even.isBound ? even.velocity : even.velocity + EvenCreep.ninety * even.error)
        return MethodVerdict(
            .velocityMultiples, grade: VelocityMultiples.grade(lowest), reasons: [WarningPhrase.multiple(velocity / even.velocity, lowest)])
    }

    private var voight: MethodVerdict {
        guard let fit else { return .silent(.voight, because: WarningPhrase.noCurve) }
        guard fit.isAccelerating else { return MethodVerdict(.voight, grade: nil, reasons: [WarningPhrase.noAcceleration]) }
        guard curve != nil else { return MethodVerdict(.voight, grade: nil, reasons: [WarningPhrase.leftCurve]) }
        let forecast = MethodVerdict.Forecast(failureHour: fit.failureHour, interval90: fit.interval90)
        let grade = fit.isOpen ? Grade.iv : ForecastLadder.grade(hoursLeft: fit.failureHour - series.now)
        return MethodVerdict(.voight, grade: grade, forecast: forecast, reasons: [WarningPhrase.voight(fit, now: series.now)])
    }

    private var inverseVelocity: MethodVerdict {
        guard let curve else { return MethodVerdict(.inverseVelocity, grade: nil, reasons: [WarningPhrase.noAcceleration]) }
        let steps = InverseVelocity.velocities(series, since: curve.onsetHour, noise: noise)
        // The error of 1/v goes with 1/v²; each step is as long as the noise asks, so its velocity is known to the same share.
        guard let line = InverseVelocity.line(hours: steps.hours, velocities: steps.velocities, weights: steps.velocities.map { $0 * $0 }),
            line.failureHour > series.now
        else { return .silent(.inverseVelocity, because: WarningPhrase.noLine) }
        let holds = curve.alpha90.contains(2)
        return MethodVerdict(
            .inverseVelocity, grade: holds ? ForecastLadder.grade(hoursLeft: line.failureHour - series.now) : nil,
            forecast: .init(failureHour: line.failureHour, interval90: nil), canTell: holds,
            reasons: [WarningPhrase.inverse(line, now: series.now, holds: holds)])
    }

    private var saito: MethodVerdict {
        guard let curve else { return MethodVerdict(.saito, grade: nil, reasons: [WarningPhrase.noAcceleration]) }
        let span = max(series.now - curve.onsetHour, 0)
        let start = series.now - span
        guard let times = equalSteps(since: start), let hour = Saito.failureHour(times.0, times.1, times.2), hour > series.now else {
            return .silent(.saito, because: WarningPhrase.noLine)
        }
        let holds = curve.alpha90.contains(2)
        return MethodVerdict(
            .saito, grade: holds ? ForecastLadder.grade(hoursLeft: hour - series.now) : nil, forecast: .init(failureHour: hour, interval90: nil),
            canTell: holds, reasons: [WarningPhrase.saito(hour, now: series.now, holds: holds)])
    }

    /// The times at a start, at half of the way since then and now, each as the mean of the crossings.
    private func equalSteps(since start: Double) -> (Double, Double, Double)? {
        guard let first = series.hours.firstIndex(where: { $0 >= start }), series.count - first > 2 * Self.endReadings else { return nil }
        func mean(_ range: Range<Int>) -> (hour: Double, place: Double) {
            let count = Double(range.count)
            return (series.hours[range].reduce(0, +) / count, series.millimetres[range].reduce(0, +) / count)
        }
        let begin = mean(first..<first + Self.endReadings)
        let end = mean(series.count - Self.endReadings..<series.count)
        let half = (begin.place + end.place) / 2
        guard end.place - begin.place > InverseVelocity.stepSpreads * noise else { return nil }
        var crossings: [Double] = []
        for index in first + 1..<series.count {
            let (low, high) = (series.millimetres[index - 1], series.millimetres[index])
            guard (low < half) != (high < half) else { continue }
            crossings.append(series.hours[index - 1] + (series.hours[index] - series.hours[index - 1]) * (half - low) / (high - low))
        }
        return Middle.median(crossings).map { (begin.hour, $0, end.hour) }
    }

    /// A curve that says more than half again of what the last readings can at most have been is no longer followed.
    static let followShare = 0.67
    /// Readings at either end whose mean is taken for a point of Saito's three.
    static let endReadings = 3
}
