import HazardKit

/// What Voight's law last said about one sensor.
struct CurveVoice: Sendable {
    private(set) var askedHour = -Double.infinity
    private var failureHour = 0.0
    private var interval: ClosedRange<Double>?
    private var trail = ForecastTrail()

    mutating func ask(_ series: DisplacementSeries, hour: Double) {
        askedHour = hour
        interval = nil
        guard let fit = VoightFit(series, effort: .quick), fit.isAccelerating, !fit.isOpen else { return }
        interval = fit.interval90
        failureHour = fit.failureHour
        trail.add(failureHour, at: hour)
    }

    /// The grade of the forecast, at most yellow until it is borne out.
    ///
    /// - Parameter isLasting: true where the sensor has been fast for so long that a surge would be over; then nothing waits.
    func grade(at hour: Double, isLasting: Bool) -> Grade? {
        guard let forecast = forecast(at: hour) else { return nil }
        let grade = ForecastLadder.grade(hoursLeft: forecast.failureHour - hour)
        return isLasting || trail.isBorneOut ? grade : FusionRule.both(grade, .iii)
    }

    /// The grade that the forecast would set if it were borne out, where it is not yet and the grade would be orange or red.
    func heldGrade(at hour: Double, isLasting: Bool) -> Grade? {
        guard !isLasting, !trail.isBorneOut, let forecast = forecast(at: hour) else { return nil }
        let grade = ForecastLadder.grade(hoursLeft: forecast.failureHour - hour)
        return grade > .iii ? grade : nil
    }

    /// Nil once the interval has passed without a failure: that refutes the forecast.
    func forecast(at hour: Double) -> MethodVerdict.Forecast? {
        guard let interval, hour - askedHour <= Self.freshHours, hour <= interval.upperBound else { return nil }
        return .init(failureHour: failureHour, interval90: interval)
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&askedHour)
        var said: MethodVerdict.Forecast? = .init(failureHour: failureHour, interval90: interval)
        tape.carry(&said, standard: .init(failureHour: 0, interval90: nil)) { $0.carry(on: &$1) }
        (failureHour, interval) = (said?.failureHour ?? 0, said?.interval90)
        trail.carry(on: &tape)
    }

    /// A forecast older than half a day no longer speaks.
    private static let freshHours = 12.0
}
