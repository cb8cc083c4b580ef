import City
import Incidents

/// Which sites are watched, and who goes there.
extension RainRound {
    func watch(_ watch: WatchSite, _ context: RainRoundContext) throws(Refusal) -> [RainRoundEvent] {
        guard context.covers(watch.site) else {
            throw Refusal(
                .rainRoundSiteElsewhere, "Site \(watch.site) is not in the area of rain round \(id), center \(area). Look up its id.", field: "site")
        }
        try Wording.check(watch.reason, "reason")
        guard self.watch(of: watch.site) == nil else {
            throw Refusal(.rainRoundSiteWatched, "Site \(watch.site) is watched in rain round \(id) already.")
        }
        guard watches.count < sitesMax else {
            throw Refusal(
                .rainRoundFull,
                "Rain round \(id) watches \(sitesMax) sites, as many as its people can. Let one go first, or split the area among districts.")
        }
        let watched = RainRoundEvent.siteWatched(
            RainSiteWatched(site: watch.site, ranked: false, points: nil, reasons: [WatchReason(.word, points: 0, note: watch.reason)]))
        return [watched] + firstPatrol(of: watch.site, context.watchers(watch.site).first, after: patrols.count, context)
    }

    func unwatch(_ unwatch: UnwatchSite) throws(Refusal) -> [RainRoundEvent] {
        try requireWatched(unwatch.site)
        try Wording.check(unwatch.reason, "reason")
        if let out = openPatrols(of: unwatch.site).first {
            throw Refusal(
                .rainRoundPatrolOut, "Patrol \(out.number) to site \(unwatch.site) is still open. Finish it, or call it off with a reason first.")
        }
        return [.siteUnwatched(RainSiteUnwatched(site: unwatch.site, ranked: false, points: nil, reason: unwatch.reason, displacedBy: nil))]
    }

    func assign(_ assign: AssignPatrol, _ context: RainRoundContext) throws(Refusal) -> [RainRoundEvent] {
        try requireWatched(assign.site)
        guard (assign.role == nil) != (assign.team == nil) else {
            throw Refusal(.rainRoundNoAddressee, "Say who goes: a role of the register, or a team; one of the two.", field: "role")
        }
        if let role = assign.role, !context.watchers(assign.site).contains(role) {
            throw Refusal(
                .rainRoundNoAddressee, "The register names no \(role.prefix(40)) for site \(assign.site). Take one of its sheet, or a team.",
                field: "role")
        }
        if let team = assign.team, !context.knowsTeam(team) {
            throw Refusal(.rainRoundNoAddressee, "There is no team \(team.rawValue.prefix(40)). GET /api/teams lists them.", field: "team")
        }
        if let out = openPatrols(of: assign.site).first {
            throw Refusal(.rainRoundPatrolOut, "Patrol \(out.number) to site \(assign.site) is still open; one goes at a time.")
        }
        guard patrols.count < Self.patrolsMax else {
            throw Refusal(.rainRoundFull, "Rain round \(id) has had \(Self.patrolsMax) patrols, the most it keeps. End it and begin another one.")
        }
        return [assigned(patrols.count + 1, assign.site, role: assign.role, team: assign.team, context)]
    }

    /// The first patrol goes by itself to whom the register names; where it names nobody, the board shows a site without one.
    func firstPatrol(of site: SiteID, _ role: String?, after count: Int, _ context: RainRoundContext) -> [RainRoundEvent] {
        guard let role, count < Self.patrolsMax, openPatrols(of: site).isEmpty else { return [] }
        return [assigned(count + 1, site, role: role, team: nil, context)]
    }

    func assigned(_ number: Int, _ site: SiteID, role: String?, team: TeamID?, _ context: RainRoundContext) -> RainRoundEvent {
        .patrolAssigned(RainPatrolAssigned(patrol: number, site: site, role: role, team: team, dueAt: context.now.advanced(by: betweenLooks)))
    }

    /// From one look at a watched site to the next.
    var betweenLooks: Seconds { .minutes(Double(patrolMinutes)) }

    private func requireWatched(_ site: SiteID) throws(Refusal) {
        guard watch(of: site) != nil else {
            throw Refusal(.rainRoundSiteNotWatched, "Site \(site) is not watched in rain round \(id). Watch it first.", field: "site")
        }
    }

    func requirePatrol(_ number: Int) throws(Refusal) -> Patrol {
        guard let patrol = patrols.first(where: { $0.number == number }) else {
            throw Refusal(.rainRoundNoPatrol, "Rain round \(id) has no patrol \(number). Reload it.", field: "patrol")
        }
        return patrol
    }

    func requireOpenPatrol(_ number: Int, _ done: String) throws(Refusal) -> Patrol {
        let patrol = try requirePatrol(number)
        guard patrol.isOpen else { throw Self.wrongState(patrol, done) }
        return patrol
    }

    static func wrongState(_ patrol: Patrol, _ done: String) -> Refusal {
        Refusal(.rainRoundPatrolState, "Patrol \(patrol.number) is \(patrol.state.rawValue) and cannot be \(done). Reload the round.")
    }
}
