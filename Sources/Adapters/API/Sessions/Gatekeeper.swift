/// Knows accounts, sessions and device keys. The account store fills it; asked on every request, so it answers from memory.
public protocol Gatekeeper: Sendable {
    /// Checks name and password and starts a session, or nil when they do not fit. Slow on purpose (argon2id).
    func signIn(name: String, password: String) async throws -> SessionStart?
    func signOut(_ token: String) async throws
    /// The visitor behind a session cookie, or nil when it is unknown or over.
    func visitor(session token: String) async throws -> Visitor?
    /// The visitor behind a device key, or nil.
    func visitor(device key: String) async throws -> Visitor?
}

/// A session that has just begun.
public struct SessionStart: Hashable, Sendable {
    /// The secret that goes into the cookie and nowhere else.
    public let token: String
    public let visitor: Visitor
    public let lifetimeSeconds: Int

    public init(token: String, visitor: Visitor, lifetimeSeconds: Int) {
        self.token = token
        self.visitor = visitor
        self.lifetimeSeconds = lifetimeSeconds
    }
}
