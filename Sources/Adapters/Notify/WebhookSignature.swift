import City
import Crypto
import Foundation

/// Signs outgoing webhooks and checks incoming ones: HMAC-SHA-256 over the timestamp, a dot and the body.
///
/// The timestamp is the RFC 3339 text of `X-Bayu-Timestamp`, taken into the signature as it stands in the header. It bounds
/// how old a request can be; within the window a replay is stopped by its idempotency key, not here.
public enum WebhookSignature {
    public static let signatureHeader = "X-Bayu-Signature"
    public static let timestampHeader = "X-Bayu-Timestamp"
    public static let idempotencyHeader = "Idempotency-Key"
    /// Wide enough for clocks that nobody looks after, narrow enough to keep few keys.
    public static let window: Seconds = .minutes(5)
    /// A shorter secret could be tried out.
    public static let secretBytesMin = 16
    static let scheme = "sha256="

    /// Why an incoming request is not believed.
    public enum Refusal: String, Error, Hashable, Sendable, CustomStringConvertible {
        case missing = "hook.signature-missing"
        case badTimestamp = "hook.bad-timestamp"
        case outsideWindow = "hook.outside-window"
        case wrong = "hook.wrong-signature"

        public var description: String {
            switch self {
            case .missing: "send \(signatureHeader): \(scheme)<hex> and \(timestampHeader): <RFC 3339>"
            case .badTimestamp: "\(timestampHeader) must be RFC 3339, such as 2026-07-01T08:00:00Z"
            case .outsideWindow: "\(timestampHeader) is more than 5 minutes away from this server's clock; set the clock or sign anew"
            case .wrong: "\(signatureHeader) does not fit the body and timestamp; check the secret, and sign the bytes that are sent"
            }
        }
    }

    /// The value of `X-Bayu-Signature`.
    public static func sign(_ body: some Sequence<UInt8>, timestamp: String, secret: [UInt8]) -> String {
        scheme + hex(code(body, timestamp, secret))
    }

    /// Returns when the request is signed with `secret` and its timestamp is near `now`.
    public static func verify(
        _ body: some Sequence<UInt8>, timestamp: String?, signature: String?, secret: [UInt8], now: Instant
    ) throws(Refusal) {
        guard let timestamp, let signature, signature.hasPrefix(scheme) else { throw .missing }
        guard let moment = Instant(rfc3339: timestamp) else { throw .badTimestamp }
        let age = now.since(moment)
        guard age <= window, .zero - age <= window else { throw .outsideWindow }
        guard let given = bytes(ofHex: signature.dropFirst(scheme.count)) else { throw .wrong }
        // `==` of a MAC and data compares in constant time.
        guard code(body, timestamp, secret) == given else { throw .wrong }
    }

    private static func code(_ body: some Sequence<UInt8>, _ timestamp: String, _ secret: [UInt8]) -> HMAC<SHA256>.MAC {
        var mac = HMAC<SHA256>(key: SymmetricKey(data: secret))
        mac.update(data: Data("\(timestamp).".utf8))
        mac.update(data: Data(body))
        return mac.finalize()
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func bytes(ofHex text: Substring) -> Data? {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 2 * SHA256.byteCount, text.utf8.count == digits.count else { return nil }
        return Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}
