import City
import HazardKit
import Incidents

@testable import RainRounds

/// One round over one district of a small synthetic city.
enum Fixture {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    static let desk = Actor(kind: .person, name: "desk", role: "duty-officer", center: "500109")
    static let name = LocalizedText(zh: "合成强降雨", en: "Synthetic storm")

    static func at(_ minutes: Double) -> Instant { start.advanced(by: .minutes(minutes)) }

    static func context(_ minutes: Double = 0, overlapping: RainRoundID? = nil) -> RainRoundContext {
        RainRoundContext(
            now: at(minutes), id: "RR-000001", overlapping: overlapping, covers: { $0 != "elsewhere" },
            watchers: { $0 == "alone" ? [] : ["villager"] }, knowsTeam: { $0 == "rope" })
    }

    static func standing(
        _ site: SiteID, rain: Double? = 0, forecast: Double? = nil, stability: Double? = 1, people: Int? = 100, alert: Grade? = nil,
        watcher: String? = "villager"
    ) -> WatchRanking.Standing {
        WatchRanking.Standing(
            site: site, effectiveMillimetres: rain, forecastMillimetres: forecast, stability: stability, people: people, alert: alert,
            watcher: watcher)
    }

    static func follow(_ standings: [WatchRanking.Standing]) -> RainRoundCommand {
        let rows = WatchRanking.rank(standings)
        return .followRanking(FollowRanking(rows: rows, tally: WatchRanking.tally(standings, rows)))
    }

    /// A round after commands, each with its minute.
    static func round(sitesMax: Int = 3, after commands: [(Double, RainRoundCommand)] = []) throws -> RainRound {
        var state: RainRound?
        let begin = RainRoundCommand.begin(BeginRainRound(area: "500109", name: name, sitesMax: sitesMax, synthetic: true))
        for (minute, command) in [(0, begin)] + commands {
            for event in try RainRound.decide(state, command, context(minute)) { RainRound.apply(event, to: &state, at: at(minute), by: desk) }
        }
        guard let state else { throw Refusal(.rainRoundUnknown, "nothing began") }
        return state
    }

    static func refusal(_ round: RainRound?, _ command: RainRoundCommand, _ context: RainRoundContext = context()) -> RefusalCode? {
        do throws(Refusal) {
            _ = try RainRound.decide(round, command, context)
            return nil
        } catch {
            return error.code
        }
    }
}
