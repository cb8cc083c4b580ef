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
        return receipt
    }

    /// The same without what follows by itself: for what is itself such a consequence.
    @discardableResult
    func settle(
        incident id: IncidentID, _ command: IncidentCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID?
    ) async throws -> Receipt {
        try await requireReady()
        let stream = StreamName(category: Picture.Category.incident, id: id.rawValue)
        return try await inTurn(stream) {
            try await decide(incident: id, command, stream, expectedVersion, actor, commandID)
        }
    }

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
        let stream = StreamName(category: Picture.Category.incident, id: opening.id.rawValue)
        return try await decide(incident: opening.id, .open(opening), stream, nil, actor, command)
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
        incident id: IncidentID, _ command: IncidentCommand, _ stream: StreamName, _ expectedVersion: Int64?, _ actor: Actor,
        _ commandID: CommandID?
    ) async throws -> Receipt {
        // A number just given out has no stream yet: there is nothing to look up on the disk.
        let held: Picture.Held<Incident>? = if case .open = command { nil } else { try await heldIncident(id) }
        let moment = now()
        let events: [IncidentEvent]
        do throws(Refusal) {
            try expect(expectedVersion, held?.version ?? 0, stream)
            try checkReferences(command)
            let owner = held?.state.owner ?? openingOwner(command) ?? actor.center
            events = try Incident.decide(held?.state, command, context(for: actor, owner: owner, at: moment))
        } catch {
            if let earlier = try await earlierOutcome(of: commandID) { return earlier }
            throw error
        }
        guard !events.isEmpty else { return unchanged(stream, version: held?.version ?? 0) }
        let claims = claimTeams(for: id, command, held?.state)
        defer { for team in claims { claimedTeams[team] = nil } }
        var draft = IncidentCourse(of: held?.state, isHeld: picture.incidents[id] != nil, at: moment)
        for event in events { draft.add(event, by: actor) }
        addConsequences(to: &draft, stream)
        let entries = try draft.steps.map { try coding.entry($0.event, at: moment, by: $0.actor) }
        let notices = noticesAtOnce(after: draft)
        let committed = try await commit(
            [Append(stream: stream, expectedVersion: held?.version ?? 0, command: commandID, events: entries)]
                + notices.map { try append($0, for: draft) })
        if !committed.recorded.isEmpty, let state = draft.state {
            if picture.incidents[id] == nil, let held { picture.incidents[id] = held }
            picture.settle(state, id, committed.receipt.version, moment)
            fold(notices, for: draft)
        }
        finish(incident: id, committed.recorded, with: notices)
        return committed.receipt
    }

    private func openingOwner(_ command: IncidentCommand) -> CenterCode? {
        guard case .open(let opening) = command else { return nil }
        return opening.owner
    }

    /// Marks the team that a command is about to occupy, so that another incident cannot take it while this one is being written.
    private func claimTeams(for id: IncidentID, _ command: IncidentCommand, _ state: Incident?) -> [TeamID] {
        guard case .task(let task, let order) = command else { return [] }
        let team: TeamID? =
            switch order {
            case .send, .accept, .resume, .sendBack: state?.task(task)?.team
            case .reroute(let reroute): reroute.team
            default: nil
            }
        guard let team, claimedTeams[team] == nil else { return [] }
        claimedTeams[team] = HeldTask(incident: id, task: task)
        return [team]
    }

    /// Names in a command must exist: centers, departments, teams, other incidents.
    private func checkReferences(_ command: IncidentCommand) throws(Refusal) {
        switch command {
        case .offerHandOver(let offer): try check(center: offer.to, "to")
        case .mergeInto(let merge): try check(incident: merge.incident)
        case .link(let link): try check(incident: link.incident)
        case .involve(let involve): try check(department: involve.department)
        case .createTask(let task): try check(department: task.department, team: task.team, center: task.center)
        case .task(_, .reroute(let reroute)): try check(department: reroute.department, team: reroute.team, center: reroute.center)
        case .answerRollCall(let answer): try check(team: answer.team)
        default: break
        }
    }

    private func check(department: DepartmentID?, team: TeamID?, center: CenterCode?) throws(Refusal) {
        if let department { try check(department: department) }
        if let team { try check(team: team) }
        if let center { try check(center: center, "center") }
    }

    private func check(center: CenterCode, _ field: String) throws(Refusal) {
        guard city.center(center) == nil else { return }
        throw Refusal("center.unknown", "No center has the code \(center). GET /api/centers lists them.", field: field)
    }

    private func check(department: DepartmentID) throws(Refusal) {
        guard !city.departments.contains(where: { $0.id == department }) else { return }
        throw Refusal("department.unknown", "No department is named \(department). GET /api/city lists them.", field: "department")
    }

    private func check(team: TeamID) throws(Refusal) {
        guard city.team(team) == nil else { return }
        throw Refusal("team.unknown", "No team is named \(team). GET /api/teams lists them.", field: "team")
    }

    private func check(incident: IncidentID) throws(Refusal) {
        guard picture.incidents[incident] == nil else { return }
        throw Refusal("incident.unknown", "No incident is named \(incident), or it ended long ago. Check the id.", field: "incident")
    }

    private func finish(incident id: IncidentID, _ recorded: [RecordedEvent], with notices: [NoticeIssued]) {
        guard let last = recorded.last else { return }
        picture.position = max(picture.position, last.position)
        refusedDues[StreamName(category: Picture.Category.incident, id: id.rawValue)] = nil
        publish(changes(of: id, at: last.position) + notices.flatMap { changes(of: $0.id, at: last.position) }, for: recorded)
    }

    /// The state from the picture, or folded from the log when it has left the picture.
    func heldIncident(_ id: IncidentID) async throws -> Picture.Held<Incident>? {
        if let held = picture.incidents[id] { return held }
        let stream = StreamName(category: Picture.Category.incident, id: id.rawValue)
        var state: Incident?
        var version: Int64 = 0
        var changedAt = Instant(millisecondsSince1970: 0)
        for recorded in try await log.read(stream: stream, after: 0, limit: Self.streamEventsMax) {
            Incident.apply(try coding.event(recorded.event), to: &state, at: recorded.event.at, by: recorded.event.actor)
            version = recorded.version
            changedAt = recorded.event.at
        }
        return state.map { Picture.Held(state: $0, version: version, changedAt: changedAt) }
    }
}
