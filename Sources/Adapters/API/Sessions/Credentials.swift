import HTTPTypes

/// What a request shows at the door: a session cookie, a device key, or nothing.
enum Credentials: Hashable {
    case session(String)
    case key(String)
    case none

    static let cookieName = "bayu_session"

    init(_ headers: HTTPFields) {
        if let authorization = headers[.authorization] {
            let scheme = authorization.prefix(7)
            self = scheme.lowercased() == "bearer " ? .key(String(authorization.dropFirst(7))) : .none
        } else if let cookie = headers[.cookie], let token = Self.token(in: cookie) {
            self = .session(token)
        } else {
            self = .none
        }
    }

    private static func token(in cookie: String) -> String? {
        for pair in cookie.split(separator: ";") {
            let pair = pair.drop { $0 == " " }
            if pair.hasPrefix(cookieName), pair.dropFirst(cookieName.count).first == "=" {
                return String(pair.dropFirst(cookieName.count + 1))
            }
        }
        return nil
    }

    /// The header that hands a session to a browser. `SameSite=Strict`: no other site can make the browser send it.
    static func cookie(token: String, lifetimeSeconds: Int, secure: Bool) -> String {
        "\(cookieName)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(lifetimeSeconds)" + (secure ? "; Secure" : "")
    }

    /// Compares secrets without telling by the time taken how much of them fits.
    static func equal(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}

extension HTTPField.Name {
    /// A name written in the source, which cannot be malformed.
    static func known(_ name: String) -> Self {
        guard let field = Self(name) else { preconditionFailure("not the name of a header: \(name)") }
        return field
    }

    static let csrfToken = known("X-CSRF-Token")
    static let forwardedFor = known("X-Forwarded-For")
    static let lastEventID = known("Last-Event-ID")
    static let contentTypeOptions = known("X-Content-Type-Options")
    static let referrerPolicy = known("Referrer-Policy")
    static let frameOptions = known("X-Frame-Options")
    static let permissionsPolicy = known("Permissions-Policy")
    static let openerPolicy = known("Cross-Origin-Opener-Policy")
    static let resourcePolicy = known("Cross-Origin-Resource-Policy")
    static let strictTransport = known("Strict-Transport-Security")
}
