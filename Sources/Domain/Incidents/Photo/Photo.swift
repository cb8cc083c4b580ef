import City

/// Names one photo: the id of the command that brought it, so that one sent twice is found to be the same.
public struct PhotoID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A picture that speaks of an incident: what it shows, and where its sealed bytes lie. The picture itself is in no event.
public struct Photo: Codable, Hashable, Sendable {
    public let id: PhotoID
    /// Of the sealed bytes: after an erasure nothing in the log says any more what the picture was.
    public let digest: AttachmentDigest
    public let mediaType: PhotoType
    /// Of the picture itself, before sealing.
    public let byteCount: Int
    /// What it shows, in words: read aloud where the picture cannot be seen.
    public let caption: String
    /// By the clock of whoever took it; nobody vouches for that clock.
    public let takenAt: Instant?
    public let task: TaskID?
    /// The name of the picture's own key. Destroying it erases the picture.
    public let key: PersonID

    public init(
        id: PhotoID, digest: AttachmentDigest, mediaType: PhotoType, byteCount: Int, caption: String, takenAt: Instant?, task: TaskID?, key: PersonID
    ) {
        self.id = id
        self.digest = digest
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.caption = caption
        self.takenAt = takenAt
        self.task = task
        self.key = key
    }

    /// One line under a picture: 130 characters of Chinese, which fit into an address with their escapes. More belongs in a note.
    public static let captionBytesMax = 400
}

/// A picture with when it came in and who brought it.
public struct AttachedPhoto: Codable, Hashable, Sendable {
    public let photo: Photo
    public let at: Instant
    public let by: Actor
}

/// A picture, stored already, becomes part of the incident. Given by the door of pictures alone, never in words.
public struct AttachPhoto: Hashable, Sendable {
    public let photo: Photo
    public init(photo: Photo) { self.photo = photo }
}

/// A picture has become part of the incident.
public struct PhotoAttached: EventBody {
    public static let type = "PhotoAttached"
    public let photo: Photo
}
