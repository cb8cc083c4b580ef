import Synchronization

/// Who sends the traffic of a route: people and devices have separate shares, and of people's a part is for photos, which are large.
public enum Traffic: String, Hashable, Sendable { case person, device, photo }

/// Counts the requests being answered and refuses those past the bound. People cannot take the devices' share.
final class Admission: Sendable {
    private let limit: Int
    private let reserved: Int
    private let photosMax: Int
    private let inside = Mutex(Counts())

    struct Counts {
        var person = 0
        var device = 0
        /// Those of `person` that carry a photo.
        var photo = 0
    }

    init(
        limit: Int = Bounds.requestsInFlightMax, reservedForDevices: Int = Bounds.requestsInFlightForDevices,
        photosMax: Int = Bounds.photosInFlightMax
    ) {
        self.limit = limit
        self.photosMax = photosMax
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
            case .photo:
                guard counts.person < limit - reserved, counts.photo < photosMax else { return false }
                counts.person += 1
                counts.photo += 1
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
            case .photo:
                counts.person -= 1
                counts.photo -= 1
            case .device: counts.device -= 1
            }
        }
    }
}
