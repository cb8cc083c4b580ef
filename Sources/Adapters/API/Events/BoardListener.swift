import NIOCore

/// What the stream knows of one listener.
struct BoardListener: Sendable {
    let filter: BoardFilter
    /// Closes the connection of a listener that takes nothing.
    let drop: @Sendable () -> Void
    /// The number of the next entry that it has not seen.
    var cursor: Int
    var needsReset: Bool
    var beat: Int
    var waiter: CheckedContinuation<Void, Never>?
    var writingSince: ContinuousClock.Instant?
    var hasEnded = false

    /// True when no entry since the cursor is for this listener and no heartbeat is due.
    func hasNothing(in ring: BoardRing, beat: Int) -> Bool {
        guard !hasEnded, !needsReset, self.beat == beat, cursor >= ring.first else { return false }
        return !(cursor..<ring.end).contains { filter.passes(ring[$0].change) }
    }
}
