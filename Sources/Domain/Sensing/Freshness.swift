import City

/// How old a reading may be and still speak of today. What is older is history: it is kept and remembered, and no rule acts on it.
public enum Freshness {
    /// Three missed reports may be the network; more than that and the reading says nothing about now.
    public static let intervalsMax = 3.0
    /// A gateway that was cut off for an hour still tells of a danger that people can act on, however often its sensors report.
    public static let spanMin = Seconds.hours(1)

    /// The age up to which readings of a series with this interval count as fresh.
    public static func span(every interval: Seconds) -> Seconds { max(interval * intervalsMax, spanMin) }

    /// True when a reading of `moment` is too old at `now` to act on.
    public static func isStale(_ moment: Instant, within span: Seconds, now: Instant) -> Bool { now.since(moment) > span }
}
