import NIOCore

/// What the stream knows of one listener.
struct BoardListener: Sendable {
    let id: Int
    /// The number of its connection's loop in the stream's list; nil without a loop.
    let loop: Int?
    let filter: BoardFilter
    let outlet: BoardOutlet
    /// Speaks when a notice has gone out, and now and then so that the session is looked up again; ends with the listener.
    let turns: AsyncStream<Void>.Continuation
    /// The number of the next entry that it has not been given.
    var cursor: Int
    var needsReset: Bool
    var beat: Int
    var beatsGiven = 0
    /// False until the head of the answer has gone out.
    var isOpen = false
    /// Since when it has taken nothing, or has not been opened.
    var stuckSince: ContinuousClock.Instant?

    /// Every so many heartbeats the listener's session is looked up again, so that signing out ends the stream too.
    static let beatsBetweenChecks = 8

    /// True when no entry since the cursor is for this listener and no heartbeat is due.
    func hasNothing(in ring: BoardRing, beat: Int) -> Bool {
        guard !needsReset, self.beat == beat, cursor >= ring.first else { return false }
        return !(cursor..<ring.end).contains { filter.passes(ring[$0].change) }
    }

    func isStuck(at moment: ContinuousClock.Instant) -> Bool {
        stuckSince.map { moment - $0 > .seconds(Bounds.stuckListenerSeconds) } ?? false
    }
}
