import NIOCore
import Synchronization

extension BoardStream {
    /// What a listener writes next.
    enum Portion: Sendable {
        case events(ByteBuffer, hasNotice: Bool)
        case heartbeat(ByteBuffer)
    }

    /// One write carries at most this much; the rest follows in the next.
    static let portionEntriesMax = 256
    static let portionBytesMax = 262_144

    /// A new listener after a position, or from now on. Throws when there are too many.
    func listen(after position: Int64?, filter: BoardFilter, drop: @escaping @Sendable () -> Void) throws -> Int {
        try state.withLock { state in
            guard state.listeners.count < Bounds.listenersMax else { throw Problem.overloaded }
            let number = position.map { state.ring.number(after: $0) } ?? state.ring.end
            state.nextListener += 1
            // The beat of the past makes the first portion a heartbeat: the client learns at once where it stands.
            state.listeners[state.nextListener] = BoardListener(
                filter: filter, drop: drop, cursor: number ?? state.ring.end, needsReset: number == nil, beat: state.beat - 1)
            return state.nextListener
        }
    }

    /// The next portion, or nil when the listener has ended.
    func next(_ id: Int) async -> Portion? {
        while true {
            switch state.withLock({ step(id, &$0) }) {
            case .some(.some(let portion)): return portion
            case .none: return nil
            case .some(.none): await wait(id)
            }
        }
    }

    /// Ends a listener: its `next` returns nil. Safe to call twice.
    func end(_ id: Int) {
        let waiter = state.withLock { state in
            state.listeners[id]?.hasEnded = true
            return state.listeners[id]?.waiter.take()
        }
        waiter?.resume()
    }

    func remove(_ id: Int) {
        end(id)
        state.withLock { $0.listeners[id] = nil }
    }

    /// Nil when ended; a nil portion when there is nothing yet.
    private func step(_ id: Int, _ state: inout State) -> Portion?? {
        guard var listener = state.listeners[id], !listener.hasEnded else { return nil }
        defer { state.listeners[id] = listener }
        listener.writingSince = ContinuousClock.now
        if listener.needsReset || listener.cursor < state.ring.first {
            listener.needsReset = false
            listener.cursor = state.ring.end
            listener.beat = state.beat
            return .some(.events(Self.reset(at: state.ring.head), hasNotice: false))
        }
        if let flush = gather(&listener, &state) { return .some(.events(flush.bytes, hasNotice: flush.hasNotice)) }
        if listener.beat != state.beat {
            listener.beat = state.beat
            return .some(.heartbeat(heartbeat(at: state.ring.head)))
        }
        listener.writingSince = nil
        return .some(nil)
    }

    /// The entries since the cursor that pass the filter, in one buffer; nil when none does.
    private func gather(_ listener: inout BoardListener, _ state: inout State) -> Flush? {
        let start = listener.cursor
        if listener.filter.kind == .everything, let flush = state.flush, flush.range == start..<state.ring.end {
            listener.cursor = flush.range.upperBound
            return flush
        }
        var gathered: ByteBuffer?
        var hasNotice = false
        var count = 0
        while listener.cursor < state.ring.end, count < Self.portionEntriesMax, (gathered?.readableBytes ?? 0) < Self.portionBytesMax {
            let number = listener.cursor
            listener.cursor += 1
            let change = state.ring[number].change
            guard listener.filter.passes(change) else { continue }
            count += 1
            hasNotice = hasNotice || change.topic == .notice
            let bytes = state.ring.bytes(of: number)
            if gathered == nil { gathered = bytes } else { gathered?.writeImmutableBuffer(bytes) }
        }
        guard let gathered else { return nil }
        let flush = Flush(range: start..<listener.cursor, bytes: gathered, hasNotice: hasNotice)
        if count == flush.range.count { state.flush = flush }
        return flush
    }

    private func wait(_ id: Int) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isIdle = state.withLock { state in
                guard let listener = state.listeners[id], listener.hasNothing(in: state.ring, beat: state.beat) else { return false }
                state.listeners[id]?.cursor = state.ring.end
                state.listeners[id]?.waiter = continuation
                return true
            }
            if !isIdle { continuation.resume() }
        }
    }

    static func reset(at position: Int64) -> ByteBuffer {
        ByteBuffer(string: "id: \(position)\nevent: reset\ndata: {\"position\":\(position)}\n\n")
    }

    private func heartbeat(at position: Int64) -> ByteBuffer {
        ByteBuffer(string: "id: \(position)\nevent: heartbeat\ndata: {\"position\":\(position),\"at\":\"\(now())\"}\n\n")
    }
}
