import Access
import City
import Hummingbird
import Incidents
import Operations

/// `POST /api/incidents/{id}/commands`: everything that the owner and those who take part can ask of an incident.
struct IncidentCommands {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .post, "/api/incidents/{id}/commands", need: .oneOf(Self.permissions),
                summary:
                    "changeGrade, declineRegrade, offerHandOver, acceptHandOver, declineHandOver, markUnderControl, markResolved, declareAllClear, "
                    + "close, reopen, mergeInto, link, note, escalate, fileReport, createTask, askTeams, answerRollCall, accountForTeam or involve.",
                request: "IncidentCommand", response: "Receipt", handler: command)
        ]
    }

    private static let permissions: [Permission] = [
        .changeGrade, .offerHandOver, .acceptHandOver, .markProgress, .declareAllClear, .closeIncident, .reopenIncident, .mergeIncident,
        .linkIncident, .writeNote, .escalate, .fileReport, .createTask, .rollCall, .answerRollCall, .involveDepartment,
    ]

    @Sendable private func command(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let order = try call.decode(CommandOrder<IncidentCommand>.self)
        let incident = try await desk.state(of: id)
        try await decide(order.command, on: incident, call)
        let receipt = try await desk.submit(
            incident: id, order.command, expectedVersion: order.expectedVersion, by: try call.actor(), command: order.id)
        return try .receipt(receipt, for: "incident/" + id.rawValue)
    }

    private func decide(_ command: IncidentCommand, on incident: Incident, _ call: Call) async throws {
        let permission = try Self.permission(for: command)
        try call.decide(permission, in: Self.scope(of: command, on: incident), city: desk.city)
        if case .mergeInto(let merge) = command {
            try call.decide(permission, in: Scope(try await desk.state(of: merge.incident)), city: desk.city)
        }
    }

    static func scope(of command: IncidentCommand, on incident: Incident) -> Scope {
        switch command {
        case .acceptHandOver, .declineHandOver:
            .handOver(to: incident.handOver?.to ?? incident.owner, closed: !incident.state.isOpen)
        case .answerRollCall(let answer):
            Scope(
                center: incident.township, owner: incident.owner,
                parties: incident.tasks.filter { $0.team == answer.team }.map {
                    Scope.Party(center: $0.center, department: $0.department, team: $0.team)
                }, closed: !incident.state.isOpen)
        default: Scope(incident)
        }
    }

    /// What only plans and timers ask has no permission: it cannot come in by this door.
    static func permission(for command: IncidentCommand) throws -> Permission {
        switch command {
        case .changeGrade, .declineRegrade: .changeGrade
        case .offerHandOver: .offerHandOver
        case .acceptHandOver, .declineHandOver: .acceptHandOver
        case .markUnderControl, .markResolved: .markProgress
        case .declareAllClear: .declareAllClear
        case .close: .closeIncident
        case .reopen: .reopenIncident
        case .mergeInto: .mergeIncident
        case .link: .linkIncident
        case .note: .writeNote
        case .escalate: .escalate
        case .fileReport: .fileReport
        case .createTask: .createTask
        case .askTeams, .accountForTeam: .rollCall
        case .answerRollCall: .answerRollCall
        case .involve: .involveDepartment
        case .open, .runPlan, .proposeRegrade, .task, .missRollCall, .addAlert, .absorb, .warnClock, .breachClock, .attachPhoto, .measureExtent:
            throw Problem.invalid("type", "\(command.type) is not a command that people give.")
        }
    }
}
