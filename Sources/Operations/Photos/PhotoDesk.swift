import Attachments
import City
import EventLog
import Incidents
import Keys

/// What is said of a picture that comes in.
public struct PhotoDraft: Hashable, Sendable {
    public let caption: String
    public let takenAt: Instant?
    public let task: TaskID?

    public init(caption: String, takenAt: Instant?, task: TaskID?) {
        self.caption = caption
        self.takenAt = takenAt
        self.task = task
    }
}

/// A picture that is kept, and where its event stands.
public struct PhotoReceipt: Sendable {
    public let photo: Photo
    public let receipt: Receipt
}

/// A picture that somebody may see now: the look is on record.
public struct OpenedPhoto: Sendable {
    public let mediaType: PhotoType
    public let bytes: [UInt8]
}

/// Takes pictures in and shows them: sealed under a key of their own, stored, and only then told to the incident.
public struct PhotoDesk: Sendable {
    let desk: CommandDesk
    let attachments: any Attachments

    public init(desk: CommandDesk, attachments: any Attachments) {
        self.desk = desk
        self.attachments = attachments
    }

    /// Attaches a picture to an incident. The bytes are on disk before the event is, and the event before this returns. The same command
    /// given again gets its first answer. Throws `Refusal`, `AttachmentFault`, `KeyFault`, `LogFault`.
    public func attach(
        _ draft: PhotoDraft, bytes: [UInt8], to incident: IncidentID, by actor: Actor, command: CommandID
    ) async throws -> PhotoReceipt {
        if let earlier = try await desk.earlierPhoto(of: command, on: incident) { return earlier }
        let type = try PhotoType(of: bytes)
        let key = try await desk.keys.makePerson()
        func photo(_ digest: AttachmentDigest) -> AttachPhoto {
            let id = PhotoID(command.rawValue)
            return AttachPhoto(
                photo: Photo(
                    id: id, digest: digest, mediaType: type, byteCount: bytes.count, caption: draft.caption, takenAt: draft.takenAt, task: draft.task,
                    key: key))
        }
        // Asked before anything is stored, so that a refusal leaves nothing behind.
        try await desk.check(.attachPhoto(photo(Self.notYet)), on: incident, by: actor)
        let digest = try await attachments.keep(try await desk.keys.seal(bytes: bytes, for: key))
        let attached = photo(digest)
        let receipt: Receipt
        do {
            receipt = try await desk.submit(incident: incident, .attachPhoto(attached), by: actor, command: command)
        } catch let refusal as Refusal {
            try await discard(attached.photo)
            throw refusal
        }
        // A fault of the log leaves the bytes: the event may be on the disk although nobody could say so. They are sealed and harm nobody.
        guard receipt.repeated, let first = try await desk.earlierPhoto(of: command, on: incident), first.photo.digest != digest else {
            return PhotoReceipt(photo: attached.photo, receipt: receipt)
        }
        try await discard(attached.photo)
        return first
    }

    /// Opens a picture. The look, with its purpose, is on disk before anything is shown. Throws `Refusal`, `KeyFault`, `AttachmentFault`.
    public func look(at digest: AttachmentDigest, of incident: IncidentID, purpose: String, by actor: Actor) async throws -> OpenedPhoto {
        let photo = try await desk.recordLook(at: digest, of: incident, purpose: purpose, by: actor)
        guard let sealed = try await attachments.find(digest) else {
            throw AttachmentFault(
                .corrupt, "The picture \(digest) of incident \(incident) is not in the folder of attachments. Take it from a copy of the folder.")
        }
        return OpenedPhoto(mediaType: photo.mediaType, bytes: try await desk.keys.open(bytes: sealed, for: photo.key))
    }

    private func discard(_ photo: Photo) async throws {
        _ = try await desk.keys.destroy(photo.key)
        _ = try await attachments.remove(photo.digest)
    }

    /// In the place of a digest while the picture is not stored.
    private static let notYet: AttachmentDigest = ""
}
