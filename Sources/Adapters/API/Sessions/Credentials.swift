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
    static let csrfToken = Self("X-CSRF-Token")!
    static let forwardedFor = Self("X-Forwarded-For")!
    static let lastEventID = Self("Last-Event-ID")!
    static let contentTypeOptions = Self("X-Content-Type-Options")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let frameOptions = Self("X-Frame-Options")!
    static let permissionsPolicy = Self("Permissions-Policy")!
    static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
    static let strictTransport = Self("Strict-Transport-Security")!
}
