import City
import HazardKit
import Sensing
import Testing

@testable import Landslide

@Suite("Hits, misses and false alarms of the Seattle line in 2010 and 2011")
struct EpisodeScoreTests {
    struct Expected: Sendable {
        let station: String
        let hits: Int
        let falseAlarms: Int
    }

    /// The reference run of thresh found five to seven of the eleven days, depending on the station.
    static let expected = [
        Expected(station: "KBFI", hits: 6, falseAlarms: 0), Expected(station: "KPAE", hits: 5, falseAlarms: 1),
        Expected(station: "KSEA", hits: 5, falseAlarms: 4), Expected(station: "KTIW", hits: 7, falseAlarms: 2),
    ]

    @Test("each station finds five to seven of the eleven days", arguments: expected)
    func perStation(expected: Expected) throws {
        let score = try EpisodeScore(episodes: Self.episodes([expected.station]), days: Self.days())
        #expect(score.hits.count == expected.hits)
        #expect(score.falseAlarms.count == expected.falseAlarms)
        #expect(score.hits.count + score.misses.count == 11)
    }

    @Test("the four stations together find seven of the eleven days")
    func combined() throws {
        let episodes = EpisodeScore.merged(try Self.episodes(ThreshArchiveTests.stations))
        let score = try EpisodeScore(episodes: episodes, days: Self.days())
        #expect(score.hits.count == 7)
        #expect(score.misses.count == 4)
        #expect(score.episodeCount == 7)
        #expect(score.falseAlarms.count == 4)
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

    /// Runs the rule over the archives, station by station, through the engine that the server uses.
    static func episodes(_ stations: [String]) throws -> [EpisodeScore.Episode] {
        var claims: [AlertClaim] = []
        for station in stations {
            let id = DatastreamID(station)
            let city = Sample.city([Sample.datastream(id, property: "rain", unit: "[in_i]", interval: 3600)])
            var engine = try RuleEngine.build(city: city, parameters: [Sample.seattle(id)], hazards: [LandslideHazard.self])
            var own: [AlertClaim] = []
            for hour in try Sample.archive(station) {
                own += engine.take(Reading(datastream: id, phenomenonTime: hour.end, value: hour.inches), at: hour.end)
            }
            claims += own
        }
        return EpisodeScore.episodes(in: claims)
    }
}
