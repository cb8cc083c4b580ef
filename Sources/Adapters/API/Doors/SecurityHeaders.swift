import HTTPTypes
import Hummingbird

/// Headers that keep a browser from being turned against its user.
struct SecurityHeaders: Sendable {
    private let forPages: HTTPFields
    private let forAnswers: HTTPFields

    init(policy: String, tls: Bool) {
        var common: HTTPFields = [
            .contentTypeOptions: "nosniff", .referrerPolicy: "no-referrer", .frameOptions: "DENY",
            .resourcePolicy: "same-origin", .openerPolicy: "same-origin",
        ]
        if tls { common[.strictTransport] = "max-age=31536000" }
        var pages = common
        pages[.contentSecurityPolicy] = policy
        pages[.permissionsPolicy] = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"
        forPages = pages
        common[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        forAnswers = common
    }

    func stamped(_ response: Response, page: Bool) -> Response {
        var response = response
        response.headers.append(contentsOf: page ? forPages : forAnswers)
        return response
    }
}
