import NIOCore
import Synchronization

extension BoardStream {
    /// One write carries at most this much; the rest follows in the next.
    static let portionEntriesMax = 256
    static let portionBytesMax = 262_144

    private typealias Write = (outlet: BoardOutlet, chunk: BoardChunk)

    /// Gives every listener what it has not had. One that cannot take it now keeps its place and is asked again.
    func wake() {
        let isBehind = state.withLock { state in
            // Taken out, so that each is changed in place while the ring beside them is read.
            var listeners: [BoardListener] = []
            swap(&listeners, &state.listeners)
            defer { swap(&listeners, &state.listeners) }
            var byLoop: [[Write]] = Array(repeating: [], count: state.loops.count)
            var isBehind = false
            for index in listeners.indices where listeners[index].isOpen {
                guard let chunk = portion(for: &listeners[index], &state) else { continue }
                let outlet = listeners[index].outlet
                if let loop = listeners[index].loop { byLoop[loop].append((outlet, chunk)) } else { outlet.write(chunk) }
                isBehind = isBehind || listeners[index].cursor < state.ring.end
            }
            // Handed over while the lock is held, so that two wakes cannot overtake one another. The writing itself is the loops' work.
            for (loop, writes) in zip(state.loops, byLoop) where !writes.isEmpty {
                loop.execute { for write in writes { write.outlet.write(write.chunk) } }
            }
            return isBehind
        }
        if isBehind { wakeSoon() }
    }

    /// What a listener is given now; nil when there is nothing for it or it cannot take anything.
    private func portion(for listener: inout BoardListener, _ state: inout State) -> BoardChunk? {
        guard !listener.hasNothing(in: state.ring, beat: state.beat) else {
            listener.cursor = state.ring.end
            return nil
        }
        guard listener.outlet.isWritable() else {
            if listener.stuckSince == nil { listener.stuckSince = ContinuousClock.now }
            return nil
        }
        listener.stuckSince = nil
        guard !listener.needsReset, listener.cursor >= state.ring.first else {
            listener.needsReset = false
            listener.cursor = state.ring.end
            listener.beat = state.beat
            return BoardChunk(Self.reset(at: state.ring.head))
        }
        let chunk = gather(&listener, &state)
        guard listener.beat != state.beat, listener.cursor == state.ring.end else { return chunk }
        return withHeartbeat(chunk, for: &listener, state)
    }

    private func withHeartbeat(_ chunk: BoardChunk?, for listener: inout BoardListener, _ state: State) -> BoardChunk {
        listener.beat = state.beat
        listener.beatsGiven += 1
        if listener.beatsGiven.isMultiple(of: BoardListener.beatsBetweenChecks) { listener.turns.yield() }
        let heartbeat = heartbeat(at: state.ring.head)
        guard var bytes = chunk?.body else { return BoardChunk(heartbeat) }
        bytes.writeImmutableBuffer(heartbeat)
        return BoardChunk(bytes)
    }

    /// The entries since the cursor that pass the filter, in one buffer; nil when none does.
    private func gather(_ listener: inout BoardListener, _ state: inout State) -> BoardChunk? {
        let start = listener.cursor
        if listener.filter.kind == .everything, let flush = state.flush, flush.range == start..<state.ring.end {
            listener.cursor = flush.range.upperBound
            if flush.hasNotice { listener.turns.yield() }
            return flush.chunk
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
        if hasNotice { listener.turns.yield() }
        guard let chunk = gathered.map(BoardChunk.init) else { return nil }
        if count == listener.cursor - start { state.flush = Flush(range: start..<listener.cursor, chunk: chunk, hasNotice: hasNotice) }
        return chunk
    }

    static func reset(at position: Int64) -> ByteBuffer {
        ByteBuffer(string: "id: \(position)\nevent: reset\ndata: {\"position\":\(position)}\n\n")
    }

    private func heartbeat(at position: Int64) -> ByteBuffer {
        ByteBuffer(string: "id: \(position)\nevent: heartbeat\ndata: {\"position\":\(position),\"at\":\"\(now())\"}\n\n")
    }
}
