import City
import Synchronization

/// A clock that stands still until a test moves it.
final class FixedClock: Sendable {
    private let moment: Mutex<Instant>

    init(_ start: Instant) { moment = Mutex(start) }

    var now: Instant { moment.withLock { $0 } }
    func advance(_ span: Seconds) { moment.withLock { $0 = $0.advanced(by: span) } }
}
