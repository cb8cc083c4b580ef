import City

extension RainRound {
    /// Folds one event in. Total: an event that does not fit leaves the state as it was.
    public static func apply(_ event: RainRoundEvent, to state: inout RainRound?, at moment: Instant, by actor: Actor) {
        if case .begun(let body) = event {
            if state == nil { state = RainRound(body, at: moment, by: actor) }
        } else {
            state?.take(event, at: moment, by: actor)
        }
    }

    private init(_ body: RainRoundBegun, at moment: Instant, by actor: Actor) {
        id = body.id
        area = body.area
        name = body.name
        sitesMax = body.sitesMax
        patrolMinutes = body.patrolMinutes
        exercise = body.exercise
        synthetic = body.synthetic
        begunAt = moment
        begunBy = actor.name
        forecast = nil
        rankedAt = nil
        tally = nil
        watches = []
        sitesEver = []
        patrols = []
        overdueCalls = []
        endedAt = nil
        endedBy = nil
        closingWords = nil
    }

    private mutating func take(_ event: RainRoundEvent, at moment: Instant, by actor: Actor) {
        switch event {
        case .begun: break
        case .forecastSet(let body): forecast = body.forecast
        case .ranked(let body):
            rankedAt = moment
            tally = body.tally
        case .siteWatched(let body):
            // A site that is watched already is told why anew; since when, and at whose word, stays.
            let before = watch(of: body.site)
            let fresh = Watch(
                site: body.site, since: before?.since ?? moment, by: before?.by ?? actor.name, ranked: body.ranked, points: body.points,
                reasons: body.reasons)
            if let place = watches.firstIndex(where: { $0.site == body.site }) { watches[place] = fresh } else { watches.append(fresh) }
            sitesEver.insert(body.site)
        case .siteUnwatched(let body): watches.removeAll { $0.site == body.site }
        case .patrolAssigned(let body):
            patrols.append(
                Patrol(
                    number: body.patrol, site: body.site, role: body.role, team: body.team, assignedAt: moment, dueAt: body.dueAt,
                    state: .assigned, changedAt: moment, changedBy: actor.name, finding: nil, displacedBy: nil, overdueLevel: 0))
        case .patrolAcknowledged(let body): change(body.patrol, to: .acknowledged, nil, at: moment, by: actor)
        case .patrolFinished(let body): change(body.patrol, to: .done, body.finding, at: moment, by: actor)
        case .patrolCalledOff(let body): change(body.patrol, to: .calledOff, body.reason, displacedBy: body.displacedBy, at: moment, by: actor)
        case .patrolsOverdue(let body): call(body, at: moment)
        case .ended(let body):
            endedAt = moment
            endedBy = actor.name
            closingWords = body.summary
        }
    }

    private mutating func call(_ body: RainPatrolsOverdue, at moment: Instant) {
        let late = Set(body.patrols)
        for index in patrols.indices where late.contains(patrols[index].number) { patrols[index].overdueLevel = body.level }
        overdueCalls.append(OverdueCall(number: (overdueCalls.last?.number ?? 0) + 1, level: body.level, at: moment, patrols: body.patrols))
        if overdueCalls.count > Self.overdueCallsHeldMax { overdueCalls.removeFirst() }
    }

    private mutating func change(
        _ number: Int, to state: Patrol.State, _ finding: String?, displacedBy: SiteID? = nil, at moment: Instant, by actor: Actor
    ) {
        guard let index = patrols.firstIndex(where: { $0.number == number }) else { return }
        patrols[index].state = state
        patrols[index].changedAt = moment
        patrols[index].changedBy = actor.name
        patrols[index].finding = finding
        patrols[index].displacedBy = displacedBy
    }
}
