import Synchronization

/// Who sends the traffic of a route: people and devices have separate shares.
public enum Traffic: String, Hashable, Sendable { case person, device }

/// Counts the requests being answered and refuses those past the bound. People cannot take the devices' share.
final class Admission: Sendable {
    private let limit: Int
    private let reserved: Int
    private let inside = Mutex(Counts())

    struct Counts {
        var person = 0
        var device = 0
    }

    init(limit: Int = Bounds.requestsInFlightMax, reservedForDevices: Int = Bounds.requestsInFlightForDevices) {
        self.limit = limit
        self.reserved = reservedForDevices
    }

    var counts: Counts { inside.withLock { $0 } }

    /// True when the request may go on; the caller then calls `leave`.
    func enter(_ traffic: Traffic) -> Bool {
        inside.withLock { counts in
            guard counts.person + counts.device < limit else { return false }
            switch traffic {
            case .person:
                guard counts.person < limit - reserved else { return false }
                counts.person += 1
            case .device:
                counts.device += 1
            }
            return true
        }
    }

    func leave(_ traffic: Traffic) {
        inside.withLock { counts in
            switch traffic {
            case .person: counts.person -= 1
            case .device: counts.device -= 1
            }
        }
    }
}
