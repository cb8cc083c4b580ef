import Synchronization

/// One subscriber of an `EventFeed`: where it stands, and what waits for it.
final class Follower: Sendable {
    fileprivate enum Ending { case closed, tooSlow }
    fileprivate struct State {
        var pending: [RecordedEvent] = []
        /// The next of `pending` to hand out: taking from the front of an array costs a move of the rest.
        var taken = 0
        var position: Int64
        var isLive = false
        var ending: Ending?
        var waiter: CheckedContinuation<Void, Never>?
    }
    private enum Step { case event(RecordedEvent), readPage(after: Int64), wait, end, fail }

    private let feed: EventFeed
    private let page: EventFeed.Page
    private let state: Mutex<State>

    init(feed: EventFeed, after position: Int64, page: @escaping EventFeed.Page) {
        self.feed = feed
        self.page = page
        state = Mutex(State(position: position))
    }

    func next() async throws -> RecordedEvent? {
        while !Task.isCancelled {
            switch step() {
            case .event(let event): return event
            case .end: return nil
            case .fail:
                throw LogFault(
                    .subscriberTooSlow, "the subscriber left more than \(feed.pendingCountMax) events lying; subscribe again from the last one seen")
            case .wait: await wait()
            case .readPage(let position): try await readPage(after: position)
            }
        }
        return nil
    }

    /// Called by the feed, in order.
    func take(_ events: [RecordedEvent]) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.ending == nil else { return nil }
            let events = events.drop { $0.position <= state.position }
            if state.pending.count - state.taken + events.count > feed.pendingCountMax {
                state.ending = .tooSlow
                state.pending = []
                state.taken = 0
            } else {
                state.pending += events
            }
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    func end() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.ending = state.ending ?? .closed
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    private func step() -> Step {
        state.withLock { state in
            if state.taken < state.pending.count { return .event(state.takeFirst()) }
            switch state.ending {
            case .tooSlow: return .fail
            case .closed: return .end
            case nil: return state.isLive ? .wait : .readPage(after: state.position)
            }
        }
    }

    private func readPage(after position: Int64) async throws {
        let events = try await page(position, LogBounds.pageEventCount)
        let last = events.last?.position ?? position
        state.withLock { state in
            state.pending += events
            state.position = last
        }
        guard events.count < LogBounds.pageEventCount, feed.join(self, at: last) else { return }
        state.withLock { $0.isLive = true }
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    guard state.taken >= state.pending.count, state.ending == nil, !Task.isCancelled else { return true }
                    state.waiter = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeWaiter() }?.resume()
        }
    }
}

extension Follower.State {
    fileprivate mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
        defer { waiter = nil }
        return waiter
    }

    fileprivate mutating func takeFirst() -> RecordedEvent {
        let event = pending[taken]
        taken += 1
        if taken == pending.count {
            pending.removeAll(keepingCapacity: pending.capacity <= LogBounds.pageEventCount * 2)
            taken = 0
        } else if taken >= LogBounds.pageEventCount {
            pending.removeFirst(taken)
            taken = 0
        }
        return event
    }
}
