import EventLog

/// Lets one command at a time decide on a stream: the next one waits until the first one's events are on disk and folded, so that
/// nothing is ever decided on a state that might not come to be.
struct TurnQueue {
    private var waiting: [StreamName: [CheckedContinuation<Void, Never>]] = [:]

    /// A stream is one matter: more callers than this at once are a fault at the source, not a busy night.
    static let waitersPerStreamMax = 1_000

    /// True when the stream is free; the caller holds it from now on.
    mutating func takeIfFree(_ stream: StreamName) -> Bool {
        guard waiting[stream] == nil else { return false }
        waiting[stream] = []
        return true
    }

    func hasRoom(_ stream: StreamName) -> Bool { (waiting[stream]?.count ?? 0) < Self.waitersPerStreamMax }

    mutating func wait(_ stream: StreamName, _ continuation: CheckedContinuation<Void, Never>) {
        waiting[stream, default: []].append(continuation)
    }

    /// Hands the stream to whoever waited longest.
    mutating func give(_ stream: StreamName) {
        guard var queue = waiting[stream] else { preconditionFailure("a turn on \(stream) was given back that nobody held") }
        if queue.isEmpty {
            waiting[stream] = nil
        } else {
            let next = queue.removeFirst()
            waiting[stream] = queue
            next.resume()
        }
    }
}
