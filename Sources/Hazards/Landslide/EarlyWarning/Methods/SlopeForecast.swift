import City
import HazardKit

/// What one displacement series says at its newest reading: velocity, a grade, each method's answer, and why.
///
/// - Asking: `init(_:type:creep:)`
/// - The movement: `velocity`, `velocity90`, `acceleration`
/// - The answer: `grade`, `forecast`, `methods`, `reasons`; `canTell` is false where the data does not suffice for a grade
public struct SlopeForecast: Hashable, Sendable {
    public let atHour: Double
    /// mm/h, positive in the direction in which the slope moves; nil where none can be told.
    public let velocity: Double?
    public let velocity90: ClosedRange<Double>?
    /// mm/h².
    public let acceleration: Double?
    public let grade: Grade?
    public let canTell: Bool
    /// Voight's, where one could be made.
    public let forecast: MethodVerdict.Forecast?
    public let methods: [MethodVerdict]
    public let reasons: [LocalizedText]

    /// - Parameters:
    ///   - given: raw readings; jumps, spikes and the daily cycle are dealt with here.
    ///   - creep: the velocity of even creep in mm/h, where it is known from a longer record.
    public init(_ given: DisplacementSeries, type: FailureType = .creepSlide, creep: Double? = nil) {
        atHour = given.now
        let repair = SeriesRepair(given)
        var reasons = WarningPhrase.repairs(repair, in: given)
        let obstacle = Self.obstacle(given, repair)
        let series = Downhill.turned(DiurnalCycle.removed(from: repair.series))
        if series.turned { reasons.append(WarningPhrase.turned) }
        guard obstacle == nil, let movement = Kinematics(series.series), let even = creep.map({ EvenCreep(known: $0) }) ?? EvenCreep(series.series)
        else {
            reasons.insert(obstacle ?? WarningPhrase.tooFew(given.count), at: 0)
            (velocity, velocity90, acceleration) = (nil, nil, nil)
            (grade, canTell, forecast) = (repair.undecided.isEmpty ? nil : .iv, false, nil)
            methods = WarningMethod.ofDisplacement.map { MethodVerdict.silent($0, because: reasons[0]) }
            self.reasons = reasons
            return
        }
        let methods = MovementMethods(series: series.series, movement: movement, even: even, type: type)
        velocity = methods.velocity
        velocity90 = methods.velocity90
        acceleration = movement.acceleration
        self.methods = methods.verdicts
        forecast = methods.verdicts.first { $0.method == .voight }?.forecast
        let fused = FusionRule.grade(of: methods.verdicts)
        // A step at the very end may be the beginning: it raises attention until the next readings decide.
        grade = repair.undecided.isEmpty ? fused : FusionRule.graver(fused, .iv)
        canTell = methods.verdicts.contains { $0.canTell }
        self.reasons = reasons + methods.reasons(fused)
    }

    /// Why nothing can be said at all.
    private static func obstacle(_ given: DisplacementSeries, _ repair: SeriesRepair) -> LocalizedText? {
        let series = repair.series
        if series.count < VoightFit.readingsMin { return WarningPhrase.tooFew(series.count) }
        let last = given.millimetres.suffix(stuckReadings)
        if last.count == stuckReadings || last.count == given.count, let value = last.first, last.allSatisfy({ $0 == value }),
            Set(given.millimetres.suffix(stuckLookBack)).count <= 1 || given.spanHours > 0 && isUnusuallyStill(given)
        {
            return WarningPhrase.stuck(last.count, value)
        }
        if let gap = repair.gaps.last, given.count - gap.index < Kinematics.readingsMin {
            return WarningPhrase.afterGap(gap.hours, given.count - gap.index)
        }
        return nil
    }

    /// True where a series that used to change with every few readings has stopped doing so.
    private static func isUnusuallyStill(_ given: DisplacementSeries) -> Bool {
        let before = given.millimetres.dropLast(stuckReadings)
        let changes = zip(before, before.dropFirst()).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
        return changes * 2 > before.count
    }

    /// So many equal readings in a row are a stuck sensor or a stuck line rather than a still slope.
    static let stuckReadings = 12
    static let stuckLookBack = 48
}

extension WarningMethod {
    /// Those that live on displacement alone.
    static let ofDisplacement: [WarningMethod] = [.tangentialAngle, .velocityMultiples, .voight, .inverseVelocity, .saito]
}

/// A series turned so that its movement is positive.
struct Downhill {
    let series: DisplacementSeries
    let turned: Bool

    static func turned(_ series: DisplacementSeries) -> Downhill {
        guard let movement = Kinematics(series), let first = series.millimetres.first, let last = series.millimetres.last else {
            return Downhill(series: series, turned: false)
        }
        let isBackward = movement.velocity < -EvenCreep.doubt * movement.velocityError && last < first
        guard isBackward else { return Downhill(series: series, turned: false) }
        return Downhill(series: DisplacementSeries(hours: series.hours, millimetres: series.millimetres.map { -$0 }), turned: true)
    }
}
