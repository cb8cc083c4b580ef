import City
import EventLog
import Incidents
import RainRounds

extension CommandDesk {
    /// Begins a round over the area of one center. Throws `Refusal`, `LogFault`.
    public func begin(_ round: BeginRainRound, by actor: Actor, command: CommandID?) async throws -> (RainRoundID, Receipt) {
        try await requireReady()
        // One at a time for the whole city: whether two areas overlap is seen only when neither is beginning.
        let receipt = try await inTurn(StreamName(category: Picture.Category.rainRound, id: "begin")) {
            if let earlier = try await earlierOutcome(of: command) { return earlier }
            guard city.center(round.area) != nil else { throw Refusal.unknown("center", round.area.rawValue) }
            let id = RainRoundID("RR-" + Self.padded(picture.rainRounds.count + 1))
            return try await decide(rainRound: id, .begin(round), nil, actor, command)
        }
        return (RainRoundID(try receipt.id(in: Picture.Category.rainRound)), receipt)
    }

    /// Gives a round a command. Throws `Refusal`, `LogFault`.
    @discardableResult
    public func submit(
        rainRound id: RainRoundID, _ command: RainRoundCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID?
    ) async throws -> Receipt {
        try await requireReady()
        let receipt = try await inTurn(Self.stream(id)) { try await decide(rainRound: id, command, expectedVersion, actor, commandID) }
        schedule(rainRound: id)
        return receipt
    }

    private func decide(
        rainRound id: RainRoundID, _ command: RainRoundCommand, _ expectedVersion: Int64?, _ actor: Actor, _ commandID: CommandID?
    ) async throws -> Receipt {
        let held = try await heldRainRound(id)
        return try await carryOut(
            Self.stream(id), at: held?.version ?? 0, expecting: expectedVersion, by: actor, command: commandID,
            decide: { moment throws(Refusal) in try RainRound.decide(held?.state, command, context(for: command, held?.state, id, at: moment)) },
            fold: { event, version, moment in picture.apply(event, to: id, version, moment, actor) },
            changes: { changes(of: id, at: $0) })
    }

    private func context(for command: RainRoundCommand, _ round: RainRound?, _ id: RainRoundID, at moment: Instant) -> RainRoundContext {
        let centers = siteCenters
        let area = round?.area
        return RainRoundContext(
            now: moment, id: id, overlapping: overlapping(command),
            covers: { [city] site in
                guard let area, let center = centers[site] else { return false }
                return city.isWithin(center, area)
            },
            watchers: { [city] site in city.sheet(of: site)?.watchers ?? [] }, knowsTeam: { [city] team in city.team(team) != nil })
    }

    private func overlapping(_ command: RainRoundCommand) -> RainRoundID? {
        guard case .begin(let begin) = command else { return nil }
        return picture.rainRounds.open.map(\.state).first {
            city.isWithin($0.area, begin.area) || city.isWithin(begin.area, $0.area)
        }?.id
    }

    /// The state from the picture, or folded from the log when it ended long ago.
    func heldRainRound(_ id: RainRoundID) async throws -> Picture.Held<RainRound>? {
        if let held = picture.rainRounds.held[id] { return held }
        return try await folded(Self.stream(id)) { (event: RainRoundEvent, state, at, actor) in
            RainRound.apply(event, to: &state, at: at, by: actor)
        }
    }

    static func stream(_ id: RainRoundID) -> StreamName { StreamName(category: Picture.Category.rainRound, id: id.rawValue) }

    /// Open rounds whose sites were last weighed before `moment`, or never.
    func rainRoundsToRank(before moment: Instant) -> [RainRoundID] {
        picture.rainRounds.open.map(\.state).filter { $0.rankedAt.map { $0 < moment } ?? true }.map(\.id).sorted()
    }

    /// Which center answers for a site; nil for a site outside the city.
    public func center(ofSite site: SiteID) -> CenterCode? { siteCenters[site] }

    /// The round as it is now. Throws `Refusal` for a name that nobody knows, `LogFault`.
    public func rainRound(_ id: RainRoundID) async throws -> RainRound {
        guard let held = try await heldRainRound(id) else { throw Refusal.unknown("rain-round", id.rawValue) }
        return held.state
    }
}
