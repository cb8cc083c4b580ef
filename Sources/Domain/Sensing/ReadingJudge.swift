import City
import HazardKit

/// Judges each observation before it is kept: refused, a duplicate, or a reading that is good, implausible or late.
///
/// Whoever cannot keep what was judged takes the judgement back: `memory(of:)` before, `restore(_:)` after.
public struct ReadingJudge: Sendable {
    /// What becomes of an observation.
    public enum Verdict: Hashable, Sendable {
        case keep(Reading)
        /// The same moment of the same series came before; the first value stays.
        case duplicate(Reading)
    }

    fileprivate struct Series: Sendable {
        let id: DatastreamID
        let minimum: Double
        let maximum: Double
        let freshFor: Seconds
        /// The newest moment of any reading, and of a plausible one: a broken sensor's clock must not make good readings late.
        var newest = Int64.min
        var newestPlausible = Int64.min
        /// The last moments seen, in no order.
        var recent: [Int64] = []
        var next = 0

        mutating func remember(_ time: Int64, plausible: Bool) {
            newest = max(newest, time)
            if plausible { newestPlausible = max(newestPlausible, time) }
            if recent.count < ReadingJudge.recentMax {
                recent.append(time)
            } else {
                recent[next] = time
                next = (next + 1) % ReadingJudge.recentMax
            }
        }
    }

    private var series: [DatastreamID: Int] = [:]
    private var states: [Series] = []

    public init(city: CityModel) {
        states.reserveCapacity(city.datastreams.count)
        for stream in city.datastreams where series[stream.id] == nil {
            series[stream.id] = states.count
            states.append(
                Series(
                    id: stream.id, minimum: stream.plausibleMinimum ?? -.infinity, maximum: stream.plausibleMaximum ?? .infinity,
                    freshFor: Freshness.span(every: stream.interval)))
        }
    }

    /// Judges one observation that arrived at `now` and remembers its moment.
    public mutating func judge(_ datastream: DatastreamID, _ value: Double, at moment: Instant, now: Instant) throws(ReadingRefusal) -> Verdict {
        guard let index = series[datastream] else { throw .unknownDatastream(datastream) }
        guard value.isFinite else { throw .notFinite(datastream) }
        guard moment <= now.advanced(by: Self.aheadMax) else { throw .tooFarAhead(datastream, moment) }
        guard moment >= now.advanced(by: Self.agoMax * -1) else { throw .tooOld(datastream, moment) }
        let time = moment.millisecondsSince1970
        let plausible = value >= states[index].minimum && value <= states[index].maximum
        if time <= states[index].newest, states[index].recent.contains(time) {
            return .duplicate(Reading(datastream: datastream, phenomenonTime: moment, value: value, quality: plausible ? .late : .implausible))
        }
        let late = time < states[index].newestPlausible || Freshness.isStale(moment, within: states[index].freshFor, now: now)
        states[index].remember(time, plausible: plausible)
        let quality: Reading.Quality = !plausible ? .implausible : late ? .late : .good
        return .keep(Reading(datastream: datastream, phenomenonTime: moment, value: value, quality: quality))
    }

    /// What is remembered of some series, so that it can be put back.
    public struct Memory: Sendable {
        fileprivate var series: [(index: Int, state: Series)] = []
    }

    /// The place of a series among those of the city; nil for one that the city does not know.
    public func place(of datastream: DatastreamID) -> Int? { series[datastream] }
    public func datastream(at place: Int) -> DatastreamID { states[place].id }

    /// What is remembered now of the series at these places.
    public func memory(of places: some Sequence<Int>) -> Memory { Memory(series: places.map { ($0, states[$0]) }) }

    /// Forgets what was judged since `memory(of:)`: the store did not keep it, so a repetition of it is news.
    public mutating func restore(_ memory: Memory) {
        for (index, state) in memory.series { states[index] = state }
    }

    /// Takes up what the store kept before a restart.
    public mutating func resume(_ readings: some Sequence<Reading>) {
        for reading in readings {
            guard let index = series[reading.datastream] else { continue }
            states[index].remember(reading.phenomenonTime.millisecondsSince1970, plausible: reading.quality != .implausible)
        }
    }

    /// A field device's clock is rarely further off; a reading beyond it would make every true one late.
    public static let aheadMax: Seconds = 600
    /// Ten years: archives older than this are read by replay, not through the doors.
    public static let agoMax: Seconds = 315_576_000
    /// A burst that a gateway repeats after a broken connection; older repeats are found by the store.
    static let recentMax = 32
}
