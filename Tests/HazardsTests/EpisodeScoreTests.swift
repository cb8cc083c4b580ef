import City
import HazardKit
import Sensing
import Testing

@testable import Landslide

@Suite("Hits, misses and false alarms of the Seattle line in 2010 and 2011")
struct EpisodeScoreTests {
    /// The reference run of thresh found five to seven of the eleven days, depending on the station.
    static let expected: [String: (hits: Int, falseAlarms: Int)] = [
        "KBFI": (6, 0), "KPAE": (5, 1), "KSEA": (5, 4), "KTIW": (7, 2),
    ]

    @Test("each station finds five to seven of the eleven days, and the four together find seven")
    func stations() throws {
        let days = try Self.days()
        var all: [EpisodeScore.Episode] = []
        for (station, expected) in Self.expected {
            let episodes = try Self.episodes(station)
            let score = EpisodeScore(episodes: episodes, days: days)
            #expect(score.hits.count == expected.hits, "\(station)")
            #expect(score.falseAlarms.count == expected.falseAlarms, "\(station)")
            #expect(score.hits.count + score.misses.count == 11)
            all += episodes
        }
        let combined = EpisodeScore(episodes: EpisodeScore.merged(all), days: days)
        #expect(combined.hits.count == 7)
        #expect(combined.misses.count == 4)
        #expect(combined.episodeCount == 7)
        #expect(combined.falseAlarms.count == 4)
    }

    @Test("a day is hit one day away and missed beyond that")
    func tolerance() {
        let day = Sample.start
        func episode(_ hours: Double) -> EpisodeScore.Episode {
            let start = day.advanced(by: .hours(hours))
            return .init(start: start, end: start.advanced(by: 60))
        }
        #expect(EpisodeScore(episodes: [episode(-23.9)], days: [day]).hits == [day])
        #expect(EpisodeScore(episodes: [episode(48)], days: [day]).hits == [day])
        #expect(EpisodeScore(episodes: [episode(48.1)], days: [day]).falseAlarms.count == 1)
        #expect(EpisodeScore(episodes: [episode(-25)], days: [day]).misses == [day])
    }

    @Test("an episode that has not ended reaches every later day and no earlier one")
    func openEpisode() {
        let open = EpisodeScore.Episode(start: Sample.start, end: nil)
        let later = Sample.start.advanced(by: .hours(24 * 30))
        let earlier = Sample.start.advanced(by: .hours(-24 * 3))
        let score = EpisodeScore(episodes: [open], days: [earlier, later])
        #expect(score.hits == [later])
        #expect(score.misses == [earlier])
    }

    static func days() throws -> [Instant] { try HourlyRainArchive.parseDays(Sample.replayFile("dates2011Muk.txt")) }

    /// Runs the rule over one station's archive, through the engine that the server uses.
    static func episodes(_ station: String) throws -> [EpisodeScore.Episode] {
        let id = DatastreamID(station)
        let city = Sample.city([Sample.datastream(id, property: "rain", unit: "[in_i]", interval: 3600)])
        var engine = try RuleEngine.build(city: city, parameters: [Sample.seattle(id)], hazards: [LandslideHazard.self])
        var claims: [AlertClaim] = []
        for hour in try Sample.archive(station) {
            claims += engine.take(Reading(datastream: id, phenomenonTime: hour.end, value: hour.inches), at: hour.end)
        }
        return EpisodeScore.episodes(in: claims)
    }
}
