import HTTPTypes

/// The problems that more than one door gives.
extension Problem {
    static func notFound(_ what: String) -> Problem {
        Problem(.notFound, code: "not-found", title: "Not found", detail: what)
    }

    /// Asked who answers for a place, nobody in this city does.
    static func outsideCity(_ what: String) -> Problem {
        Problem(.notFound, code: "place.outside-city", title: "Outside the city", detail: what)
    }

    static func methodNotAllowed(_ method: String, path: String, allow: String) -> Problem {
        Problem(
            .methodNotAllowed, code: "method-not-allowed", title: "Method not allowed", detail: "\(path) does not answer to \(method). Use \(allow).",
            allow: allow)
    }

    static func invalid(_ field: String, _ detail: String) -> Problem {
        Problem(.unprocessableContent, code: "field.invalid", title: "A field cannot be used", detail: detail, field: field)
    }

    static let signInNeeded = Problem(
        .unauthorized, code: "session.missing", title: "Sign in first",
        detail: "This door needs a session cookie from POST /api/session, or a device key as Authorization: Bearer KEY.")

    static func notAllowed(_ permission: String) -> Problem {
        Problem(
            .forbidden, code: "access.denied", title: "Not allowed",
            detail: "Your role, center or department does not carry the permission \(permission) here. Ask the administrator of your center.")
    }

    static let forgeryToken = Problem(
        .forbidden, code: "session.csrf", title: "Request without its token",
        detail: "A request with a session cookie that changes something needs the header X-CSRF-Token with the value that GET /api/me gives.")

    static func tooLarge(_ bytesMax: Int) -> Problem {
        Problem(
            .contentTooLarge, code: "body.too-large", title: "Body too large",
            detail: "This door takes at most \(bytesMax) bytes. Send less, or in several requests.")
    }

    static let tooManyRequests = Problem(
        .tooManyRequests, code: "rate.exceeded", title: "Too many requests",
        detail: "This client has used up its share. Try again after the time in Retry-After.", retryAfterSeconds: 1)

    static let overloaded = Problem(
        .serviceUnavailable, code: "server.overloaded", title: "Too busy",
        detail: "The server is answering as many requests as it may. Nothing of this one was kept. Try again after the time in Retry-After.",
        retryAfterSeconds: 1)

    static let starting = Problem(
        .serviceUnavailable, code: "server.starting", title: "Not ready yet",
        detail: "The server is still reading its log. Try again after the time in Retry-After.", retryAfterSeconds: 1)
}
