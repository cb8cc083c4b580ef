import AsyncHTTPClient
import City
import Foundation
import Gateways
import Logging
import NIOCore
import NIOHTTP1

/// Delivers letters as signed HTTP POSTs. One letter, one request: trying again is the caller's (`RetryPolicy`), as is keeping
/// one slow receiver from holding up another.
public final class WebhookGateway: NoticeGateway {
    /// A receiver that is there answers the handshake within this.
    static let connectTimeout: TimeAmount = .seconds(5)
    /// The whole request. Longer would let a slow receiver hold its worker while its next letters wait.
    static let requestTimeout: TimeAmount = .seconds(15)
    /// Only the status counts; what a receiver says beside it is read to free the connection, up to this.
    static let responseBytesMax = 64 << 10

    private let client: HTTPClient
    private let logger: Logger
    private let now: @Sendable () -> Instant

    public init(logger: Logger = Logger(label: "bayu.notify"), now: @escaping @Sendable () -> Instant = WebhookGateway.systemTime) {
        var configuration = HTTPClient.Configuration()
        // A redirect could lead a signed body to an address that nobody checked.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: Self.connectTimeout, read: Self.requestTimeout)
        // The retry policy knows when to come back; the client must not try on its own until the timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.logger = logger
        self.now = now
    }

    deinit {
        // The client must be closed before it goes; it keeps itself alive until that is done.
        client.shutdown { [logger] error in
            if let error { logger.warning("connections of webhooks not closed in order", metadata: ["error": "\(error)"]) }
        }
    }

    public static let systemTime: @Sendable () -> Instant = {
        Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000))
    }

    public func deliver(_ letter: Letter) async throws {
        let address = try WebhookAddress(checking: letter.address)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request(letter, to: address), timeout: Self.requestTimeout)
        } catch {
            throw GatewayFault("no answer from the receiver: \(error)", retryable: true)
        }
        do {
            _ = try await response.body.collect(upTo: Self.responseBytesMax)
        } catch {
            // The status came; an answer cut off or too long changes nothing about it.
            logger.debug("answer of a webhook not read to its end", metadata: ["key": "\(letter.key)", "error": "\(error)"])
        }
        if let fault = Self.fault(for: response.status) { throw fault }
    }

    private func request(_ letter: Letter, to address: WebhookAddress) -> HTTPClientRequest {
        let timestamp = now().rfc3339
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "bayu")
        request.headers.add(name: WebhookSignature.timestampHeader, value: timestamp)
        request.headers.add(
            name: WebhookSignature.signatureHeader, value: WebhookSignature.sign(letter.body, timestamp: timestamp, secret: letter.secret))
        request.headers.add(name: WebhookSignature.idempotencyHeader, value: letter.key)
        request.body = .bytes(ByteBuffer(bytes: letter.body))
        return request
    }

    /// Nil for success. Busy and broken receivers may recover; one that says that the request is wrong will say it again.
    static func fault(for status: HTTPResponseStatus) -> GatewayFault? {
        switch status.code {
        case 200..<300: nil
        case 408, 429, 500...: GatewayFault("the receiver answered \(status.code)", retryable: true)
        case 300..<400: GatewayFault("the receiver answered \(status.code): redirects are not followed, give its final address", retryable: false)
        default: GatewayFault("the receiver answered \(status.code)", retryable: false)
        }
    }
}
