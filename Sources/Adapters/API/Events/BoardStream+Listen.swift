import Synchronization

extension BoardStream {
    /// A listener that has a place in the stream.
    struct Place: Sendable {
        let id: Int
        /// One element whenever a notice has gone out or the session is to be looked up again. Ends when the stream drops the listener.
        let turns: AsyncStream<Void>
    }

    /// Takes a place after a position, or from now on. Nothing is written before `open`. Throws when there are too many.
    func listen(after position: Int64?, filter: BoardFilter, outlet: BoardOutlet) throws -> Place {
        try state.withLock { state in
            guard state.listeners.count < Bounds.listenersMax else { throw Problem.overloaded }
            let number = position.map { state.ring.number(after: $0) } ?? state.ring.end
            let (turns, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            state.nextListener += 1
            // The beat of the past makes a heartbeat due at once: the client learns where it stands.
            state.listeners[state.nextListener] = BoardListener(
                filter: filter, outlet: outlet, turns: continuation, cursor: number ?? state.ring.end, needsReset: number == nil,
                beat: state.beat - 1, stuckSince: ContinuousClock.now)
            return Place(id: state.nextListener, turns: turns)
        }
    }

    /// The head of the answer has gone out: events may follow.
    func open(_ id: Int) {
        state.withLock { state in
            state.listeners[id]?.isOpen = true
            state.listeners[id]?.stuckSince = nil
        }
        wakeSoon()
    }

    /// Gives the place up. Safe to call twice.
    func remove(_ id: Int) {
        let listener = state.withLock { $0.listeners.removeValue(forKey: id) }
        listener?.turns.finish()
    }

    /// Closes the connections of those who take nothing, and forgets those who never came.
    func dropStuck() {
        let moment = ContinuousClock.now
        let stuck = state.withLock { $0.listeners.filter { $0.value.isStuck(at: moment) } }
        for (id, listener) in stuck {
            listener.outlet.close()
            remove(id)
        }
    }
}
