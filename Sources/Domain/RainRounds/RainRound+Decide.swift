import City
import Incidents

/// What a decision on a round may know beside its state.
public struct RainRoundContext: Sendable {
    public let now: Instant
    public let id: RainRoundID
    /// The open round of an area that overlaps the one to begin; nil where there is none.
    public let overlapping: RainRoundID?
    /// True for a site that lies in the area of the round; for the beginning, true for none.
    public let covers: @Sendable (SiteID) -> Bool
    /// The roles that the register names for a site.
    public let watchers: @Sendable (SiteID) -> [String]
    public let knowsTeam: @Sendable (TeamID) -> Bool

    public init(
        now: Instant, id: RainRoundID, overlapping: RainRoundID? = nil, covers: @escaping @Sendable (SiteID) -> Bool = { _ in false },
        watchers: @escaping @Sendable (SiteID) -> [String] = { _ in [] }, knowsTeam: @escaping @Sendable (TeamID) -> Bool = { _ in false }
    ) {
        self.now = now
        self.id = id
        self.overlapping = overlapping
        self.covers = covers
        self.watchers = watchers
        self.knowsTeam = knowsTeam
    }
}

extension RainRound {
    /// What a command does to a round, or why not.
    public static func decide(_ state: RainRound?, _ command: RainRoundCommand, _ context: RainRoundContext) throws(Refusal) -> [RainRoundEvent] {
        guard let round = state else {
            guard case .begin(let begin) = command else {
                throw Refusal(.rainRoundUnknown, "There is no rain round \(context.id). GET /api/rain-rounds lists them.")
            }
            return try Self.begin(begin, context)
        }
        guard round.isOpen else {
            throw Refusal(.rainRoundEnded, "Rain round \(round.id) ended at \(round.endedAt?.rfc3339 ?? "?"). Begin another one.")
        }
        return try round.decide(command, context)
    }

    private func decide(_ command: RainRoundCommand, _ context: RainRoundContext) throws(Refusal) -> [RainRoundEvent] {
        switch command {
        case .begin: throw Refusal(.rainRoundAreaTaken, "Rain round \(id) has begun already. Work on it.")
        case .setForecast(let forecast): return try set(forecast, context)
        case .watch(let watch): return try self.watch(watch, context)
        case .unwatch(let unwatch): return try self.unwatch(unwatch)
        case .assignPatrol(let assign): return try self.assign(assign, context)
        case .acknowledgePatrol(let named):
            let patrol = try requirePatrol(named.patrol)
            guard patrol.state == .assigned else { throw Self.wrongState(patrol, "acknowledged") }
            return [.patrolAcknowledged(RainPatrolAcknowledged(patrol: patrol.number))]
        case .finishPatrol(let report):
            let patrol = try requireOpenPatrol(report.patrol, "finished")
            try Wording.check(report.finding, "finding")
            return [.patrolFinished(RainPatrolFinished(patrol: patrol.number, finding: report.finding))]
        case .callOffPatrol(let report):
            let patrol = try requireOpenPatrol(report.patrol, "called off")
            try Wording.check(report.finding, "finding")
            return [.patrolCalledOff(RainPatrolCalledOff(patrol: patrol.number, reason: report.finding, displacedBy: nil))]
        case .end(let end): return try self.end(end)
        case .followRanking(let follow): return self.follow(follow, context)
        case .callOverdue(let call): return callOverdue(call, context)
        }
    }

    private static func begin(_ begin: BeginRainRound, _ context: RainRoundContext) throws(Refusal) -> [RainRoundEvent] {
        if let other = context.overlapping {
            throw Refusal(
                .rainRoundAreaTaken,
                "Rain round \(other) is open over \(begin.area) or a center above or below it; an area has one at a time. Work on it, or end it.")
        }
        try Wording.check(begin.name.zh, "name")
        try requireRange(begin.sitesMax, 1...sitesMaxMax, "sitesMax")
        try requireRange(begin.patrolMinutes, 1...patrolMinutesMax, "patrolMinutes")
        return [
            .begun(
                RainRoundBegun(
                    id: context.id, area: begin.area, name: begin.name, sitesMax: begin.sitesMax, patrolMinutes: begin.patrolMinutes,
                    exercise: begin.exercise, synthetic: begin.synthetic))
        ]
    }

    private func set(_ forecast: SetRainForecast, _ context: RainRoundContext) throws(Refusal) -> [RainRoundEvent] {
        try Wording.check(forecast.source, "source")
        try Self.requireRange(forecast.rain.count, 1...Self.forecastRowsMax, "rain")
        let range = 0...Self.forecastMillimetresMax
        guard forecast.rain.allSatisfy({ range.contains($0.millimetresPer24Hours) }) else {
            throw Refusal(
                .rainRoundOutOfRange, "Rain in 24 hours is between 0 and \(Int(Self.forecastMillimetresMax)) mm. Look at the unit.", field: "rain")
        }
        let age = context.now.since(forecast.issuedAt)
        guard age >= .zero, age < Self.forecastValidFor else {
            throw Refusal(
                .rainRoundForecastOld,
                "A forecast counts from its issue for \(Int(Self.forecastValidFor.value / 3_600)) hours; this one is of "
                    + "\(forecast.issuedAt.rfc3339). Send the current one.", field: "issuedAt")
        }
        if let before = self.forecast, before.issuedAt > forecast.issuedAt {
            throw Refusal(
                .rainRoundForecastOld, "A forecast of \(before.issuedAt.rfc3339) is held already, which is newer. Send the current one.",
                field: "issuedAt")
        }
        return [.forecastSet(RainForecastSet(forecast: ForecastSheet(source: forecast.source, issuedAt: forecast.issuedAt, rain: forecast.rain)))]
    }

    /// Ending lets go of every site; a patrol that is out is nobody's to forget.
    private func end(_ end: EndRainRound) throws(Refusal) -> [RainRoundEvent] {
        try Wording.check(end.summary, "summary")
        let mayCallOff = end.callOffUntaken ?? false
        let out = patrols.filter { $0.isOpen && !(mayCallOff && $0.state == .assigned) }
        guard out.isEmpty else {
            let numbers = out.prefix(10).map { String($0.number) }.joined(separator: ", ")
            throw Refusal(
                .rainRoundPatrolsOpen,
                "\(out.count) patrols of rain round \(id) are still open (\(numbers)). Finish them, or call them off with a reason; then end it.")
        }
        let untaken = patrols.filter(\.isOpen).map { patrol in
            RainRoundEvent.patrolCalledOff(RainPatrolCalledOff(patrol: patrol.number, reason: end.summary, displacedBy: nil))
        }
        return untaken + [.ended(RainRoundEnded(summary: end.summary))]
    }

    static func requireRange(_ value: Int, _ range: ClosedRange<Int>, _ field: String) throws(Refusal) {
        guard range.contains(value) else {
            throw Refusal(
                .rainRoundOutOfRange, "\(field) is between \(range.lowerBound) and \(range.upperBound), not \(value).", field: field)
        }
    }
}

extension RefusalCode {
    public static let rainRoundUnknown: RefusalCode = "rain-round.unknown"
    public static let rainRoundAreaTaken: RefusalCode = "rain-round.area-taken"
    public static let rainRoundEnded: RefusalCode = "rain-round.ended"
    public static let rainRoundOutOfRange: RefusalCode = "rain-round.out-of-range"
    public static let rainRoundForecastOld: RefusalCode = "rain-round.forecast-old"
    public static let rainRoundPatrolsOpen: RefusalCode = "rain-round.patrols-open"
    public static let rainRoundFull: RefusalCode = "rain-round.full"
    public static let rainRoundSiteElsewhere: RefusalCode = "rain-round.site-elsewhere"
    public static let rainRoundSiteWatched: RefusalCode = "rain-round.site-watched"
    public static let rainRoundSiteNotWatched: RefusalCode = "rain-round.site-not-watched"
    public static let rainRoundNoAddressee: RefusalCode = "rain-round.no-addressee"
    public static let rainRoundPatrolOut: RefusalCode = "rain-round.patrol-out"
    public static let rainRoundNoPatrol: RefusalCode = "rain-round.no-patrol"
    public static let rainRoundPatrolState: RefusalCode = "rain-round.patrol-state"
}
