import Access
import City
import Hummingbird
import Incidents
import Operations

/// `/api/tasks` and the commands of one task.
struct Tasks {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/tasks", need: .permission(.viewBoard),
                summary: "The caller's open tasks: of the team, of the department at the center, "
                    + "or of the whole center for a desk.", response: "TaskList", handler: list),
            Route(
                .post, "/api/incidents/{id}/tasks/{task}/commands", need: .oneOf([.workTask, .rerouteTask, .checkTask, .parkTask, .createTask]),
                summary: "receive, accept, return, reroute, depart, arrive, finish, check, sendBack, close, park, resume or cancel.",
                request: "TaskCommand", response: "Receipt", handler: command),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let rows = await desk.tasks(for: try call.actor())
        return try .json(Items(items: rows.map(TaskRow.init)))
    }

    @Sendable private func command(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let taskID = TaskID(try call.path("task"))
        let order = try call.decode(CommandOrder<TaskCommand>.self)
        let incident = try await desk.state(of: id)
        guard let task = incident.task(taskID) else {
            throw Problem.notFound("Incident \(id) has no task \(taskID.rawValue.prefix(64)). Check the id, or reload the incident.")
        }
        try call.decide(try Self.permission(for: order.command), in: Scope(task, of: incident), city: desk.city)
        let receipt = try await desk.submit(
            incident: id, .task(taskID, order.command), expectedVersion: order.expectedVersion, by: try call.actor(), command: order.id)
        return try .receipt(receipt, for: "incident/" + id.rawValue)
    }

    static func permission(for command: TaskCommand) throws -> Permission {
        switch command {
        case .receive, .accept, .returnTask, .depart, .arrive, .finish: .workTask
        case .reroute: .rerouteTask
        case .check, .sendBack, .close: .checkTask
        case .park, .resume: .parkTask
        case .cancel: .createTask
        case .send, .warnClock, .breachClock: throw Problem.invalid("type", "\(command.type) is not a command that people give.")
        }
    }
}

/// One of my tasks: its own fields, with the incident beside them.
struct TaskRow: Encodable {
    let row: MyTask

    init(_ row: MyTask) { self.row = row }

    private enum CodingKeys: String, CodingKey { case incident }

    func encode(to encoder: any Encoder) throws {
        try row.task.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(row.incident, forKey: .incident)
    }
}
