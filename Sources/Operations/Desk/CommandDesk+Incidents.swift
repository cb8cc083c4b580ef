import City
import EventLog
import Geo
import HazardKit
import Incidents

/// What a person says when they open an incident without an alert.
public struct IncidentDraft: Codable, Hashable, Sendable {
    public let kind: MatterKind
    public let grade: Grade
    public let title: LocalizedText
    public let point: Coordinate
    public let place: String?
    public let exercise: Bool?

    public init(kind: MatterKind, grade: Grade, title: LocalizedText, point: Coordinate, place: String? = nil, exercise: Bool? = nil) {
        self.kind = kind
        self.grade = grade
        self.title = title
        self.point = point
        self.place = place
        self.exercise = exercise
    }
}

extension CommandDesk {
    /// Gives an incident a command. Throws `Refusal`, `LogFault`.
    @discardableResult
    public func submit(
        incident id: IncidentID, _ command: IncidentCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID?
    ) async throws -> Receipt {
        let receipt = try await settle(incident: id, command, expectedVersion: expectedVersion, by: actor, command: commandID)
        lookWhenDue(at: id)
        if let other = command.otherIncident { lookWhenDue(at: other) }
        // The time to decide on its zones did not count while it was closed.
        if case .reopen = command { for zone in picture.evacuationsByIncident[id] ?? [] { schedule(evacuation: zone) } }
        return receipt
    }

    /// The same without what follows by itself: for what is itself such a consequence.
    @discardableResult
    func settle(
        incident id: IncidentID, _ command: IncidentCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID?
    ) async throws -> Receipt {
        try await requireReady()
        return try await inTurns(of: id, command.otherIncident) {
            try await decide(incident: id, command, expectedVersion, actor, commandID)
        }
    }

    /// Two incidents are always taken in the order of their names, so that two commands that name each other's cannot wait for ever.
    private func inTurns<Value: Sendable>(of id: IncidentID, _ other: IncidentID?, _ body: () async throws -> Value) async throws -> Value {
        guard let other, other != id else { return try await inTurn(Self.stream(id), body) }
        return try await inTurn(Self.stream(min(id, other))) {
            try await inTurn(Self.stream(max(id, other)), body)
        }
    }

    static func stream(_ id: IncidentID) -> StreamName { StreamName(category: Picture.Category.incident, id: id.rawValue) }

    /// Opens an incident directly. Throws `Refusal`, `LogFault`.
    public func open(_ draft: IncidentDraft, synthetic: Bool = false, by actor: Actor, command: CommandID?) async throws -> (IncidentID, Receipt) {
        try await requireReady()
        let place = try locate(draft.point, at: now())
        _ = try kind(draft.kind)
        let receipt = try await open(
            OpenIncident(
                id: nextIncidentID(), kind: draft.kind, title: draft.title, point: draft.point, place: draft.place, township: place.township,
                district: place.district, owner: place.owner, grade: draft.grade, alert: nil, exercise: draft.exercise ?? false,
                synthetic: synthetic, approximate: place.approximate, site: nil),
            by: actor, command: command)
        let id = IncidentID(try receipt.id(in: Picture.Category.incident))
        lookWhenDue(at: id)
        return (id, receipt)
    }

    func nextIncidentID() -> IncidentID {
        defer { nextIncidentNumber += 1 }
        return IncidentID("I-" + Self.padded(nextIncidentNumber))
    }

    private func open(_ opening: OpenIncident, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try await decide(incident: opening.id, .open(opening), nil, actor, command)
    }

    /// Opens the incident that a confirmed or imminent alert calls for, and ties the two. Safe to repeat: the command ids follow from the
    /// alert, so a crash between the two steps is made good at the next look.
    func openIncident(for alert: Alert) async throws {
        let system = system(at: alert.owner, "confirmation")
        let opening = OpenIncident(
            id: nextIncidentID(), kind: alert.kind, title: alert.title, point: alert.point, place: nil, township: alert.township,
            district: alert.district, owner: alert.owner, grade: alert.grade, alert: alert.id, exercise: alert.exercise, synthetic: alert.synthetic,
            approximate: alert.approximate, site: alert.site)
        let receipt = try await open(opening, by: system, command: CommandID("alert/\(alert.id)/open"))
        let id = IncidentID(try receipt.id(in: Picture.Category.incident))
        try await submit(alert: alert.id, .linkIncident(id), by: system, command: CommandID("alert/\(alert.id)/link"))
        look(at: StreamName(receipt.stream))
    }

    private func decide(
        incident id: IncidentID, _ command: IncidentCommand, _ expectedVersion: Int64?, _ actor: Actor, _ commandID: CommandID?
    ) async throws -> Receipt {
        // A number just given out has no stream yet: there is nothing to look up on the disk.
        let held: Picture.Held<Incident>? = if case .open = command { nil } else { try await heldIncident(id) }
        let courses: [IncidentCourse]
        do throws(Refusal) {
            try expect(expectedVersion, held?.version ?? 0, Self.stream(id))
            try checkReferences(command)
            courses = try self.courses(of: command, on: id, held, by: actor)
        } catch {
            if let earlier = try await earlierOutcome(of: commandID) { return earlier }
            throw error
        }
        guard !courses.isEmpty else { return unchanged(Self.stream(id), version: held?.version ?? 0) }
        return try await commit(courses, command: commandID)
    }

    /// The state from the picture, or folded from the log when it has left the picture.
    func heldIncident(_ id: IncidentID) async throws -> Picture.Held<Incident>? {
        if let held = picture.incidents[id] { return held }
        return try await folded(Self.stream(id)) { (event: IncidentEvent, state, at, actor) in
            Incident.apply(event, to: &state, at: at, by: actor)
        }
    }
}
