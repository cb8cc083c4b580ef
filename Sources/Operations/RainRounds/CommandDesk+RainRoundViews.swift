import City
import Incidents
import RainRounds

/// What the screens read of rain rounds.
extension CommandDesk {
    /// The rounds of the picture, the newest first.
    public func rainRounds() -> [RainRoundSummary] {
        picture.rainRounds.held.values.sorted { $0.state.id > $1.state.id }.map { summary($0) }
    }

    /// One round with its sites and patrols. Throws `Refusal` for a name that nobody knows, `LogFault`.
    public func rainRoundView(_ id: RainRoundID) async throws -> RainRoundView {
        guard let held = try await heldRainRound(id) else { throw Refusal.unknown("rain-round", id.rawValue) }
        let round = held.state
        let moment = now()
        let alerts = openAlerts()
        let newest = Dictionary(round.patrols.map { ($0.site, $0) }, uniquingKeysWith: { _, later in later })
        let looks = Dictionary(round.patrols.filter { $0.state == .done }.map { ($0.site, $0) }, uniquingKeysWith: { _, later in later })
        let watches = round.watches.sorted { ($1.points ?? 0, $0.site) < ($0.points ?? 0, $1.site) }.map { watch in
            let own = alerts[watch.site] ?? []
            return RainRoundView.Watch(
                site: watch.site, name: name(of: watch.site), center: siteCenters[watch.site], since: watch.since, by: watch.by,
                ranked: watch.ranked, points: watch.points, reasons: watch.reasons, patrol: newest[watch.site].map { view(of: $0, at: moment) },
                lastLook: looks[watch.site].map { view(of: $0, at: moment) }, watchers: watchers(of: watch.site),
                alerts: own.map(\.id).sorted(), incidents: Set(own.compactMap(\.incident)).sorted(),
                synthetic: city.site(watch.site)?.synthetic ?? false)
        }
        let forecast = round.forecast
        return RainRoundView(
            round: summary(held), patrolMinutes: round.patrolMinutes, forecast: forecast,
            forecastValid: forecast.map { moment.since($0.issuedAt) < RainRound.forecastValidFor } ?? false, rankedAt: round.rankedAt,
            tally: round.tally, watches: watches,
            patrols: round.patrols.suffix(RainRoundView.patrolsShownMax).reversed().map { view(of: $0, at: moment) },
            closingWords: round.closingWords)
    }

    func changes(of id: RainRoundID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let held = picture.rainRounds.held[id] else { return [] }
        let summary = summary(held)
        return [Change(position: position, topic: .rainRound, centers: [summary.area]) { ViewCoding.bytes(summary) }]
    }

    /// The open rounds, for a change that their sums hear of.
    func changesOfRainRounds(at position: Int64) -> [Change] {
        picture.rainRounds.open.map(\.state.id).sorted().flatMap { changes(of: $0, at: position) }
    }

    private func summary(_ held: Picture.Held<RainRound>) -> RainRoundSummary {
        let round = held.state
        let moment = now()
        let open = round.patrols.filter(\.isOpen)
        let moved = (picture.rainRounds.moved[round.id] ?? [:]).values
        let watched = Set(round.watches.map(\.site))
        return RainRoundSummary(
            id: round.id, version: held.version, area: round.area, areaName: city.center(round.area)?.name ?? round.name, name: round.name,
            begunAt: round.begunAt, begunBy: round.begunBy, endedAt: round.endedAt, endedBy: round.endedBy, sitesMax: round.sitesMax,
            sitesWatched: round.watches.count, sitesEver: round.sitesEver.count, patrolsOpen: open.count,
            patrolsDone: round.patrols.count { $0.state == .done }, patrolsOverdue: open.count { $0.dueAt < moment },
            householdsMoved: moved.reduce(0) { $0 + $1.households },
            peopleMoved: moved.reduce(0) { $0 + Int((Double($1.households) * ($1.peopleEach ?? 0)).rounded()) },
            householdsUncounted: moved.reduce(0) { $0 + ($1.peopleEach == nil ? $1.households : 0) },
            openAlerts: round.isOpen ? openAlerts().filter { watched.contains($0.key) }.values.reduce(0) { $0 + $1.count } : 0,
            exercise: round.exercise, synthetic: round.synthetic, asOf: moment)
    }

    /// Open alerts by site.
    func openAlerts() -> [SiteID: [Alert]] {
        var alerts: [SiteID: [Alert]] = [:]
        for held in picture.alerts.values where held.state.state.isOpen {
            if let site = held.state.site { alerts[site, default: []].append(held.state) }
        }
        return alerts
    }

    /// The roles that the register names for a site, with their names: who can be sent there.
    private func watchers(of site: SiteID) -> [RainRoundView.Watcher] {
        let roles = city.site(site).flatMap { city.register(of: $0.kind) }?.watchRoles ?? []
        return (city.sheet(of: site)?.watchers ?? []).map { role in
            RainRoundView.Watcher(role: role, name: roles.first { $0.id == role }?.name ?? LocalizedText(zh: role, en: role))
        }
    }

    func view(of patrol: RainRound.Patrol, at moment: Instant) -> RainRoundView.Patrol {
        let roles = city.site(patrol.site).flatMap { city.register(of: $0.kind) }?.watchRoles ?? []
        return RainRoundView.Patrol(
            number: patrol.number, site: patrol.site, siteName: name(of: patrol.site),
            roleName: patrol.role.flatMap { role in roles.first { $0.id == role }?.name }, role: patrol.role, team: patrol.team,
            teamName: patrol.team.flatMap { city.team($0)?.name }, state: patrol.state, overdue: patrol.isOpen && patrol.dueAt < moment,
            assignedAt: patrol.assignedAt, dueAt: patrol.dueAt, changedAt: patrol.changedAt, changedBy: patrol.changedBy, finding: patrol.finding,
            displacedByName: patrol.displacedBy.map(name(of:)), overdueLevel: patrol.overdueLevel)
    }

    private func name(of site: SiteID) -> LocalizedText {
        city.site(site)?.name ?? LocalizedText(zh: site.rawValue, en: site.rawValue)
    }
}
