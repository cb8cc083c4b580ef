import City
import HazardKit

/// What one method answers: a grade or none, a forecast or none, and why.
public struct MethodVerdict: Hashable, Sendable {
    /// When the slope is expected to fail, in hours of the series.
    public struct Forecast: Hashable, Sendable {
        public let failureHour: Double
        /// Holds the true time in nine cases of ten; nil for a method that cannot say how sure it is.
        public let interval90: ClosedRange<Double>?

        public init(failureHour: Double, interval90: ClosedRange<Double>?) {
            self.failureHour = failureHour
            self.interval90 = interval90
        }

        mutating func carry(on tape: inout MemoryTape) {
            var hour = failureHour
            var low = interval90?.lowerBound
            var high = interval90?.upperBound
            tape.carry(&hour)
            tape.carry(&low, standard: 0) { $1.carry(&$0) }
            tape.carry(&high, standard: 0) { $1.carry(&$0) }
            let interval = low.flatMap { low in high.flatMap { low <= $0 ? low...$0 : nil } }
            self = MethodVerdict.Forecast(failureHour: hour, interval90: interval)
        }
    }

    public let method: WarningMethod
    public let grade: Grade?
    public let forecast: Forecast?
    /// False when the method has no say here: its law does not hold for the failure type, or the data does not suffice. That is not "safe".
    public let canTell: Bool
    public let reasons: [LocalizedText]

    public init(_ method: WarningMethod, grade: Grade?, forecast: Forecast? = nil, canTell: Bool = true, reasons: [LocalizedText]) {
        self.method = method
        self.grade = grade
        self.forecast = forecast
        self.canTell = canTell
        self.reasons = reasons
    }

    /// The answer of a method that must not speak.
    static func silent(_ method: WarningMethod, because reason: LocalizedText) -> MethodVerdict {
        MethodVerdict(method, grade: nil, canTell: false, reasons: [reason])
    }

    /// The answer of a method whose law does not hold for the site's way of failing.
    static func doesNotHold(_ method: WarningMethod, for type: FailureType) -> MethodVerdict {
        silent(method, because: WarningPhrase.doesNotHold(method, type))
    }
}
