import HTTPTypes
import Hummingbird

/// `/healthz` and `/readyz`: for machines that watch the server.
struct Health {
    let readiness: Readiness
    /// Throws when the log cannot be written.
    let checkLog: @Sendable () async throws -> Void

    var routes: [Route] {
        [
            Route(.get, "/healthz", need: .everyone, summary: "Answers as long as the process lives.", response: nil) { _ in .text("ok\n") },
            Route(
                .get, "/readyz", need: .everyone, summary: "200 once the log is read and can be written; else 503 with the reason.", response: nil,
                handler: ready),
        ]
    }

    @Sendable private func ready(_ call: Call) async throws -> Response {
        if let obstacle = readiness.obstacle {
            throw Problem(
                .serviceUnavailable, code: "server.starting", title: "Not ready", detail: "The server is not ready: \(obstacle).",
                retryAfterSeconds: 1)
        }
        try await checkLog()
        return .text("ready\n")
    }
}
