import City
import HazardKit

extension RuleEngine {
    /// Brings a freshly built engine to where it was before a restart.
    ///
    /// A reading acts as it did when it came: a good one is taken at its own time, a late one only fills the windows, where the good ones
    /// after it find it. So nothing that a gateway sent years late raises anything at a start either.
    ///
    /// - Parameters:
    ///   - readings: what the store kept of the last `memory(of:)` of each series, in order of phenomenon time.
    ///   - active: the claims that the log holds as active, source key → grade.
    ///   - now: when the start happens.
    /// - Returns: the claims that the log does not know yet, such as when the process died after a reading was kept and before its claim
    ///   was; nothing that the log already says.
    public mutating func replay(_ readings: some Sequence<Reading>, active: [String: Grade], now: Instant) -> [AlertClaim] {
        resume(active)
        return relive(readings, active: active, now: now)
    }

    /// The same for some series after `resume`: a city's month of readings need not lie in memory at once. Series that one rule watches
    /// together belong into one call; `seriesTogether` says which.
    public mutating func relive(_ readings: some Sequence<Reading>, active: [String: Grade], now: Instant) -> [AlertClaim] {
        var last: [String: AlertClaim] = [:]
        relive(readings, now: now, last: &last)
        return Self.news(in: last, beside: active)
    }

    /// One part of them after the other, each in order of phenomenon time and all of it later than the part before; `last` gathers what each
    /// rule claimed last.
    public mutating func relive(_ readings: some Sequence<Reading>, now: Instant, last: inout [String: AlertClaim]) {
        for reading in readings {
            if reading.quality == .late || Freshness.isStale(reading.phenomenonTime, within: Self.madeUpForMax, now: now) {
                absorb(reading, at: now)
            } else {
                for claim in take(reading, at: reading.phenomenonTime) { last[claim.sourceKey] = claim }
            }
        }
    }

    /// Those of the last claims that the log does not know yet, in the order of their keys.
    public static func news(in last: [String: AlertClaim], beside active: [String: Grade]) -> [AlertClaim] {
        let news = last.values.filter { claim in
            claim.active ? active[claim.sourceKey] != claim.grade : active[claim.sourceKey] != nil
        }
        return news.sorted { $0.sourceKey < $1.sourceKey }
    }

    /// Takes from another engine, a copy of this one that has lived through some series since, what its rules over them know. `relive` can so
    /// work on the series of one site beside those of another.
    public mutating func adopt(_ other: RuleEngine, of series: some Sequence<DatastreamID>) {
        for id in series { adopt(other, placesOf: id) }
    }

    /// All series that rules watch, those in one list that some rule watches together, as those of one site are. In no order.
    public var seriesTogether: [[DatastreamID]] {
        var leader: [DatastreamID: DatastreamID] = [:]
        func first(_ id: DatastreamID) -> DatastreamID {
            var at = id
            while let next = leader[at], next != at { at = next }
            leader[id] = at
            return at
        }
        for rule in hazardRules {
            guard let head = rule.datastreams.first else { continue }
            for other in rule.datastreams.dropFirst() { leader[first(other)] = first(head) }
        }
        return Array(Dictionary(grouping: watched, by: first).values)
    }

    /// A week: the longest outage after which what it kept from being raised is still raised; what lies further back is history.
    public static let madeUpForMax: Seconds = 604_800
}
