import City

/// An observation as it came in: read, but not yet judged.
public struct DraftReading: Hashable, Sendable {
    public let datastream: DatastreamID
    public let phenomenonTime: Instant
    public let value: Double

    public init(datastream: DatastreamID, phenomenonTime: Instant, value: Double) {
        self.datastream = datastream
        self.phenomenonTime = phenomenonTime
        self.value = value
    }
}
