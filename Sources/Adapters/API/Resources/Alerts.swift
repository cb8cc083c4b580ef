import Access
import City
import Hummingbird
import Incidents
import Operations

/// `/api/alerts`: one alert, its history and its commands.
struct Alerts {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(.get, "/api/alerts/{id}", need: .permission(.viewMatter), summary: "One alert.", response: "Alert", handler: show),
            Route(
                .get, "/api/alerts/{id}/timeline", need: .permission(.viewMatter), summary: "The history of an alert, straight from the log.",
                response: "Timeline", parameters: [QueryParameter("after", "integer", "Lines after this log position.")], handler: timeline),
            Route(
                .post, "/api/alerts/{id}/commands", need: .oneOf(Self.permissions),
                summary: "acknowledge, startVerification, confirm, reject, merge "
                    + "or escalate.", request: "AlertCommand", response: "Receipt", handler: command),
        ]
    }

    private static let permissions: [Permission] = [.acknowledgeAlert, .verifyAlert, .confirmAlert, .rejectAlert, .mergeAlert, .escalate]

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = AlertID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await state(id)), city: desk.city)
        guard let view = try await desk.alert(id) else { throw Self.unknown(id) }
        return try .json(view)
    }

    @Sendable private func timeline(_ call: Call) async throws -> Response {
        let id = AlertID(try call.path("id"))
        try call.decide(.viewMatter, in: Scope(try await state(id)), city: desk.city)
        return try .json(Items(items: try await desk.timeline(of: id, after: call.position("after") ?? 0)))
    }

    @Sendable private func command(_ call: Call) async throws -> Response {
        let id = AlertID(try call.path("id"))
        let order = try call.decode(CommandOrder<AlertCommand>.self)
        try call.decide(try Self.permission(for: order.command), in: Scope(try await state(id)), city: desk.city)
        if case .merge(let merge) = order.command {
            try call.decide(.mergeAlert, in: Scope(try await state(merge.into)), city: desk.city)
        }
        let receipt = try await desk.submit(
            alert: id, order.command, expectedVersion: order.expectedVersion, by: try call.actor(), command: order.id)
        return try .receipt(receipt, for: "alert/" + id.rawValue)
    }

    private func state(_ id: AlertID) async throws -> Alert {
        guard let alert = try await desk.alertState(id) else { throw Self.unknown(id) }
        return alert
    }

    /// What only rules and timers ask has no permission: it cannot come in by this door.
    static func permission(for command: AlertCommand) throws -> Permission {
        switch command {
        case .acknowledge: .acknowledgeAlert
        case .startVerification: .verifyAlert
        case .confirm: .confirmAlert
        case .reject: .rejectAlert
        case .merge: .mergeAlert
        case .escalate: .escalate
        case .raise, .addEvidence, .absorb, .expire, .clear, .linkIncident, .warnClock, .breachClock:
            throw Problem.invalid("type", "\(command.type) is not a command that people give.")
        }
    }

    static func unknown(_ id: AlertID) -> Problem { .notFound("There is no alert \(id.rawValue.prefix(64)). Check the id, or reload the board.") }
}
