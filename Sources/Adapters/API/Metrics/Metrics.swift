import Synchronization

/// The server's own counters, written out as Prometheus text. Labels are bounded: routes come from the route list, codes in classes.
final class Metrics: Sendable {
    /// Upper edges in seconds; fine where the promises are.
    static let edges: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 5]
    private static let classes = 5

    private struct Row {
        var byClass = [UInt64](repeating: 0, count: Metrics.classes)
        var buckets = [UInt64](repeating: 0, count: Metrics.edges.count + 1)
        var seconds = 0.0
    }

    private let names: [String]
    private let rows: Mutex<[Row]>
    let refusals = Refusals()
    let assets = Counter()
    let gauges: [Gauge]

    init(routes: [String], gauges: [Gauge]) {
        names = routes
        rows = Mutex([Row](repeating: Row(), count: routes.count))
        self.gauges = gauges
    }

    func count(route: Int, status: Int, took: Duration) {
        let seconds = took / .seconds(1)
        let bucket = Self.edges.firstIndex { seconds <= $0 } ?? Self.edges.count
        rows.withLock { rows in
            rows[route].byClass[min(max(status / 100, 1), Self.classes) - 1] += 1
            rows[route].buckets[bucket] += 1
            rows[route].seconds += seconds
        }
    }

    /// The Prometheus text format, version 0.0.4.
    func text() -> String {
        let rows = rows.withLock { $0 }
        var text = "# HELP bayu_http_requests_total Requests answered, by route and class of status.\n# TYPE bayu_http_requests_total counter\n"
        for (name, row) in zip(names, rows) {
            for (index, count) in row.byClass.enumerated() where count > 0 {
                text += "bayu_http_requests_total{route=\"\(name)\",code=\"\(index + 1)xx\"} \(count)\n"
            }
        }
        text += "# HELP bayu_http_request_seconds Time to answer.\n# TYPE bayu_http_request_seconds histogram\n"
        for (name, row) in zip(names, rows) where row.buckets.contains(where: { $0 > 0 }) { text += Self.histogram(name, row) }
        text += refusals.text()
        text += "# HELP bayu_http_assets_total Files of the console served.\n# TYPE bayu_http_assets_total counter\n"
        text += "bayu_http_assets_total \(assets.value)\n"
        for gauge in gauges { text += gauge.text() }
        return text
    }

    private static func histogram(_ name: String, _ row: Row) -> String {
        var text = ""
        var sum: UInt64 = 0
        for (index, edge) in edges.enumerated() {
            sum += row.buckets[index]
            text += "bayu_http_request_seconds_bucket{route=\"\(name)\",le=\"\(edge)\"} \(sum)\n"
        }
        sum += row.buckets[edges.count]
        text += "bayu_http_request_seconds_bucket{route=\"\(name)\",le=\"+Inf\"} \(sum)\n"
        text += "bayu_http_request_seconds_sum{route=\"\(name)\"} \(row.seconds)\n"
        return text + "bayu_http_request_seconds_count{route=\"\(name)\"} \(sum)\n"
    }
}
