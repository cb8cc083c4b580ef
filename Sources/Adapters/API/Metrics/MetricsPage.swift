import Synchronization

/// The text of `/metrics`. The metrics are made after the routes they count, so they are filled in once the list is complete.
final class MetricsPage: Sendable {
    private let metrics = Mutex<Metrics?>(nil)

    func fill(_ metrics: Metrics) { self.metrics.withLock { $0 = metrics } }

    @Sendable func text() -> String { metrics.withLock { $0 }?.text() ?? "" }
}
