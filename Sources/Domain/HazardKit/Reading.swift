import City

/// One observation of one datastream.
public struct Reading: Hashable, Codable, Sendable {
    public enum Quality: String, Codable, Sendable {
        case good
        /// Outside the plausible range of the datastream: kept, never used by a rule.
        case implausible
        /// Later than a newer reading of the same series, or too old to speak of today: kept, used only by rules over windows.
        case late
    }

    public let datastream: DatastreamID
    public let phenomenonTime: Instant
    public let value: Double
    public let quality: Quality

    public init(datastream: DatastreamID, phenomenonTime: Instant, value: Double, quality: Quality = .good) {
        self.datastream = datastream
        self.phenomenonTime = phenomenonTime
        self.value = value
        self.quality = quality
    }
}
