import Crypto
import Foundation

/// What the session cookie holds. The CSRF token is derived from it, so that neither is ever stored.
public struct SessionToken: Hashable, Sendable {
    public let text: String

    /// Nil when the text cannot be a token.
    public init?(_ text: String) {
        guard text.utf8.count == Secret.textLength else { return nil }
        self.text = text
    }

    private init(made text: String) { self.text = text }

    static func make() -> SessionToken { SessionToken(made: Secret.make()) }

    /// What every state-changing request must carry in `X-CSRF-Token`.
    public var csrf: String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("bayu csrf 1".utf8), using: SymmetricKey(data: Data(text.utf8)))
        return Secret.base64URL(code)
    }

    public func accepts(csrf given: String?) -> Bool { given.map { Secret.isEqual($0, csrf) } ?? false }

    var digest: SecretDigest { SecretDigest(of: text) }
}
