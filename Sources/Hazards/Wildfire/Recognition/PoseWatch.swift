import City

/// Whether a fixed camera still looks where the city package says that it looks: only then does a place in its picture give a direction.
///
/// The home view is what the camera saw when it was first watched, and follows the light slowly. It is kept over restarts: a camera that was turned
/// while nobody watched is found turned.
///
/// - Start with `init(home:)`, hand in a picture every few seconds with `take(_:at:)`.
/// - `isBearingKnown` says whether a direction may be read from the pictures now, `home` what to keep.
public struct PoseWatch: Sendable {
    public enum Pose: Hashable, Sendable {
        /// The first pictures are being learned.
        case learning
        case home
        /// It looks elsewhere now, and may only be shaken, or something large passes.
        case doubtful(since: Instant)
        case turned(since: Instant)
    }

    public private(set) var pose: Pose
    public private(set) var home: EdgeSketch?
    private var usualLikeness: Float
    private var learnedCount = 0
    private var likeSince: Instant?

    /// So many pictures make the first home view.
    static let learningCount = 5
    /// A view that keeps this part of its usual likeness to the home view is the home view; fog, rain and a plume leave more, a tenth of the
    /// picture's width takes more.
    static let partOfUsual: Float = 0.5
    static let likenessMin: Float = 0.2
    /// A camera that looks elsewhere for this long was turned; a bird or a lorry is gone by then.
    public static let turnedAfter: Seconds = 20
    /// It must be home for this long before a direction is believed again.
    public static let homeAfter: Seconds = 10
    /// With less than this part of the home view's edges there is nothing to compare, as at night or in fog; what was last known holds.
    static let strengthPart: Float = 0.3
    /// A home view with less than this has no edges of its own, as at night: what a sketch then shows is noise and passing lights.
    static let strengthMin: Float = 0.02
    /// The home view follows the light of the day and the leaves of the year, and no faster.
    static let memorySeconds: Float = 600

    /// - Parameters:
    ///   - home: as it was kept; nil where what is seen first is the home view.
    ///   - isTurned: what was last known of it.
    public init(home: EdgeSketch? = nil, isTurned: Bool = false) {
        self.home = home
        usualLikeness = home == nil ? 1 : Self.likenessOfKept
        // A kept view is asked first: nobody knows what happened to the camera meanwhile.
        pose = isTurned && home != nil ? .turned(since: .init(millisecondsSince1970: 0)) : .learning
    }

    /// What a view is like that was kept over days: other light, other leaves.
    static let likenessOfKept: Float = 0.5

    /// What is seen first is the home view by definition, so it bears directions while it is being learned too; a kept view is asked first.
    public var isBearingKnown: Bool { pose == .home || pose == .learning && learnedCount > 0 }

    /// Compares the next picture. Returns true when the pose has changed.
    @discardableResult
    public mutating func take(_ frame: PixelFrame, at now: Instant) -> Bool {
        let sketch = EdgeSketch(frame)
        let before = pose
        guard var home else {
            self.home = sketch
            learnedCount = 1
            return false
        }
        if learnedCount > 0, learnedCount < Self.learningCount {
            learnedCount += 1
            usualLikeness = min(usualLikeness, home.likeness(to: sketch))
            home.approach(sketch, by: 1 / Float(learnedCount))
            self.home = home
            if learnedCount == Self.learningCount { pose = .home }
            return pose != before
        }
        guard home.strength >= Self.strengthMin, sketch.strength >= Self.strengthPart * home.strength else {
            if pose == .learning { pose = .home }
            return pose != before
        }
        let likeness = home.likeness(to: sketch)
        judge(isLike: likeness >= max(Self.likenessMin, Self.partOfUsual * usualLikeness), at: now)
        if pose == .home { follow(sketch, likeness) }
        return pose != before
    }

    private mutating func judge(isLike: Bool, at now: Instant) {
        guard isLike else {
            likeSince = nil
            switch pose {
            case .home, .learning: pose = .doubtful(since: now)
            case .doubtful(let since): if now.since(since) >= Self.turnedAfter { pose = .turned(since: since) }
            case .turned: break
            }
            return
        }
        let since = likeSince ?? now
        likeSince = since
        switch pose {
        case .home: break
        case .learning, .doubtful: pose = .home
        case .turned: if now.since(since) >= Self.homeAfter { pose = .home }
        }
    }

    private mutating func follow(_ sketch: EdgeSketch, _ likeness: Float) {
        usualLikeness += (likeness - usualLikeness) * Self.stepSeconds / Self.memorySeconds
        home?.approach(sketch, by: Self.stepSeconds / Self.memorySeconds)
    }

    /// About so long lies between two pictures that are handed in.
    static let stepSeconds: Float = 2
}
