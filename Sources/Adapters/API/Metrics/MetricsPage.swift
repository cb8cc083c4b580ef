import HTTPTypes
import Hummingbird
import Synchronization

/// `GET /metrics`. The metrics are made after the routes they count, so they are filled in once the list is complete.
final class MetricsPage: Sendable {
    private let metrics = Mutex<Metrics?>(nil)

    func fill(_ metrics: Metrics) { self.metrics.withLock { $0 = metrics } }

    var route: Route {
        Route(
            .get, "/metrics", need: .everyone, summary: "Counters in Prometheus text; numbers only, nothing about people or matters.", response: nil
        ) { _ in .text(self.metrics.withLock { $0 }?.text() ?? "", type: "text/plain; version=0.0.4; charset=utf-8") }
    }
}
