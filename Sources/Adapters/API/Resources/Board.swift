import Access
import City
import Hummingbird
import Logging
import Operations

/// `/api/board` and `/api/notices`: what needs me now.
struct Board {
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/board", need: .permission(.viewBoard),
                summary: "Alerts, incidents and notices of the caller's jurisdiction, department "
                    + "or team; events go on from its position.", response: "Board", handler: show),
            Route(
                .get, "/api/notices", need: .permission(.viewBoard), summary: "The notices of the caller's post, unacknowledged first.",
                response: "NoticeList", handler: notices),
            Route(
                .post, "/api/notices/{id}/acknowledge", need: .permission(.acknowledgeNotice), summary: "Say that a notice has reached a person.",
                request: "BareCommand", response: "Receipt", handler: acknowledge),
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let response = try Response.json(await desk.board(for: call.actor()))
        try await desk.noteDelivery(to: call.person())
        return response
    }

    @Sendable private func notices(_ call: Call) async throws -> Response {
        let response = try Response.json(Items(items: await desk.notices(for: call.actor())))
        try await desk.noteDelivery(to: call.person())
        return response
    }

    @Sendable private func acknowledge(_ call: Call) async throws -> Response {
        let id = NoticeID(try call.path("id"))
        let order = try call.decode(BareOrder.self)
        let actor = try call.actor()
        try call.decide(.acknowledgeNotice, in: .ownPost(of: actor), city: desk.city)
        let receipt = try await desk.acknowledge(notice: id, by: actor, command: order.id.id)
        return try .receipt(receipt, for: "notice/" + id.rawValue)
    }
}

extension CommandDesk {
    /// Notices that have been shown to somebody who can acknowledge them have been delivered; an auditor's look delivers nothing.
    func noteDelivery(to visitor: Visitor) async throws {
        guard AccessTable.cell(.acknowledgeNotice, visitor.role).reach != .never else { return }
        try await markDelivered(to: visitor.actor)
    }
}
