import Access
import City
import EventLog
import HTTPTypes
import HazardKit
import Hummingbird
import Incidents
import Operations

/// `POST /api/reports`: what the phone desk takes down.
struct Reports {
    let desk: CommandDesk
    let detections: DetectionDesk

    var routes: [Route] {
        [
            Route(
                .post, "/api/reports", need: .permission(.raiseReport),
                summary: "Take down a report; it becomes an alert, or evidence of one that "
                    + "is about the same matter.", request: "Report", response: "Raised", success: .created, handler: raise)
        ]
    }

    @Sendable private func raise(_ call: Call) async throws -> Response {
        let report = try call.decode(ReportBody.self)
        let actor = try call.actor()
        try call.decide(.raiseReport, in: .everywhere, city: desk.city)
        let (alert, receipt) = try await detections.raise(report.draft, by: actor, command: report.id.id)
        return try .json(Raised(alert: alert, receipt), status: .created, headers: [.location: "/api/alerts/" + alert.rawValue])
    }
}

/// A report as the desk sends it. `text` stands for both languages where no title is given.
struct ReportBody: Decodable, Sendable {
    let id: ClientCommandID
    let kind: MatterKind
    let title: SpokenText?
    let text: String?
    let point: Coordinate
    let grade: Grade
    let caller: CallerBody?
    let observedAt: Instant?
    let exercise: Bool?

    struct CallerBody: Decodable, Sendable {
        let name: String?
        let phone: String?
        let words: String?
    }

    /// What a caller says may hold names and places, so the free text is sealed with the caller; the title is what everyone reads.
    var draft: ReportDraft {
        let words = caller?.words ?? text
        let sealed = caller == nil && words == nil ? nil : Caller(name: caller?.name, phone: caller?.phone, words: words)
        return ReportDraft(
            kind: kind, title: title?.text, point: point, grade: grade, caller: sealed, observedAt: observedAt, exercise: exercise)
    }
}

/// The answer to a report.
struct Raised: Encodable, Sendable {
    let alert: AlertID
    let version: Int64
    let position: Int64
    let repeated: Bool

    init(alert: AlertID, _ receipt: Receipt) {
        self.alert = alert
        version = receipt.version
        position = receipt.position
        repeated = receipt.repeated
    }
}
