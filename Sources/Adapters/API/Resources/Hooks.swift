import Access
import City
import Crypto
import EventLog
import Foundation
import HTTPTypes
import HazardKit
import Hummingbird
import Incidents
import Operations

/// `POST /api/hooks/{source}`: other systems report, signed with a secret that both sides know.
struct Hooks {
    let desk: CommandDesk
    let secret: @Sendable (String) -> [UInt8]?
    let now: @Sendable () -> Instant

    var routes: [Route] {
        [
            Route(
                .post, "/api/hooks/{source}", need: .everyone,
                summary: "A report of another system. X-Bayu-Signature is sha256=HMAC in hex of "
                    + "timestamp.body under the source's secret, X-Bayu-Timestamp the RFC 3339 time of sending.", request: "Report",
                response: "Raised", success: .created, traffic: .device, handler: take)
        ]
    }

    /// A letter may be this old or this far ahead; older ones may be somebody's recording of it.
    static let ageMax: Seconds = 300

    @Sendable private func take(_ call: Call) async throws -> Response {
        let source = try call.path("source")
        try verify(call, source: source)
        let report = try call.decode(ReportBody.self)
        let actor = Actor(kind: .device, name: "hook:" + source, role: Role.device.name, center: desk.city.hub?.code ?? "hub")
        // The id is the sender's; with the source before it, two senders may use the same.
        let (alert, receipt) = try await desk.raise(
            report.draft, source: .message, by: actor, command: CommandID("hook/\(source)/\(report.id.id)"))
        return try .json(Raised(alert: alert, receipt), status: .created)
    }

    private func verify(_ call: Call, source: String) throws {
        guard let secret = secret(source), let signature = call.request.headers[.signature], let stamp = call.request.headers[.timestamp],
            let sentAt = Instant(rfc3339: stamp)
        else { throw Self.unsigned }
        guard abs(now().since(sentAt).milliseconds) <= Self.ageMax.milliseconds else { throw Self.stale }
        var code = HMAC<SHA256>(key: SymmetricKey(data: secret))
        code.update(data: Data((stamp + ".").utf8))
        code.update(data: Data(call.body.readableBytesView))
        let expected = "sha256=" + code.finalize().map { String(format: "%02x", $0) }.joined()
        guard Credentials.equal(signature.lowercased(), expected) else { throw Self.unsigned }
    }

    private static let unsigned = Problem(
        .unauthorized, code: "hook.signature", title: "Not signed",
        detail: "The source is unknown, or X-Bayu-Signature does not fit X-Bayu-Timestamp and the body. Check the secret of the source.")

    private static let stale = Problem(
        .unauthorized, code: "hook.stale", title: "Too old", detail: "X-Bayu-Timestamp must be within five minutes of now. Check the sender's clock.",
        field: "X-Bayu-Timestamp")
}

extension HTTPField.Name {
    static let signature = Self("X-Bayu-Signature")!
    static let timestamp = Self("X-Bayu-Timestamp")!
}
