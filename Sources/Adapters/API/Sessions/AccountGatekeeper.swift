import Access
import Accounts
import City
import Synchronization

/// The gatekeeper over the account store.
public struct AccountGatekeeper: Gatekeeper {
    private let store: AccountStore
    /// Devices belong to no center of their own; they act at the hub.
    private let hub: CenterCode
    private let csrf = CSRFTokens()

    public init(_ store: AccountStore, hub: CenterCode) {
        self.store = store
        self.hub = hub
    }

    public func signIn(name: String, password: String, address: String) async throws -> SignInOutcome {
        switch try await store.logIn(name: name, password: password, address: address) {
        case .loggedIn(let token, let session):
            .started(token: token.text, visitor(session, token), lifetimeSeconds: Int(Session.absoluteExpiry.value))
        case .refused: .refused
        case .wait(let span): .wait(seconds: max(1, Int(span.value.rounded(.up))))
        }
    }

    public func signOut(_ token: String) async throws {
        if let token = SessionToken(token) { try await store.logOut(token) }
    }

    public func visitor(session text: String) -> Visitor? {
        guard let token = SessionToken(text), let session = store.session(token) else { return nil }
        return visitor(session, token)
    }

    public func visitor(device key: String) -> Visitor? { store.device(key: key).map(visitor) }

    public func visitorAfterRefresh(device key: String) async throws -> Visitor? {
        try await store.deviceAfterRefresh(key: key).map(visitor)
    }

    private func visitor(_ session: Session, _ token: SessionToken) -> Visitor {
        let account = session.account
        return Visitor(actor: account.actor, role: account.role, csrf: csrf.token(of: token), demo: account.demo, rateKey: session.handle)
    }

    private func visitor(_ device: Device) -> Visitor {
        Visitor(
            actor: device.actor(at: hub), role: .device, csrf: nil, demo: false, rateKey: "device " + device.name, datastreams: device.datastreams)
    }
}

/// Remembers the token of each session: it follows from the cookie and never changes, and deriving it costs more than all else at the door.
private final class CSRFTokens: Sendable {
    private let tokens = Mutex<[SessionToken: String]>([:])
    /// More sessions than a city has desks; when full it starts over.
    private static let countMax = 4_096

    func token(of session: SessionToken) -> String {
        if let known = tokens.withLock({ $0[session] }) { return known }
        let made = session.csrf
        tokens.withLock { tokens in
            if tokens.count >= Self.countMax { tokens.removeAll() }
            tokens[session] = made
        }
        return made
    }
}
