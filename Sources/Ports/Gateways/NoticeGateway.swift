import City

/// A way out for notices: a webhook now; SMS, voice and CAP later.
public protocol NoticeGateway: Sendable {
    /// Delivers one notice to one recipient. `key` is the idempotency key that the receiver sees.
    ///
    /// - Throws: `GatewayFault`; `retryable` says whether trying again can help.
    func deliver(_ letter: Letter) async throws
}

/// One message to one recipient, ready to go.
public struct Letter: Hashable, Sendable {
    public let key: String
    /// An `https://` or loopback `http://` address.
    public let address: String
    /// Signs the body (HMAC-SHA-256).
    public let secret: [UInt8]
    /// JSON.
    public let body: [UInt8]
    public init(key: String, address: String, secret: [UInt8], body: [UInt8]) {
        self.key = key
        self.address = address
        self.secret = secret
        self.body = body
    }
}

/// Why a letter did not arrive, and whether another try makes sense.
public struct GatewayFault: Error, Hashable, Sendable {
    public let message: String
    public let retryable: Bool
    public init(_ message: String, retryable: Bool) {
        self.message = message
        self.retryable = retryable
    }
}
