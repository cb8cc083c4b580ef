import City
import Gateways
import Logging
import NIOHTTP1
import Notify
import Testing

@Suite("Webhook gateway")
struct WebhookGatewayTests {
    private static let secret = Array("0123456789abcdef".utf8)
    private static let now = Instant(millisecondsSince1970: 1_782_892_800_000)
    private static let body = Array(#"{"notice":"n1"}"#.utf8)

    /// Delivers one letter to a receiver that answers so; nil when that went well.
    private func deliver(to receiver: Receiver) async throws -> GatewayFault? {
        try await deliver(to: receiver.address)
    }

    private func deliver(to address: String) async throws -> GatewayFault? {
        let gateway = WebhookGateway(logger: Logger(label: "test")) { Self.now }
        var fault: GatewayFault?
        do {
            try await gateway.deliver(Letter(key: "n1/post-3", address: address, secret: Self.secret, body: Self.body))
        } catch let error as GatewayFault { fault = error }
        return fault
    }

    @Test("the receiver gets the body, a signature that it can check, and the idempotency key")
    func good() async throws {
        let receiver = try await Receiver.start(.status(.ok))
        #expect(try await deliver(to: receiver) == nil)
        let request = try #require(receiver.requests.first)
        #expect(request.head.method == .POST)
        #expect(request.body == Self.body)
        #expect(request.head.headers.first(name: "Idempotency-Key") == "n1/post-3")
        #expect(request.head.headers.first(name: "Content-Type") == "application/json")
        try WebhookSignature.verify(
            request.body, timestamp: request.head.headers.first(name: "X-Bayu-Timestamp"),
            signature: request.head.headers.first(name: "X-Bayu-Signature"), secret: Self.secret, now: Self.now)
        try await receiver.stop()
    }

    @Test("busy and broken receivers are worth another try", arguments: [408, 429, 500, 502, 503, 504])
    func retryable(status: Int) async throws {
        let receiver = try await Receiver.start(.status(HTTPResponseStatus(statusCode: status)))
        #expect(try await deliver(to: receiver) == GatewayFault("the receiver answered \(status)", retryable: true))
        try await receiver.stop()
    }

    @Test("a receiver that calls the request wrong is not asked again", arguments: [400, 401, 403, 404, 410, 422])
    func final(status: Int) async throws {
        let receiver = try await Receiver.start(.status(HTTPResponseStatus(statusCode: status)))
        #expect(try await deliver(to: receiver) == GatewayFault("the receiver answered \(status)", retryable: false))
        try await receiver.stop()
    }

    @Test("a redirect is not followed")
    func redirect() async throws {
        let target = try await Receiver.start(.status(.ok))
        let receiver = try await Receiver.start(.status(.temporaryRedirect, location: target.address))
        #expect(try await deliver(to: receiver)?.retryable == false)
        #expect(target.requests.isEmpty)
        try await receiver.stop()
        try await target.stop()
    }

    @Test("an answer far too long does not turn success into failure")
    func longAnswer() async throws {
        let receiver = try await Receiver.start(.status(.ok, bodyBytes: 1 << 20))
        #expect(try await deliver(to: receiver) == nil)
        try await receiver.stop()
    }

    @Test("a receiver that hangs up or is not there is worth another try")
    func absent() async throws {
        let receiver = try await Receiver.start(.hangUp)
        #expect(try await deliver(to: receiver)?.retryable == true)
        let address = receiver.address
        try await receiver.stop()
        #expect(try await deliver(to: address)?.retryable == true)
    }

    @Test("an address that breaks the rules is refused before anything is sent")
    func address() async throws {
        #expect(try await deliver(to: "http://example.org/hook")?.retryable == false)
    }
}
