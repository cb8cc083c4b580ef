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

    /// Every so many heartbeats the listener's session is looked up again, so that signing out ends the stream too.
    static let heartbeatsBetweenChecks = 8

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
        let channel = call.channel
        let position = try Self.position(call)
        let id = try stream.listen(after: position, filter: BoardFilter(visitor)) { channel.close(promise: nil) }
        let credentials = Credentials(call.request.headers)
        let body = ResponseBody { writer in
            defer { stream.remove(id) }
            try await call.request.body.consumeWithInboundCloseHandler { _ in
                try await withGracefulShutdownHandler {
                    try await write(id, to: &writer, visitor: visitor, credentials: credentials)
                } onGracefulShutdown: {
                    stream.end(id)
                }
            } onInboundClosed: {
                stream.end(id)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .known("X-Accel-Buffering"): "no"], body: body)
    }

    private func write(_ id: Int, to writer: inout any ResponseBodyWriter, visitor: Visitor, credentials: Credentials) async throws {
        try await writer.write(ByteBuffer(staticString: "retry: 2000\n\n"))
        var heartbeats = 0
        while let portion = await stream.next(id) {
            switch portion {
            case .events(let bytes, let hasNotice):
                try await writer.write(bytes)
                if hasNotice { try await desk.noteDelivery(to: visitor) }
            case .heartbeat(let bytes):
                try await writer.write(bytes)
                heartbeats += 1
                if heartbeats.isMultiple(of: Self.heartbeatsBetweenChecks), isOver(credentials) { return }
            }
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
