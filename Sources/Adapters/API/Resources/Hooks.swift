import Access
import City
import EventLog
import FireRoom
import HTTPTypes
import HazardKit
import Hummingbird
import Incidents
import NIOCore
import Notify
import Operations

/// `POST /api/hooks/{source}`: other systems report, signed with a secret that both sides know.
struct Hooks {
    let desk: CommandDesk
    let detections: DetectionDesk
    let fires: FireRoom?
    let secret: @Sendable (String) -> [UInt8]?
    let now: @Sendable () -> Instant

    var routes: [Route] {
        [
            Route(
                .post, "/api/hooks/{source}", need: .everyone,
                summary: "A report of another system. X-Bayu-Signature is sha256=HMAC in hex of "
                    + "timestamp.body under the source's secret, X-Bayu-Timestamp the RFC 3339 time of sending.", request: "Report",
                response: "Raised", success: .created, traffic: .device, handler: take),
            Route(
                .post, "/api/hooks/{source}/detections", need: .everyone,
                summary: "Detections of another system's cameras, sensors or people, signed as reports are. One with an id that is known "
                    + "corrects it, and the label not-fire takes it back. Each bad one is named; the others are taken.",
                request: "Detections", response: "DetectionOutcomes", bodyBytesMax: Bounds.bodyBytesMax, traffic: .device, handler: takeDetections),
            Route(
                .post, "/api/hooks/{source}/forests/{id}/forecast", need: .everyone,
                summary: "The hourly forecast of the weather over a forest from another system, as CSV, signed as reports are.",
                request: "WeatherForecast", response: "ForecastTaken", parameters: ForecastDoor.parameters, bodyBytesMax: ForecastDoor.bytesMax,
                traffic: .device, requestTypes: ["text/csv"], handler: takeForecast),
        ]
    }

    @Sendable private func takeForecast(_ call: Call) async throws -> Response {
        let source = try call.path("source")
        try verify(call, source: source)
        let id = try call.path("id")
        guard let forest = fires?.forests.first(where: { $0.id == id }) else { throw ForecastDoor.unknown(id) }
        return try .json(try await ForecastDoor(call).take(forest, into: fires, source: source, by: "hook:" + source))
    }

    @Sendable private func take(_ call: Call) async throws -> Response {
        let source = try call.path("source")
        try verify(call, source: source)
        let report = try call.decode(ReportBody.self)
        let actor = Actor(kind: .device, name: "hook:" + source, role: Role.device.name, center: desk.city.hub?.code ?? "hub")
        // The id is the sender's; with the source before it, two senders may use the same.
        let (alert, receipt) = try await detections.raise(
            report.draft, source: .message, by: actor, command: CommandID("hook/\(source)/\(report.id.id)"))
        return try .json(Raised(alert: alert, receipt), status: .created)
    }

    @Sendable private func takeDetections(_ call: Call) async throws -> Response {
        let source = try call.path("source")
        try verify(call, source: source)
        let body = try call.decode(DetectionsBody.self)
        let actor = Actor(kind: .device, name: "hook:" + source, role: Role.device.name, center: desk.city.hub?.code ?? "hub")
        return try .json(try await body.take(source: source, into: detections, by: actor, at: now()))
    }

    private func verify(_ call: Call, source: String) throws {
        guard let secret = secret(source) else { throw Self.unknownSource }
        let headers = call.request.headers
        do throws(WebhookSignature.Refusal) {
            try WebhookSignature.verify(
                call.body.readableBytesView, timestamp: headers[.timestamp], signature: headers[.signature], secret: secret, now: now())
        } catch {
            throw Problem(.unauthorized, code: error.rawValue, title: "Not signed", detail: error.description)
        }
    }

    private static let unknownSource = Problem(
        .unauthorized, code: "hook.unknown-source", title: "Not signed",
        detail: "No secret is set up for a source of this name. Ask the administrator for the source's name and secret.")
}

extension HTTPField.Name {
    static let signature = known(WebhookSignature.signatureHeader)
    static let timestamp = known(WebhookSignature.timestampHeader)
}
