import City

/// Holds episodes of alert against the days on which something really happened.
public struct EpisodeScore: Hashable, Codable, Sendable {
    /// A span in which at least one claim was active; `end` is nil when it still is.
    public struct Episode: Hashable, Codable, Sendable {
        public let start: Instant
        public let end: Instant?

        public init(start: Instant, end: Instant?) {
            self.start = start
            self.end = end
        }
    }

    /// The days that an episode touches, within the tolerance.
    public let hits: [Instant]
    /// The days that none touches. `hits` and `misses` together are all days.
    public let misses: [Instant]
    /// The episodes that touch no day.
    public let falseAlarms: [Episode]
    public let episodeCount: Int

    /// - Parameters:
    ///   - days: the first moment of each day, in the local standard time of the record.
    ///   - tolerance: how far outside the day an episode may end or begin and still count; one day in the papers on Seattle.
    public init(episodes: [Episode], days: [Instant], tolerance: Seconds = 86_400) {
        func touches(_ episode: Episode, _ day: Instant) -> Bool {
            let from = day.advanced(by: tolerance * -1)
            let until = day.advanced(by: 86_400).advanced(by: tolerance)
            // A claim bears the end of its hour: midnight is the last hour of the day before.
            return episode.start <= until && (episode.end.map { $0 > from } ?? true)
        }
        hits = days.filter { day in episodes.contains { touches($0, day) } }
        misses = days.filter { day in !episodes.contains { touches($0, day) } }
        falseAlarms = episodes.filter { episode in !days.contains { touches(episode, $0) } }
        episodeCount = episodes.count
    }

    /// Episodes of several stations as one: what overlaps becomes one episode.
    public static func merged(_ episodes: [Episode]) -> [Episode] {
        var merged: [Episode] = []
        for episode in episodes.sorted(by: { $0.start < $1.start }) {
            guard let last = merged.last, last.end.map({ episode.start <= $0 }) ?? true else {
                merged.append(episode)
                continue
            }
            let end = last.end.flatMap { left in episode.end.map { max(left, $0) } }
            merged[merged.count - 1] = Episode(start: last.start, end: end)
        }
        return merged
    }
}
