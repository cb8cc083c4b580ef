import NIOCore

/// Every bound of the doors, each beside its reason. Tests stand on both sides of each.
public enum Bounds {
    /// A command, a report or a DataArray of readings fits many times over; a photo has a door of its own, with its own bound.
    public static let bodyBytesMax = 1_048_576
    /// Doors that take one short object.
    public static let smallBodyBytesMax = 16_384
    /// Deeper nesting has no use here and would cost a parser its stack.
    public static let jsonDepthMax = 32
    /// Cookies, keys and tokens are short.
    public static let headerFieldBytesMax = 8_192
    public static let headerListBytesMax = 16_384
    public static let headerFieldCountMax = 64
    /// Longer targets are refused before they are split.
    public static let targetBytesMax = 2_048
    /// Rows of one page.
    public static let pageRowsMax = 500
    /// Requests being answered at once. Each may hold one body, so this bounds memory: 512 × 1 MiB.
    public static let requestsInFlightMax = 512
    /// The part of them that only devices get, so that people pressing reload never shut sensors out.
    public static let requestsInFlightForDevices = 128
    /// Photos coming in or being looked at, at once, among those of people. Each may be held three times, as it came, as bytes and sealed:
    /// 16 × 3 × 4 MiB. A phone that is told to wait tries again by itself.
    public static let photosInFlightMax = 16
    /// A live picture in one go: whoever has looked away by then starves nobody of a camera, and whoever has not looks again and says why.
    public static let liveViewMax = Duration.seconds(600)
    /// Boards listening at once.
    public static let listenersMax = 2_000
    /// Open connections; past this, new ones wait in the kernel's queue.
    public static let connectionsMax = 4_096
    /// A connection on which nothing happens is closed after this long.
    public static let idleTimeout = TimeAmount.seconds(60)
    /// A listener that has not taken a write for this long is dropped.
    public static let stuckListenerSeconds = 30.0
    /// Clients that the rate limiter remembers; about 100 bytes each.
    public static let rememberedClientsMax = 10_000
}

/// How fast one client may ask. Zero per second means unlimited: for load tests on a machine of one's own.
public struct RateLimits: Hashable, Sendable {
    public struct Rate: Hashable, Sendable {
        public let perSecond: Double
        public let burst: Double
        public init(perSecond: Double, burst: Double) {
            self.perSecond = perSecond
            self.burst = burst
        }
    }

    /// A console asks a few times a second at most, a burst on loading.
    public var person = Rate(perSecond: 100, burst: 400)
    /// A gateway may carry hundreds of sensors.
    public var device = Rate(perSecond: 1_000, burst: 4_000)
    /// Without a session; many people may share one address.
    public var stranger = Rate(perSecond: 50, burst: 200)
    /// Each try costs a password hash of some 70 ms.
    public var signIn = Rate(perSecond: 0.2, burst: 10)

    public init() {}

    /// No limits: for load tests, and where only trusted clients can reach the server.
    public static let off: RateLimits = {
        var limits = RateLimits()
        let unlimited = Rate(perSecond: 0, burst: 0)
        (limits.person, limits.device, limits.stranger, limits.signIn) = (unlimited, unlimited, unlimited, unlimited)
        return limits
    }()
}
