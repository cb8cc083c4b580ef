import City
import HazardKit

/// Where readings are kept. Readings are not events: they go by the same rule (durable before acknowledged) to their own store.
public protocol ReadingStore: Sendable {
    /// Keeps the readings and returns their ids, in order, when they are on disk. A reading that is already kept (same series, same
    /// phenomenon time) keeps its id and its first value.
    func append(_ readings: [Reading]) async throws -> [ReadingID]
    /// For each span its readings, oldest first. One question for the sensors of a whole site costs less than one for each.
    func readings(of spans: [ReadingSpan]) async throws -> [[Reading]]
    /// The newest reading of each series.
    func latest() async throws -> [DatastreamID: Reading]
    func close() async throws
}

extension ReadingStore {
    /// Readings of one series in `from ..< until`, oldest first, at most `limit`.
    public func readings(of datastream: DatastreamID, from: Instant, until: Instant, limit: Int) async throws -> [Reading] {
        try await readings(of: [ReadingSpan(datastream, from: from, until: until, limit: limit)]).first ?? []
    }
}

/// A stretch of one series: `from ..< until`, at most `limit` readings.
public struct ReadingSpan: Hashable, Sendable {
    public let datastream: DatastreamID
    public let from: Instant
    public let until: Instant
    public let limit: Int

    public init(_ datastream: DatastreamID, from: Instant, until: Instant, limit: Int) {
        self.datastream = datastream
        self.from = from
        self.until = until
        self.limit = limit
    }
}

/// The number of a reading within the store, as SensorThings shows it in `Observations(42)`.
public struct ReadingID: Hashable, Codable, Sendable {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// The store of readings could not be read or written.
public struct ReadingFault: Error, Hashable, Sendable {
    public enum Kind: String, Sendable { case diskFull, locked, corrupt, io, closed, malformed, overloaded }
    public let kind: Kind
    public let message: String
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
