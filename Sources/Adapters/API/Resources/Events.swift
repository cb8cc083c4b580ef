import Access
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import ServiceLifecycle

/// `GET /api/events`: what changes, as server-sent events.
struct Events {
    let stream: BoardStream
    let gatekeeper: any Gatekeeper
    let desk: CommandDesk

    var routes: [Route] {
        [
            Route(
                .get, "/api/events", need: .permission(.viewBoard),
                summary: "What changes, as server-sent events named alert, incident, notice, "
                    + "reading, reset and heartbeat. Last-Event-ID, or after=POSITION on the first connection, replays what was missed.",
                response: nil, parameters: [QueryParameter("after", "integer", "Replay the changes after this log position.")], handler: open)
        ]
    }

    @Sendable private func open(_ call: Call) async throws -> Response {
        let visitor = try call.person()
        let place = try stream.listen(after: try Self.position(call), filter: BoardFilter(visitor), outlet: BoardOutlet(call.channel))
        let credentials = Credentials(call.request.headers)
        let body = ResponseBody { writer in
            defer { stream.remove(place.id) }
            try await writer.write(ByteBuffer(staticString: "retry: 2000\n\n"))
            stream.open(place.id)
            try await call.request.body.consumeWithInboundCloseHandler { _ in
                try await attend(place, visitor: visitor, credentials: credentials)
            } onInboundClosed: {
                stream.remove(place.id)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .known("X-Accel-Buffering"): "no"], body: body)
    }

    /// Stays while the stream writes, until the client goes, the session is over or the server shuts down.
    private func attend(_ place: BoardStream.Place, visitor: Visitor, credentials: Credentials) async throws {
        for await _ in place.turns.cancelOnGracefulShutdown() {
            if isOver(credentials) { return }
            try await desk.noteDelivery(to: visitor)
        }
    }

    private func isOver(_ credentials: Credentials) -> Bool {
        guard case .session(let token) = credentials else { return false }
        return gatekeeper.visitor(session: token) == nil
    }

    private static func position(_ call: Call) throws -> Int64? {
        guard let text = call.request.headers[.lastEventID] else { return try call.position("after") }
        guard let position = Int64(text), position >= 0 else {
            throw Problem.invalid("Last-Event-ID", "Last-Event-ID must be a log position, a whole number from 0, not \(text.prefix(40)).")
        }
        return position
    }
}
