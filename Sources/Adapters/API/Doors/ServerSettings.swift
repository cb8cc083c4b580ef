import NIOCore

/// How one server is reached.
public struct ServerSettings: Hashable, Sendable {
    public struct TLSFiles: Hashable, Sendable {
        public let certificate: String
        public let key: String
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    public var bind: String
    public var port: Int
    public var tls: TLSFiles?
    /// A proxy that ends TLS stands before the server and writes `X-Forwarded-For`.
    public var behindProxy: Bool
    /// The demonstration's accounts exist; refused beyond loopback.
    public var demoAccounts: Bool
    public var rates: RateLimits
    /// Shorter only in tests, which would else wait a minute.
    var idleTimeout = Bounds.idleTimeout

    public init(
        bind: String = "127.0.0.1", port: Int = 8080, tls: TLSFiles? = nil, behindProxy: Bool = false, demoAccounts: Bool = false,
        rates: RateLimits = RateLimits()
    ) {
        self.bind = bind
        self.port = port
        self.tls = tls
        self.behindProxy = behindProxy
        self.demoAccounts = demoAccounts
        self.rates = rates
    }

    /// True when browsers reach the server over TLS, so that the cookie may be marked `Secure`.
    var isSeenOverTLS: Bool { tls != nil || behindProxy }
}
