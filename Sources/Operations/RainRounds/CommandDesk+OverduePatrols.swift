import City
import EventLog
import Incidents
import RainRounds

/// What follows by itself in a rain round: patrols that are not back in time climb from desk to desk.
extension CommandDesk {
    func follow(rainRound id: RainRoundID, _ stream: StreamName) async {
        for _ in 0..<Self.stepsPerLookMax {
            guard let round = picture.rainRounds.held[id]?.state else { return }
            guard await issue(patrolNotices(of: round).compactMap { told($0, about: id.rawValue) }) else { return }
            guard let due = next(round.due(), on: stream) else { return }
            let done = await attempt(stream, due.key) {
                try await self.submit(
                    rainRound: id, due.command, by: self.system(at: round.area, "clock"), command: CommandID("due/\(stream)/\(due.key)"))
            }
            guard done else { return }
        }
    }

    func schedule(rainRound id: RainRoundID) {
        guard let round = picture.rainRounds.held[id]?.state, round.isOpen else { return }
        let owed = patrolNotices(of: round).compactMap { $0?.id }
        guard owed.allSatisfy({ picture.notices[$0] != nil }) else { return look(at: Self.stream(id)) }
        guard let at = round.due().map(\.at).min() else { return }
        dues.add(Self.stream(id), at: at)
        if at <= now() { wake.yield() }
    }

    private func patrolNotices(of round: RainRound) -> [NoticeIssued?] {
        PatrolNotices(city: city, centers: siteCenters).notices(of: round, at: now())
    }

    /// Open patrols that a person may report: of their team, or for a desk of the sites in its area. Those that are due first come first.
    public func patrols(for actor: Actor) -> [MyPatrol] {
        let moment = now()
        let mine = picture.rainRounds.open.flatMap { held in
            held.state.patrols.filter { $0.isOpen && isPatrol($0, of: actor) }.map { (held, $0) }
        }
        return mine.sorted { ($0.1.dueAt, $0.1.site) < ($1.1.dueAt, $1.1.site) }.prefix(MyPatrol.shownMax).map { held, patrol in
            let round = held.state
            return MyPatrol(
                round: round.id, roundName: round.name, version: held.version, patrol: view(of: patrol, at: moment),
                point: city.site(patrol.site)?.point, reasons: round.watch(of: patrol.site)?.reasons ?? [],
                exercise: round.exercise, synthetic: round.synthetic || city.site(patrol.site)?.synthetic ?? false)
        }
    }

    private func isPatrol(_ patrol: RainRound.Patrol, of actor: Actor) -> Bool {
        if let team = actor.team { return patrol.team == team }
        guard actor.department == nil, let center = siteCenters[patrol.site] else { return false }
        return city.isWithin(center, actor.center)
    }
}
