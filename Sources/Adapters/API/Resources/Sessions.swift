import Access
import City
import HTTPTypes
import Hummingbird

/// `/api/session` and `/api/me`: signing in, signing out, and who one is.
struct Sessions {
    let gatekeeper: any Gatekeeper
    let city: CityModel
    let limits: DoorLimits
    let settings: ServerSettings

    var routes: [Route] {
        [
            Route(
                .post, "/api/session", need: .everyone, summary: "Sign in with name and password; sets the session cookie.", request: "SignIn",
                response: "Me", handler: signIn),
            Route(
                .delete, "/api/session", need: .signedIn, summary: "Sign out; ends the session at once.", response: nil, success: .noContent,
                handler: signOut),
            Route(
                .get, "/api/me", need: .signedIn, summary: "Who is signed in, with the token for state-changing requests.", response: "Me",
                handler: me),
        ]
    }

    private struct SignIn: Decodable {
        let name: String
        let password: String
    }

    /// Longer than any name or password that the account store takes.
    private static let credentialBytesMax = 1_024

    @Sendable private func signIn(_ call: Call) async throws -> Response {
        let wanted = try call.decode(SignIn.self)
        guard wanted.name.utf8.count <= Self.credentialBytesMax, wanted.password.utf8.count <= Self.credentialBytesMax else { throw Self.wrong }
        let address = DoorContext.address(of: call.channel, headers: call.request.headers, behindProxy: settings.behindProxy)
        guard limits.takeSignIn(name: wanted.name, address: address) else { throw Self.tooManyTries(30) }
        switch try await gatekeeper.signIn(name: wanted.name, password: wanted.password, address: address) {
        case .started(let token, let visitor, let lifetimeSeconds):
            let cookie = Credentials.cookie(token: token, lifetimeSeconds: lifetimeSeconds, secure: settings.isSeenOverTLS)
            return try .json(Me(visitor, city: city), headers: [.setCookie: cookie])
        case .refused: throw Self.wrong
        case .wait(let seconds): throw Self.tooManyTries(seconds)
        }
    }

    @Sendable private func signOut(_ call: Call) async throws -> Response {
        if case .session(let token) = Credentials(call.request.headers) { try await gatekeeper.signOut(token) }
        let cookie = Credentials.cookie(token: "", lifetimeSeconds: 0, secure: settings.isSeenOverTLS)
        return Response(status: .noContent, headers: [.setCookie: cookie])
    }

    @Sendable private func me(_ call: Call) async throws -> Response { try .json(Me(call.person(), city: city)) }

    private static let wrong = Problem(
        .unauthorized, code: "session.wrong", title: "Not signed in",
        detail: "The name and the password do not fit together. Check both; after several tries the door waits a while.")

    private static func tooManyTries(_ seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, code: "session.too-many-tries", title: "Too many tries",
            detail: "Wait \(seconds) seconds before you try to sign in again.",
            retryAfterSeconds: seconds)
    }
}
