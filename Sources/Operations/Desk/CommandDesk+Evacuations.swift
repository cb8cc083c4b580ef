import City
import Evacuation
import EventLog
import Incidents

extension CommandDesk {
    /// Gives the evacuation of one zone a command. A zone of the register is dealt with from its first command on. Throws `Refusal`, `LogFault`.
    @discardableResult
    public func submit(
        evacuation zone: ZoneID, of incident: IncidentID, _ command: EvacuationCommand, expectedVersion: Int64? = nil, by actor: Actor,
        command commandID: CommandID?
    ) async throws -> Receipt {
        try await requireReady()
        // In the turn of the incident: it must not be closed while one of its zones is being ordered.
        let receipt = try await inTurn(Self.stream(incident)) {
            try await decide(evacuation: zone, of: incident, command, expectedVersion, actor, commandID)
        }
        schedule(evacuation: EvacuationID(incident, zone))
        return receipt
    }

    /// Adds a zone to an incident: one of the register, or one that a person names. Throws `Refusal`, `LogFault`.
    public func addZone(_ draft: ZoneDraft, to incident: IncidentID, by actor: Actor, command: CommandID?) async throws -> (ZoneID, Receipt) {
        try await requireReady()
        let receipt = try await inTurn(Self.stream(incident)) {
            if let earlier = try await earlierOutcome(of: command) { return earlier }
            let opening = try opening(of: draft, in: incident)
            return try await decide(evacuation: opening.zone, of: incident, .open(opening), nil, actor, command)
        }
        let name = try receipt.id(in: Picture.Category.evacuation)
        let prefix = EvacuationID.prefix(of: incident)
        guard name.hasPrefix(prefix) else { throw Refusal.usedElsewhere(receipt) }
        return (ZoneID(String(name.dropFirst(prefix.count))), receipt)
    }

    private func opening(of draft: ZoneDraft, in incident: IncidentID) throws(Refusal) -> OpenEvacuation {
        if let id = draft.zone {
            guard let known = city.zone(id) else { throw Refusal.unknown("zone", id.rawValue) }
            return OpenEvacuation(known.zone)
        }
        guard let name = draft.name else {
            throw Refusal(.textMissing, "Say which zone: its id in the register, or a name that people there know.", field: "name")
        }
        let count = (picture.evacuationsByIncident[incident] ?? []).count { picture.evacuations[$0]?.state.byHand ?? false }
        return OpenEvacuation(
            zone: ZoneID("hand-\(count + 1)"), name: name, households: draft.households, people: draft.people, byHand: true)
    }

    private func decide(
        evacuation zone: ZoneID, of incidentID: IncidentID, _ command: EvacuationCommand, _ expectedVersion: Int64?, _ actor: Actor,
        _ commandID: CommandID?
    ) async throws -> Receipt {
        guard let incident = try await heldIncident(incidentID)?.state else { throw Refusal.unknown("incident", incidentID.rawValue) }
        let id = EvacuationID(incidentID, zone)
        let held = try await heldEvacuation(id)
        return try await carryOut(
            Self.stream(id), at: held?.version ?? 0, expecting: expectedVersion, by: actor, command: commandID,
            decide: { moment throws(Refusal) in try events(of: command, on: zone, held?.state, in: incident, by: actor, at: moment) },
            fold: { event, version, moment in
                // One that had left the picture comes back with its incident.
                if let held, picture.evacuations[id] == nil, picture.incidents[incidentID] != nil { picture.hold(held) }
                picture.apply(event, to: id, version, moment, actor)
            },
            changes: { changes(of: incidentID, at: $0) + changesOfRainRounds(at: $0) })
    }

    /// What the command does, after the opening of a zone that the register knows and nobody has dealt with yet.
    private func events(
        of command: EvacuationCommand, on zone: ZoneID, _ state: Evacuation?, in incident: Incident, by actor: Actor, at moment: Instant
    ) throws(Refusal) -> [EvacuationEvent] {
        let context = context(for: actor, owner: incident.owner, at: moment)
        guard state == nil else { return try Evacuation.decide(state, command, of: incident, context) }
        try requireRoom(in: incident.id)
        if case .open = command { return try Evacuation.decide(nil, command, of: incident, context) }
        guard command.dealsWithZone, let known = city.zone(zone) else { return try Evacuation.decide(nil, command, of: incident, context) }
        let opened = try Evacuation.decide(nil, .open(OpenEvacuation(known.zone)), of: incident, context)
        var fresh: Evacuation?
        for event in opened { Evacuation.apply(event, to: &fresh, at: moment, by: actor) }
        return opened + (try Evacuation.decide(fresh, command, of: incident, context))
    }

    private func requireRoom(in incident: IncidentID) throws(Refusal) {
        guard (picture.evacuationsByIncident[incident]?.count ?? 0) < Evacuation.zonesPerIncidentMax else {
            throw Refusal(
                .evacuationFull,
                "Incident \(incident) deals with \(Evacuation.zonesPerIncidentMax) zones, the most it keeps. Open part incidents and link them (partOf)."
            )
        }
    }

    static func stream(_ id: EvacuationID) -> StreamName { StreamName(category: Picture.Category.evacuation, id: id.rawValue) }

    /// The state from the picture, or folded from the log when its incident has left the picture.
    func heldEvacuation(_ id: EvacuationID) async throws -> Picture.Held<Evacuation>? {
        if let held = picture.evacuations[id] { return held }
        return try await folded(Self.stream(id)) { (event: EvacuationEvent, state, at, actor) in
            Evacuation.apply(event, to: &state, at: at, by: actor)
        }
    }

    /// The names of an incident's evacuations, also when it has left the picture. Throws `LogFault`.
    func evacuationIDs(of incident: IncidentID) async throws -> [EvacuationID] {
        if picture.incidents[incident] != nil { return (picture.evacuationsByIncident[incident] ?? []).sorted() }
        return try await log.streams(of: Picture.Category.evacuation, beginning: EvacuationID.prefix(of: incident)).map {
            EvacuationID(String($0.id))
        }
    }

    func evacuations(of incident: IncidentID) async throws -> [Picture.Held<Evacuation>] {
        var held: [Picture.Held<Evacuation>] = []
        for id in try await evacuationIDs(of: incident) {
            if let one = try await heldEvacuation(id) { held.append(one) }
        }
        return held
    }

    /// The zones of an incident that are under an order, by name. Evacuations of an incident that has left the picture are over.
    func orderedZones(of incident: IncidentID) -> [LocalizedText] {
        zones(of: incident).filter(\.isOrdered).map(\.name)
    }

    /// The zones of an incident in which people are advised or warned, by name.
    func warnedZones(of incident: IncidentID) -> [LocalizedText] {
        zones(of: incident).filter { $0.stage == .advisory || $0.stage == .warning }.map(\.name)
    }

    private func zones(of incident: IncidentID) -> [Evacuation] {
        (picture.evacuationsByIncident[incident] ?? []).compactMap { picture.evacuations[$0]?.state }
    }
}

/// A zone as a desk adds it to an incident.
public struct ZoneDraft: Codable, Hashable, Sendable {
    /// Its id in the register; nil for one that is named by hand.
    public let zone: ZoneID?
    public let name: LocalizedText?
    public let households: Int?
    public let people: Int?

    public init(zone: ZoneID? = nil, name: LocalizedText? = nil, households: Int? = nil, people: Int? = nil) {
        self.zone = zone
        self.name = name
        self.households = households
        self.people = people
    }
}

extension EvacuationCommand {
    /// False for what has no sense before anything was asked of the people of a zone.
    fileprivate var dealsWithZone: Bool {
        switch self {
        case .advise, .warn, .proposeOrder, .setTimes, .followPlan: true
        case .open, .standDown, .proposeLift, .confirm, .withdraw, .count, .correct, .expireProposal, .noteDecisionTime: false
        }
    }
}
