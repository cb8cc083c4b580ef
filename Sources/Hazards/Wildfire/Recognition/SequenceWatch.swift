import City

/// Looks at the pictures of one camera one after another: flame by its flicker and colour, smoke by what it slowly covers from below upwards, each
/// confirmed over time; and whether the pictures are worth looking at: frozen, stopped, or of a camera that was turned.
///
/// - Start with `init(_:)`, hand in each picture with `take(_:at:)`.
/// - Ask `silence(at:)` from time to time: a stream that has stopped hands in nothing.
/// - `latest` is what the single picture looked like, `isFrozen` whether the pictures stand still; `relearn()` forgets the view.
public struct SequenceWatch: Sendable {
    /// Something a person should know.
    public enum Finding: Hashable, Sendable {
        /// Confirmed over time; the box is that of the surest region now.
        case sign(SignBox, since: Instant)
        /// The picture has not changed by a single step of light since then: a fault, not calm.
        case frozen(since: Instant)
        /// No picture has come since then: a fault, not calm.
        case stopped(since: Instant)
        /// The camera looks elsewhere than before, so all that was learned of the view is forgotten.
        case moved
    }

    public private(set) var latest: Recognition?
    private let recogniser: Recogniser
    private var view = ViewMemory()
    private var flame = Confirmation()
    private var smoke = Confirmation()
    private var last: (plane: [UInt8], changedAt: Instant, seenAt: Instant)?
    private var isFreezeTold = false
    private var isStopTold = false
    private var turnedCount = 0

    public init(_ recogniser: Recogniser) { self.recogniser = recogniser }

    /// The same picture for this long is a fault.
    public static let frozenAfter: Seconds = 60
    /// No picture for this long is a fault.
    public static let stoppedAfter: Seconds = 60
    /// So many pictures in a row must look elsewhere: one may be broken.
    static let turnedCountMin = 2

    /// Looks at the next picture. `at` is not earlier than that of the one before; a picture that is, is left out.
    public mutating func take(_ frame: PixelFrame, at now: Instant) -> [Finding] {
        if let last, now < last.seenAt { return [] }
        isStopTold = false
        let (light, cells) = (LightPlane(frame), PictureCells(frame))
        let seen = recogniser.look(at: cells, of: frame)
        latest = seen.recognition
        if let frozen = freeze(light.blocks, at: now) { return frozen }
        isFreezeTold = false
        let thumbnail = Thumbnail(light)
        guard view.isKnown(thumbnail) else {
            turnedCount += 1
            guard turnedCount >= Self.turnedCountMin else { return [] }
            forget()
            view.learn(cells, thumbnail, at: now)
            return [.moved]
        }
        turnedCount = 0
        view.learn(cells, thumbnail, at: now)
        let flames = view.flames(cells, chances: seen.flames)
        let smokes = view.smokes(cells, chances: seen.smokes, at: now)
        return [
            flame.take(flames.boxes(.flame, in: cells.content, of: frame), at: now),
            smoke.take(smokes.boxes(.smoke, in: cells.content, of: frame), at: now),
        ].compactMap { $0 }
    }

    /// True while the picture stands still for longer than calm would let it.
    public var isFrozen: Bool { isFreezeTold }

    /// Forgets the view: the camera looks elsewhere, and what is new there is no plume.
    public mutating func relearn() { forget() }

    /// Says once that no picture comes any more.
    public mutating func silence(at now: Instant) -> Finding? {
        guard let last, now.since(last.seenAt) >= Self.stoppedAfter, !isStopTold else { return nil }
        isStopTold = true
        return .stopped(since: last.seenAt)
    }

    /// Nil when the picture has changed; otherwise what there is to tell, once.
    private mutating func freeze(_ plane: [UInt8], at now: Instant) -> [Finding]? {
        guard let before = last, before.plane == plane else {
            last = (plane, now, now)
            return nil
        }
        last = (plane, before.changedAt, now)
        guard now.since(before.changedAt) >= Self.frozenAfter, !isFreezeTold else { return [] }
        isFreezeTold = true
        return [.frozen(since: before.changedAt)]
    }

    private mutating func forget() {
        view = ViewMemory()
        flame = Confirmation()
        smoke = Confirmation()
        turnedCount = 0
    }
}
