import City
import EventLog
import HazardKit
import Incidents
import Keys

/// What a person tells the phone desk. Name, number and words are sealed before anything is written.
public struct Caller: Codable, Hashable, Sendable {
    public let name: String?
    public let phone: String?
    public let words: String?

    public init(name: String?, phone: String?, words: String?) {
        self.name = name
        self.phone = phone
        self.words = words
    }

    var isEmpty: Bool { name == nil && phone == nil && words == nil }
}

extension CommandDesk {
    /// Opens what was sealed for a person. The look, with its purpose, is on disk before anything is shown. Throws `Refusal`, `KeyFault`.
    public func lookAt(
        _ person: PersonID, purpose: String, incident: IncidentID?, alert: AlertID? = nil, by actor: Actor, command: CommandID?
    ) async throws -> [String] {
        try await requireReady()
        let sealed = try await sealedFields(of: person, incident: incident, alert: alert)
        guard !sealed.isEmpty else { throw Refusal.unknown("person", person.rawValue) }
        try await record(PersonLookedAt(purpose: purpose, incident: incident?.rawValue), of: person, by: actor, command: command)
        var fields: [String] = []
        for field in sealed { fields.append(try await keys.open(field)) }
        return fields
    }

    /// Puts a look on the record of whoever it is at, and on disk. Throws `KeyFault.erased` when there is nothing left to see.
    func record(_ look: PersonLookedAt, of person: PersonID, by actor: Actor, command: CommandID?) async throws {
        try await inTurn(Self.stream(of: person)) {
            guard picture.people[person]?.erasedAt == nil else { throw KeyFault.erased(person) }
            try await write(.lookedAt(look), about: person, by: actor, command: command)
        }
    }

    /// Erases a person, or the photo of `incident` whose key it is. The first call proposes, the second, by somebody else, destroys the key.
    /// True when it is erased. The same command given again by the same person gets its first answer. Throws `Refusal`, `LogFault`, `KeyFault`.
    public func erase(
        _ person: PersonID, reason: String, of incident: IncidentID? = nil, by actor: Actor, command: CommandID?
    ) async throws -> Bool {
        try await requireReady()
        return try await inTurn(Self.stream(of: person)) {
            let record = picture.people[person]
            if record?.erasedAt == nil {
                if try await hasProposed(person, actor, command) { return false }
                guard let proposer = record?.erasureProposedBy else {
                    try await propose(erasureOf: person, reason: reason, of: incident, by: actor, command: command)
                    return false
                }
                guard proposer != actor.name else {
                    throw Refusal("person.second-person", "You proposed this erasure. A second person must agree to it.")
                }
                try await write(.erased(PersonErased(proposedBy: proposer)), about: person, by: actor, command: command)
            }
            // Only when the log says so, and again each time somebody asks: the key may have outlived a crash or a fault of its store.
            _ = try await keys.destroy(person)
            return true
        }
    }

    private func propose(
        erasureOf person: PersonID, reason: String, of incident: IncidentID?, by actor: Actor, command: CommandID?
    ) async throws {
        guard !reason.isEmpty else { throw Refusal(.textMissing, "Say why the person is to be erased.", field: "reason") }
        let isPhoto = if let incident { try await holdsPhoto(person, incident) } else { false }
        let isKnown = if isPhoto { true } else { try await !sealedFields(of: person, incident: incident, alert: nil).isEmpty }
        guard isKnown else { throw Refusal.unknown("person", person.rawValue) }
        try await write(.erasureProposed(ErasureProposed(reason: reason)), about: person, by: actor, command: command)
    }

    /// True when this very command of this very actor has proposed the erasure: its answer was lost on the way.
    private func hasProposed(_ person: PersonID, _ actor: Actor, _ command: CommandID?) async throws -> Bool {
        let stream = Self.stream(of: person)
        guard let command, let outcome = try await log.outcome(of: command), outcome.stream == stream else { return false }
        guard let earlier = try await log.read(stream: stream, after: outcome.version - 1, limit: 1).first else { return false }
        return earlier.event.type == ErasureProposed.type && earlier.event.actor.name == actor.name
    }

    /// Destroys the keys that a crash between the log and the key store has left. Called once at a start.
    func finishErasures() async {
        for person in picture.people.values where person.erasedAt != nil {
            do {
                _ = try await keys.destroy(person.id)
            } catch {
                noteFault("The key of the erased person \(person.id) could not be destroyed: \(error). Ask for the erasure once more.")
            }
        }
    }

    private static func stream(of person: PersonID) -> StreamName { StreamName(category: Picture.Category.person, id: person.rawValue) }

    /// Puts an event on the record of a person, in the person's turn, or refuses: what a used command id would leave unwritten must not
    /// be shown or done.
    private func write(_ event: PersonEvent, about person: PersonID, by actor: Actor, command: CommandID?) async throws {
        let moment = now()
        let version = picture.people[person]?.version ?? 0
        let committed = try await commit([event], to: Self.stream(of: person), after: version, by: actor, command: command, at: moment)
        guard let last = committed.recorded.last else {
            throw Refusal(
                .personIDUsed, "A command with this id has acted before, so nothing was written, shown or erased. Send it with a new id.", field: "id"
            )
        }
        picture.apply(event, to: person, moment, actor)
        picture.position = max(picture.position, last.position)
        publish([], for: committed.recorded)
    }

    /// Seals what a caller said under a key of the caller's own.
    func seal(_ caller: Caller) async throws -> Sealed? {
        guard !caller.isEmpty else { return nil }
        let person = try await keys.makePerson()
        let bytes = try JSONBytes.encode(caller)
        return try await keys.seal(String(decoding: bytes, as: UTF8.self), for: person)
    }

    // MARK: Teams

    /// Sets a team's own state, one of the city's status set. Throws `Refusal`, `LogFault`.
    public func setState(of team: TeamID, to state: String, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try await requireReady()
        guard city.team(team) != nil else { throw Refusal.unknown("team", team.rawValue) }
        guard CodeBook.isUsable(state, in: city.codes.teamStates) else {
            let known = city.codes.teamStates.filter { !$0.archived }.map(\.id).joined(separator: ", ")
            throw Refusal(.codeUnknown, "\(state) is not a team state in use. Choose one of: \(known).", field: "state")
        }
        let stream = StreamName(category: Picture.Category.team, id: team.rawValue)
        return try await inTurn(stream) {
            let held = picture.teamStates[team]
            guard held?.state != state else { return unchanged(stream, version: held?.version ?? 0) }
            let event = TeamEvent.stateChanged(TeamStateChanged(state: state))
            let committed = try await commit([event], to: stream, after: held?.version ?? 0, by: actor, command: command, at: now())
            for record in committed.recorded { picture.apply(event, to: team, record.version) }
            publish([], for: committed.recorded)
            return committed.receipt
        }
    }
}
