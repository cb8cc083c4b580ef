import HTTPTypes
import Hummingbird

/// `/healthz`, `/readyz` and `/metrics`: for machines that watch the server.
struct Health {
    let readiness: Readiness
    let metricsText: @Sendable () -> String
    /// Throws when the log cannot be written.
    let checkLog: @Sendable () async throws -> Void

    var routes: [Route] {
        [
            Route(.get, "/healthz", need: .everyone, summary: "Answers as long as the process lives.", response: nil) { _ in .text("ok\n") },
            Route(
                .get, "/readyz", need: .everyone, summary: "200 once the log is read and can be written; else 503 with the reason.", response: nil,
                handler: ready),
            Route(
                .get, "/metrics", need: .everyone, summary: "Counters in Prometheus text; numbers only, nothing about people or matters.",
                response: nil
            ) { _ in .text(metricsText(), type: "text/plain; version=0.0.4; charset=utf-8") },
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
