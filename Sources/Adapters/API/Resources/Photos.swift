import Access
import City
import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Operations

/// `/api/incidents/{id}/photos`: a picture comes in as it is, and is looked at for a stated purpose.
struct Photos {
    let desk: CommandDesk
    let photos: PhotoDesk

    var routes: [Route] {
        [
            Route(
                .post, "/api/incidents/{id}/photos", need: .permission(.attachPhoto),
                summary: "Attach a picture to an incident. The body is the picture itself; what it is is told by its first bytes.",
                request: "Photo", response: "PhotoKept", success: .created,
                parameters: [
                    QueryParameter("id", "string", "The id of the command, as in every body. Sent again, it gets its first answer.", required: true),
                    QueryParameter("caption", "string", "What it shows, at most \(Photo.captionBytesMax) bytes.", required: true),
                    QueryParameter("task", "string", "The task that it belongs to."),
                    QueryParameter("takenAt", "string", "When it was taken, RFC 3339, by the clock of whoever took it."),
                ],
                bodyBytesMax: PhotoType.photoBytesMax, traffic: .photo, requestTypes: Self.mediaTypes, handler: attach),
            Route(
                .get, "/api/incidents/{id}/photos/{digest}", need: .permission(.viewPhoto),
                summary: "Look at a picture. The look and its purpose are in the log before anything is shown.", response: "Photo",
                parameters: [
                    QueryParameter(
                        "purpose", "string", "Why: \(LookPurpose.allCases.map(\.rawValue).joined(separator: ", ")).", required: true)
                ], traffic: .photo, responseTypes: Self.mediaTypes, handler: show),
        ]
    }

    private static let mediaTypes = PhotoType.allCases.map(\.rawValue)

    @Sendable private func attach(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let command = try ClientCommandID(query: call.query("id"))
        let draft = PhotoDraft(
            caption: call.query("caption") ?? "", takenAt: try call.instant("takenAt"), task: call.query("task").map { TaskID($0) })
        let incident = try await desk.state(of: id)
        try call.decide(.attachPhoto, in: try Self.scope(of: draft.task, in: incident), city: desk.city)
        let kept = try await photos.attach(draft, bytes: Array(call.body.readableBytesView), to: id, by: try call.actor(), command: command.id)
        return try PhotoKept(kept).response(for: id)
    }

    /// A picture of a task is for its own addressee to bring.
    private static func scope(of task: TaskID?, in incident: Incident) throws -> Scope {
        guard let task else { return Scope(incident) }
        guard let found = incident.task(task) else {
            throw Problem.notFound("Incident \(incident.id) has no task \(task.rawValue.prefix(64)). Check the id, or reload the incident.")
        }
        return Scope(found, of: incident)
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let digest = AttachmentDigest(try call.path("digest"))
        let purpose = try purpose(of: call)
        let incident = try await desk.state(of: id)
        try call.decide(.viewPhoto, in: Scope(incident), city: desk.city, for: purpose)
        guard let purpose, incident.photo(digest) != nil else {
            throw Problem.notFound("Incident \(id) has no photo \(digest.rawValue.prefix(64)). Check the digest, or reload the incident.")
        }
        let opened = try await photos.look(at: digest, of: id, purpose: purpose.rawValue, by: try call.actor())
        // Whoever looks again states it again: no browser and no proxy keeps it.
        let headers: HTTPFields = [
            .contentType: opened.mediaType.rawValue, .contentLength: String(opened.bytes.count), .cacheControl: "no-store",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: opened.bytes)))
    }

    /// Nil when none was stated; the access table then says that one is needed.
    private func purpose(of call: Call) throws -> LookPurpose? {
        guard let text = call.query("purpose") else { return nil }
        guard let purpose = LookPurpose(rawValue: text) else {
            throw Problem.invalid("purpose", "purpose must be one of \(LookPurpose.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return purpose
    }
}

/// The answer to whoever brought a picture.
struct PhotoKept: Encodable {
    let digest: AttachmentDigest
    let mediaType: PhotoType
    let byteCount: Int
    let version: Int64
    let position: Int64
    let repeated: Bool

    init(_ kept: PhotoReceipt) {
        digest = kept.photo.digest
        mediaType = kept.photo.mediaType
        byteCount = kept.photo.byteCount
        version = kept.receipt.version
        position = kept.receipt.position
        repeated = kept.receipt.repeated
    }

    func response(for incident: IncidentID) throws -> Response {
        try .json(self, status: .created, headers: [.location: "/api/incidents/\(incident)/photos/\(digest)"])
    }
}
