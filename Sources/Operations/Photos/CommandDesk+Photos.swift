import City
import EventLog
import Incidents
import Keys

extension CommandDesk {
    /// The picture that this command has brought already; nil when it has not acted. Throws `Refusal` when it has acted on something else.
    func earlierPhoto(of command: CommandID, on incident: IncidentID) async throws -> PhotoReceipt? {
        try await requireReady()
        guard let outcome = try await log.outcome(of: command) else { return nil }
        let receipt = Receipt(outcome)
        let held = outcome.stream == Self.stream(incident) ? try await heldIncident(incident) : nil
        guard let found = held?.state.photos.first(where: { $0.photo.id.rawValue == command.rawValue }) else {
            throw Refusal.usedElsewhere(receipt)
        }
        return PhotoReceipt(photo: found.photo, receipt: receipt)
    }

    /// Says no to what an incident would refuse as it stands now. Nothing is written.
    func check(_ command: IncidentCommand, on id: IncidentID, by actor: Actor) async throws {
        guard let held = try await heldIncident(id) else { throw Refusal.unknown("incident", id.rawValue) }
        _ = try Incident.decide(held.state, command, context(for: actor, owner: held.state.owner, at: now()))
    }

    /// Puts a look at a picture on the record of the picture's key, as a look at a person is, and returns the picture.
    func recordLook(at digest: AttachmentDigest, of incident: IncidentID, purpose: String, by actor: Actor) async throws -> Photo {
        try await requireReady()
        guard let photo = try await heldIncident(incident)?.state.photo(digest) else { throw Refusal.unknown("photo", digest.rawValue) }
        try await record(PersonLookedAt(purpose: purpose, incident: incident.rawValue), of: photo.key, by: actor, command: nil)
        return photo
    }

    /// True when a picture of the incident lies under this key.
    public func holdsPhoto(_ key: PersonID, _ incident: IncidentID) async throws -> Bool {
        try await heldIncident(incident)?.state.photos.contains { $0.photo.key == key } ?? false
    }
}
