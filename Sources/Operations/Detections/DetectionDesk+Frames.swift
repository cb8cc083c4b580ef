import Attachments
import City
import EventLog
import HazardKit
import Incidents
import Keys

/// Pictures of what was detected: kept when, and only when, the detection speaks for an alert, and erased again.
extension DetectionDesk {
    /// Keeps a picture if its detection speaks for an alert; one that waits for a second opinion is held in memory for a quarter of an hour.
    /// The bytes are sealed and on disk before the event is. Keeping it twice keeps it once.
    ///
    /// - Returns: true where it is kept now.
    /// - Throws: `Refusal` for what is no JPEG or too large, `AttachmentFault`, `KeyFault`, `LogFault`.
    @discardableResult
    public func keep(_ draft: FrameDraft, kind: MatterKind, by actor: Actor) async throws -> Bool {
        try Self.check(draft)
        guard let attachments, lines[kind] != nil, !shelf.holds(draft.detection) else { return false }
        guard let cluster = lines[kind]?.fusion.cluster(holding: draft.detection), let alert = await alert(holding: draft.detection, kind: kind)
        else {
            shelf.wait(draft, kind, since: now(), actor)
            return false
        }
        guard shelf.hasRoom(for: draft.detector, alert) else { return false }
        let key = try await desk.keys.makePerson()
        let digest = try await attachments.keep(try await desk.keys.seal(bytes: draft.jpeg, for: key))
        let frame = DetectionFrame(
            detection: draft.detection, detector: draft.detector, at: draft.at, box: draft.box, synthetic: draft.synthetic, cluster: cluster,
            alert: alert, digest: digest, byteCount: draft.jpeg.count, key: key, keptAt: now())
        return try await inTurn(kind) {
            // Somebody may have kept the same one while this was sealed; nobody has been told of these bytes.
            guard !shelf.holds(draft.detection) else {
                try await discard(frame)
                return false
            }
            try await record([.frameKept(FrameKept(frame: frame))], of: kind, by: actor, command: nil)
            return true
        }
    }

    /// Throws what forbids a picture from outside: `Refusal`.
    public nonisolated static func check(_ draft: FrameDraft) throws(Refusal) {
        guard draft.jpeg.count <= FrameBounds.bytesMax else {
            throw Refusal(
                .photoTooLarge, "The picture has \(draft.jpeg.count) bytes; at most \(FrameBounds.bytesMax) are kept. Make it smaller.",
                field: "frame")
        }
        guard try PhotoType(of: draft.jpeg) == .jpeg else {
            throw Refusal(.photoTypeUnknown, "The picture of a detection is a JPEG. Send it as one.", field: "frame")
        }
    }

    /// The pictures of an alert, the oldest first. Throws `Refusal`, `LogFault`.
    public func frames(of alert: AlertID) async throws -> [DetectionFrame] {
        guard let held = try await desk.alertState(alert) else { throw Refusal.unknown("alert", alert.rawValue) }
        return shelf.frames(of: alert, Set(numbers(of: held)), held.kind)
    }

    /// Opens a picture of an alert. The look is on disk before anything is shown. Throws `Refusal`, `KeyFault`, `AttachmentFault`, `LogFault`.
    public func look(at digest: AttachmentDigest, of alert: AlertID, because purpose: String, by actor: Actor) async throws -> [UInt8] {
        guard let frame = try await frames(of: alert).first(where: { $0.digest == digest }), let attachments else {
            throw Refusal.unknown("frame", String(digest.rawValue.prefix(64)))
        }
        let incident = try await desk.alertState(alert)?.incident
        try await desk.record(PersonLookedAt(purpose: purpose, incident: incident?.rawValue), of: frame.key, by: actor, command: nil)
        guard let sealed = try await attachments.find(digest) else {
            throw AttachmentFault(
                .corrupt, "The picture \(digest) of alert \(alert) is not in the folder of attachments. Take it from a copy of the folder.")
        }
        return try await desk.keys.open(bytes: sealed, for: frame.key)
    }

    // MARK: Time

    /// Keeps those whose detection speaks for an alert by now, and erases those whose time is over.
    func passFrames() async throws {
        let moment = now()
        let waiting = shelf.waiting
        shelf.waiting = []
        for one in waiting where moment.since(one.since) <= FrameBounds.waitSpan {
            // What waits on goes back with the time it had.
            if await alert(holding: one.draft.detection, kind: one.kind) == nil {
                shelf.wait(one.draft, one.kind, since: one.since, one.actor)
            } else {
                try await keep(one.draft, kind: one.kind, by: one.actor)
            }
        }
        guard shelf.tidiedAt.map({ moment.since($0) >= FrameBounds.tidyBeat }) ?? true else { return }
        shelf.tidiedAt = moment
        for (frame, kind) in shelf.frames {
            guard let why = try await erasure(of: frame, at: moment) else { continue }
            try await erase(frame, kind, because: why)
        }
    }

    private func erasure(of frame: DetectionFrame, at moment: Instant) async throws -> FrameErasure? {
        if shelf.frames.count > FrameBounds.countMax, frame == shelf.frames.first?.frame { return .room }
        let age = moment.since(frame.keptAt)
        if age >= FrameBounds.keptFor { return .age }
        guard age >= FrameBounds.rejectedKeptFor, let alert = try await desk.alertState(frame.alert) else { return nil }
        return alert.state == .rejected || alert.state == .expired ? .rejected : nil
    }

    /// The key first: without it the bytes are nothing, wherever a copy of them lies.
    private func erase(_ frame: DetectionFrame, _ kind: MatterKind, because why: FrameErasure) async throws {
        try await discard(frame)
        try await inTurn(kind) {
            try await record([.frameErased(FrameErased(digest: frame.digest, because: why))], of: kind, by: system("frames"), command: nil)
        }
    }

    private func discard(_ frame: DetectionFrame) async throws {
        _ = try await desk.keys.destroy(frame.key)
        _ = try await attachments?.remove(frame.digest)
    }
}
