/// Lets one command at a time decide on a stream: the next one waits until the first one's events are on disk and folded, so that
/// nothing is ever decided on a state that might not come to be. The same for series of readings, which go by their places.
struct TurnQueue<Stream: Hashable> {
    private var waiting: [Stream: [CheckedContinuation<Void, Never>]] = [:]

    /// A stream is one matter: more callers than this at once are a fault at the source, not a busy night.
    static var waitersPerStreamMax: Int { 1_000 }

    /// True when the stream is free; the caller holds it from now on.
    mutating func takeIfFree(_ stream: Stream) -> Bool {
        guard waiting[stream] == nil else { return false }
        waiting[stream] = []
        return true
    }

    func hasRoom(_ stream: Stream) -> Bool { (waiting[stream]?.count ?? 0) < Self.waitersPerStreamMax }

    mutating func wait(_ stream: Stream, _ continuation: CheckedContinuation<Void, Never>) {
        waiting[stream, default: []].append(continuation)
    }

    /// Hands the stream to whoever waited longest.
    mutating func give(_ stream: Stream) {
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
