import Synchronization

/// Counts the running programs and lets no more begin than may run at once.
final class ProcessSlots: Sendable {
    private let taken = Mutex(0)
    private let limit: Int

    init(_ limit: Int) { self.limit = limit }

    /// True when there is room; the caller then calls `give`.
    func take() -> Bool {
        taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    func give() { taken.withLock { $0 -= 1 } }

    var takenCount: Int { taken.withLock { $0 } }
}
