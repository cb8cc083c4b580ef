import City
import EventLog
import HazardKit
import Incidents
import RainRounds
import Readings

/// Weighs the sites of a round by what their gauges say, what is forecast, what the register knows and which alerts are open.
extension SensingDesk {
    /// The sites of a round in their order, as everything is known now. Throws `Refusal`, `ReadingFault`, `LogFault`.
    public func rainRanking(of id: RainRoundID) async throws -> FollowRanking {
        let round = try await desk.rainRound(id)
        let moment = now()
        let alerts = await desk.openAlerts()
        var standings: [WatchRanking.Standing] = []
        for (site, center) in await desk.slopes(within: round.area) {
            let rain = try await rain(at: site, moment)
            let alert = alerts[site]?.map(\.grade).max()
            standings.append(standing(of: site, at: center, in: round, alert: alert, rain: rain, moment))
        }
        let rows = WatchRanking.rank(standings)
        return FollowRanking(rows: rows, tally: WatchRanking.tally(standings, rows))
    }

    /// Weighs the sites and lets the round follow. Throws `Refusal`, `ReadingFault`, `LogFault`.
    @discardableResult
    public func followRanking(of id: RainRoundID, command: CommandID? = nil) async throws -> Receipt {
        let ranking = try await rainRanking(of: id)
        let actor = Actor(kind: .system, name: "ranking", role: "system", center: try await desk.rainRound(id).area)
        return try await desk.submit(rainRound: id, .followRanking(ranking), by: actor, command: command)
    }

    /// Weighs again whatever was last weighed a while ago. A round that ends meanwhile needs it no more. Throws `ReadingFault`, `LogFault`.
    func followRainRounds() async throws {
        for id in await desk.rainRoundsToRank(before: now().advanced(by: Self.rankingEvery * -1)) {
            do {
                try await followRanking(of: id)
            } catch let refusal as Refusal where refusal.code == .rainRoundEnded {
                // swallowed because a round that has ended in between needs no more weighing
                continue
            }
        }
    }

    /// Gauges report every hour; a quarter of that finds what one says soon after it says it.
    static let rankingEvery = Seconds.minutes(15)

    private func standing(
        of site: SiteID, at center: CenterCode, in round: RainRound, alert: Grade?, rain: Double?, _ moment: Instant
    ) -> WatchRanking.Standing {
        let sheet = city.sheet(of: site)
        let forecast = round.forecast.flatMap { moment.since($0.issuedAt) < RainRound.forecastValidFor ? $0 : nil }
        let expected = forecast.flatMap { sheet in
            // The nearest center with a row speaks: a township's own before its district's, before the city's.
            city.chain(from: center).lazy.compactMap { code in sheet.rain.first { $0.center == code } }.first?.millimetresPer24Hours
        }
        return WatchRanking.Standing(
            site: site, effectiveMillimetres: rain, forecastMillimetres: expected, forecastSource: forecast?.source,
            stability: stability(of: site, sheet), people: sheet?.exposure.people, alert: alert, watcher: sheet?.watchers.first)
    }

    /// The place of the site's class among the classes of its register, which stand from the most stable to the least.
    private func stability(of site: SiteID, _ sheet: SiteSheet?) -> Double? {
        guard case .choice(let code) = sheet?.facts[Self.stabilityFact],
            let choices = city.site(site).flatMap({ city.register(of: $0.kind) })?.facts.first(where: { $0.key == Self.stabilityFact })?.choices,
            choices.count > 1, let place = choices.firstIndex(where: { $0.id == code })
        else { return nil }
        return Double(place) / Double(choices.count - 1)
    }

    /// The fact of a register that orders its sites from stable to unstable.
    static let stabilityFact = "stability"

    /// Effective rain in mm by the gauge of the site that caught most; nil where none reports. A gauge that catches less may be blocked.
    private func rain(at site: SiteID, _ moment: Instant) async throws -> Double? {
        var most: Double?
        var asked = 0
        for stream in city.datastreams(of: site) where stream.property == Self.rainProperty && asked < Self.gaugesPerSiteMax {
            guard let newest = newest[stream.id], newest.quality != .implausible, moment.since(newest.phenomenonTime) <= Self.silentAfter else {
                continue
            }
            asked += 1
            let from = moment.advanced(by: Seconds.hours(Double(-24 * EffectiveRain.days)))
            let read = try await readings(of: stream.id, from: from, until: moment.advanced(by: .minutes(1)), limit: Self.readingsPerGaugeMax)
            let falls = read.filter { $0.quality != .implausible }.map { reading in
                // A rate over the gauge's interval is an amount; a gauge in mm reports the amount itself.
                EffectiveRain.Fall(
                    until: reading.phenomenonTime, millimetres: stream.unit == "mm/h" ? reading.value * stream.interval.value / 3_600 : reading.value)
            }
            most = max(most ?? 0, EffectiveRain.sum(falls, at: moment))
        }
        return most
    }

    static let rainProperty = "rain"
    /// Gauges of one slope stand in the same shower; more than these add time and no knowledge.
    static let gaugesPerSiteMax = 3
    /// Five days at a reading every five minutes.
    static let readingsPerGaugeMax = 1_440
    /// Three hours of an hourly gauge: what it last said is then not what falls now.
    static let silentAfter = Seconds.hours(3)
}

extension CommandDesk {
    /// The slopes that lie in the area of a center, with the center that answers for each, in the order of their ids. A slope is what a register
    /// holds a sheet of: it says what rain does there and who goes; a forest or a bridge with a sensor is none.
    func slopes(within area: CenterCode) -> [(SiteID, CenterCode)] {
        siteCenters.filter { city.isWithin($0.value, area) && city.sheet(of: $0.key) != nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
