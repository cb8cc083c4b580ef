import City

/// One fire of many, as figures of initial attack count it.
public struct AttackCase: Hashable, Sendable {
    public let times: [AttackRecord.Step: Instant]
    /// km² as measured by then: the last measurement before or at the step, or the first one soon after it.
    public let areas: [AttackRecord.Step: Double]
    public let cause: String?

    /// - Parameter extents: what was measured, in the order of time.
    public init(times: [AttackRecord.Step: Instant], extents: [(at: Instant, squareKilometres: Double)], cause: String?) {
        self.times = times
        self.cause = cause
        let measured = times.compactMap { step, moment -> (AttackRecord.Step, Double)? in
            let soon = moment.advanced(by: step == .contained || step == .out ? Self.afterContainedMax : Self.afterMax)
            let found = extents.last { $0.at <= moment } ?? extents.first { $0.at <= soon }
            return found.map { (step, $0.squareKilometres) }
        }
        areas = Dictionary(uniqueKeysWithValues: measured)
    }

    /// Whether the attack kept the fire small: at most a hectare when it was contained. Nil where it is not contained, or nobody had measured it.
    ///
    /// A hectare parts general from larger forest fires (Regulations on Forest Fire Prevention of the People's Republic of China, article 40).
    public var isSpreadPrevented: Bool? { areas[.contained].map { $0 <= Self.smallSquareKilometres } }

    /// Contained within the working period of a first attack; nil where it is not contained yet.
    public var isHeldInTime: Bool? {
        guard let first = times[.detected], let end = times[.contained] ?? times[.out] else { return nil }
        return end.since(first) <= AttackRecord.attackPeriod
    }

    public static let smallSquareKilometres = 0.01
    /// A fire that is contained grows no more; somebody who walks round it needs so long.
    private static let afterContainedMax = Seconds.minutes(30)
    /// One that runs is another one after that.
    private static let afterMax = Seconds.minutes(5)
}

/// How initial attack went over many fires.
public struct AttackFigures: Hashable, Sendable {
    /// The middle and the tenth worst of some values, and of how many.
    public struct Spread: Hashable, Sendable, Encodable {
        public let count: Int
        public let p50: Double
        public let p90: Double

        /// By nearest rank; nil without a value.
        public init?(_ values: [Double]) {
            guard !values.isEmpty else { return nil }
            let sorted = values.sorted()
            func rank(_ part: Double) -> Double { sorted[min(sorted.count, max(1, Int((part * Double(sorted.count)).rounded(.up)))) - 1] }
            (count, p50, p90) = (sorted.count, rank(0.5), rank(0.9))
        }
    }

    /// From one step to another.
    public enum Span: String, CaseIterable, Sendable {
        case detectedToConfirmed, confirmedToAttacked, attackedToContained, containedToOut, detectedToContained

        var ends: (AttackRecord.Step, AttackRecord.Step) {
            switch self {
            case .detectedToConfirmed: (.detected, .confirmed)
            case .confirmedToAttacked: (.confirmed, .attacked)
            case .attackedToContained: (.attacked, .contained)
            case .containedToOut: (.contained, .out)
            case .detectedToContained: (.detected, .contained)
            }
        }
    }

    public let fires: Int
    /// Minutes; a fire counts where both steps are known and follow one another.
    public let spans: [Span: Spread]
    /// km² as measured.
    public let areas: [AttackRecord.Step: Spread]
    /// Of those contained and measured.
    public let prevented: Int
    public let preventedOf: Int
    /// Of those contained.
    public let heldInTime: Int
    public let heldOf: Int
    /// Codes of the city; nil for fires without one.
    public let causes: [String?: Int]

    public init(_ cases: [AttackCase]) {
        fires = cases.count
        spans = Dictionary(
            uniqueKeysWithValues: Span.allCases.compactMap { span in
                let minutes = cases.compactMap { one -> Double? in
                    guard let from = one.times[span.ends.0], let to = one.times[span.ends.1], to >= from else { return nil }
                    return to.since(from).value / 60
                }
                return Spread(minutes).map { (span, $0) }
            })
        areas = Dictionary(
            uniqueKeysWithValues: AttackRecord.Step.allCases.compactMap { step in Spread(cases.compactMap { $0.areas[step] }).map { (step, $0) } })
        let prevented = cases.compactMap(\.isSpreadPrevented)
        let held = cases.compactMap(\.isHeldInTime)
        (self.prevented, preventedOf) = (prevented.count { $0 }, prevented.count)
        (heldInTime, heldOf) = (held.count { $0 }, held.count)
        causes = Dictionary(cases.map { ($0.cause, 1) }, uniquingKeysWith: +)
    }
}
