import City

extension Incident {
    /// Taken in every state, as notes are: a picture that waited on a phone without a line is evidence after the closing too.
    func attach(_ photo: Photo) throws(Refusal) -> [IncidentEvent] {
        if photos.contains(where: { $0.photo.id == photo.id }) { return [] }
        if let task = photo.task, self.task(task) == nil {
            throw Refusal(.taskUnknown, "Incident \(id) has no task \(task.rawValue.prefix(60)). Reload it, or leave the task out.")
        }
        try Wording.check(photo.caption, "caption")
        guard photo.caption.utf8.count <= Photo.captionBytesMax else {
            throw Refusal(
                .photoCaptionTooLong,
                "The caption has \(photo.caption.utf8.count) bytes; at most \(Photo.captionBytesMax) are kept. Shorten it, and write the rest as a note.",
                field: "caption")
        }
        try requireRoom(photos.count, Self.photoCountMax, "photos")
        return [.photoAttached(PhotoAttached(photo: photo))]
    }

    public func photo(_ digest: AttachmentDigest) -> Photo? { photos.first { $0.photo.digest == digest }?.photo }

    mutating func take(_ body: PhotoAttached, at moment: Instant, by actor: Actor) {
        guard !photos.contains(where: { $0.photo.id == body.photo.id }) else { return }
        photos.append(AttachedPhoto(photo: body.photo, at: moment, by: actor))
    }
}
