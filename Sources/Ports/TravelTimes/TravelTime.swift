import City

/// How long somebody needs to a place, or why that is not a number.
public enum TravelTime: Hashable, Sendable {
    case seconds(Seconds)
    /// Roads are known at both ends, and no open way joins them.
    case cutOff
    /// The method knows nothing of one of the ends.
    case unknown

    public var value: Double? {
        if case .seconds(let seconds) = self { return seconds.value }
        return nil
    }
}
