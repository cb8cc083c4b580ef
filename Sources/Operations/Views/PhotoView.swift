import City
import Incidents

/// A photo as the screens list it. The picture itself is asked for by its digest, with a purpose.
public struct PhotoView: Codable, Sendable {
    public let digest: AttachmentDigest
    public let mediaType: PhotoType
    public let byteCount: Int
    public let caption: String
    public let takenAt: Instant?
    public let task: TaskID?
    public let at: Instant
    public let by: String
    /// The name of its key, for an erasure.
    public let key: PersonID
    /// True when its key has been destroyed: there is nothing to see any more.
    public let erased: Bool

    init(_ attached: AttachedPhoto, isErased: Bool) {
        let photo = attached.photo
        digest = photo.digest
        mediaType = photo.mediaType
        byteCount = photo.byteCount
        caption = photo.caption
        takenAt = photo.takenAt
        task = photo.task
        at = attached.at
        by = attached.by.name
        key = photo.key
        erased = isErased
    }
}
