import City
import Crypto
import Foundation

/// A random secret that is handed out once; the store keeps its digest alone.
enum Secret {
    /// 256 bits: guessing is hopeless, so a plain SHA-256 is enough to store it by.
    static let byteCount = 32
    /// base64url without padding.
    static let textLength = 43

    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return base64URL((0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Compares without telling by its time how much was right.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// The SHA-256 of a secret: what the store finds sessions and devices by.
struct SecretDigest: Hashable, Sendable {
    let bytes: Data

    init(of secret: some StringProtocol) { bytes = Data(SHA256.hash(data: Data(secret.utf8))) }
    init(stored: Data) { bytes = stored }

    /// A short name for lists, from which nothing can be made.
    var handle: String { bytes.prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
