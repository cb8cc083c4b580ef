import City
import HazardKit

/// A series with its newest reading.
public struct DatastreamView: Codable, Sendable {
    public let id: DatastreamID
    public let name: LocalizedText
    public let site: SiteID?
    public let point: Coordinate
    public let property: String
    public let unit: String
    /// Between two readings of a sensor that works.
    public let interval: Seconds
    public let value: Double?
    public let at: Instant?
    public let quality: Reading.Quality?
    public let stale: Bool
    public let synthetic: Bool
}

/// Whether a series can be relied on now.
public enum SensorState: String, Codable, Sendable {
    case fresh
    /// It has reported, and is overdue.
    case silent
    /// It has never reported; that says as little as silence does.
    case awaited
}

/// How many series of a place report as a healthy sensor does, fell silent, or have not reported yet.
public struct SensorTally: Hashable, Codable, Sendable {
    public private(set) var all = 0
    public private(set) var silent = 0
    public private(set) var awaited = 0

    public init() {}

    mutating func count(_ state: SensorState) {
        all += 1
        switch state {
        case .fresh: break
        case .silent: silent += 1
        case .awaited: awaited += 1
        }
    }

    public static func + (left: SensorTally, right: SensorTally) -> SensorTally {
        var sum = left
        sum.all += right.all
        sum.silent += right.silent
        sum.awaited += right.awaited
        return sum
    }
}

extension SensingDesk {
    /// The newest reading of a series, good or not; nil before the first.
    public func newestReading(of stream: DatastreamID) -> Reading? { newest[stream] }

    /// A page of series in the order of their ids, each with its newest reading and whether that is older than a healthy sensor's would be.
    ///
    /// - Parameters:
    ///   - site: only those of one site.
    ///   - state: only those in one state.
    ///   - after: the id of the last row of the page before.
    ///   - limit: rows at most.
    public func latest(of site: SiteID? = nil, in state: SensorState? = nil, after: DatastreamID? = nil, limit: Int) -> [DatastreamView] {
        let moment = now()
        let isWanted = { (stream: Datastream) in state.map { $0 == self.state(of: stream, at: moment) } ?? true }
        if let site {
            let own = city.datastreams(of: site).filter { stream in (after.map { $0 < stream.id } ?? true) && isWanted(stream) }
            return own.sorted { $0.id < $1.id }.prefix(limit).map { view($0, at: moment) }
        }
        let first = after.map { last in streamsByID.partitioningIndex { city.datastreams[Int($0)].id > last } } ?? 0
        let rows = streamsByID[first...].lazy.map { self.city.datastreams[Int($0)] }.filter(isWanted)
        return rows.prefix(limit).map { view($0, at: moment) }
    }

    private func state(of stream: Datastream, at moment: Instant) -> SensorState {
        guard let reading = newest[stream.id] else { return .awaited }
        return isStale(reading, stream, at: moment) ? .silent : .fresh
    }

    /// The time by which this desk judges freshness.
    public var moment: Instant { now() }

    public func latest(of id: DatastreamID) -> DatastreamView? { city.datastream(id).map { view($0, at: now()) } }

    private func view(_ stream: Datastream, at moment: Instant) -> DatastreamView {
        let reading = newest[stream.id]
        return DatastreamView(
            id: stream.id, name: stream.name, site: stream.site, point: stream.point, property: stream.property, unit: stream.unit,
            interval: stream.interval, value: reading?.value, at: reading?.phenomenonTime, quality: reading?.quality,
            stale: reading.map { isStale($0, stream, at: moment) } ?? true, synthetic: stream.synthetic)
    }

    private func isStale(_ reading: Reading, _ stream: Datastream, at moment: Instant) -> Bool {
        moment.since(reading.phenomenonTime) > stream.interval * Self.staleAfterIntervals
    }

    /// The tally of every site; nil stands for the series without one. Every console asks for it every few seconds, so it is kept as long.
    public func tallies() -> [SiteID?: SensorTally] {
        let moment = now()
        if let kept = talliesKept, moment >= kept.at, moment.since(kept.at) < Self.talliesKeptFor { return kept.bySite }
        var bySite: [SiteID?: SensorTally] = [:]
        for stream in city.datastreams {
            bySite[stream.site, default: SensorTally()].count(state(of: stream, at: moment))
        }
        talliesKept = (moment, bySite)
        return bySite
    }

    /// Shorter than any sensor's interval, and long enough that forty thousand series are counted once for all consoles.
    static let talliesKeptFor: Seconds = 2
    /// One missed report may be the network; three are the sensor.
    static let staleAfterIntervals = 3.0
}

extension Array {
    /// The first place whose element meets the condition, where all before it do not and all after it do.
    fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
