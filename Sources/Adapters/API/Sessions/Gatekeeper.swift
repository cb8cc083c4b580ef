/// Knows accounts, sessions and device keys. The account store fills it; asked on every request, so it answers from memory.
public protocol Gatekeeper: Sendable {
    /// Checks name and password and starts a session. Slow on purpose (argon2id).
    func signIn(name: String, password: String, address: String) async throws -> SignInOutcome
    func signOut(_ token: String) async throws
    /// The visitor behind a session cookie, or nil when it is unknown or over.
    func visitor(session token: String) -> Visitor?
    /// The visitor behind a device key, or nil.
    func visitor(device key: String) -> Visitor?
    /// The same after asking the store whether another process has made the key since.
    func visitorAfterRefresh(device key: String) async throws -> Visitor?
}

/// What came of signing in.
public enum SignInOutcome: Hashable, Sendable {
    case started(token: String, Visitor, lifetimeSeconds: Int)
    case refused
    /// Too many wrong tries.
    case wait(seconds: Int)
}
