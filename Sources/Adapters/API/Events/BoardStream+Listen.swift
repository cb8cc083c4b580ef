import NIOCore
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
            state.listeners.append(
                BoardListener(
                    id: state.nextListener, loop: outlet.loop.map { state.number(of: $0) }, filter: filter, outlet: outlet, turns: continuation,
                    cursor: number ?? state.ring.end, needsReset: number == nil, beat: state.beat - 1, stuckSince: ContinuousClock.now))
            return Place(id: state.nextListener, turns: turns)
        }
    }

    /// The head of the answer has gone out: events may follow.
    func open(_ id: Int) {
        state.withLock { state in
            guard let index = state.index(of: id) else { return }
            state.listeners[index].isOpen = true
            state.listeners[index].stuckSince = nil
        }
        wakeSoon()
    }

    /// Gives the place up. Safe to call twice.
    func remove(_ id: Int) {
        let listener = state.withLock { state in state.index(of: id).map { state.listeners.remove(at: $0) } }
        listener?.turns.finish()
    }

    /// Closes the connections of those who take nothing, and forgets those who never came.
    func dropStuck() {
        let moment = ContinuousClock.now
        let stuck = state.withLock { $0.listeners.filter { $0.isStuck(at: moment) } }
        for listener in stuck {
            listener.outlet.close()
            remove(listener.id)
        }
    }
}

extension BoardStream.State {
    func index(of id: Int) -> Int? { listeners.firstIndex { $0.id == id } }

    fileprivate mutating func number(of loop: any EventLoop) -> Int {
        if let known = loops.firstIndex(where: { $0 === loop }) { return known }
        loops.append(loop)
        return loops.count - 1
    }
}
