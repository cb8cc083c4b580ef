import CameraGateway
import City
import Wildfire

/// What is known of one watched camera between two batches of its pictures.
struct CameraState {
    var watch: SequenceWatch
    var pose: PoseWatch
    /// What a person has been told of, until it is well again.
    var trouble: WatchTrouble.Kind?
    /// False until a start has said once that it is well: an alert of before may still stand.
    var isWellTold = false
    var hasPictures = false
    var failingSince: Instant?
    var undecodedCount = 0
    var homeKeptAt: Instant?

    init(_ recogniser: Recogniser, _ kept: KeptView?) {
        watch = SequenceWatch(recogniser)
        pose = kept?.pose ?? PoseWatch()
    }

    /// A line that is gone for less than this is not worth a person's look.
    static let blindAfter: Seconds = 60
    /// So many batches in a row that cannot be decoded are no accident.
    static let undecodedMax = 3
    /// The home view is brought to the disk so often, and whenever the pose changes.
    static let homeBeat: Seconds = 600

    /// What kind of trouble a fault of the gateway is; nil while it may pass.
    mutating func trouble(of fault: CameraFault, at now: Instant) -> WatchTrouble.Kind? {
        let since = failingSince ?? now
        failingSince = since
        let isForGood = [.notConnected, .noProgram, .masks].contains(fault.kind)
        guard isForGood || now.since(since) >= Self.blindAfter else { return nil }
        return hasPictures ? .stopped : .blind
    }

    /// What the pictures themselves say; nil where they are worth looking at.
    var seenTrouble: WatchTrouble.Kind? {
        if watch.isFrozen { return .frozen }
        if case .turned = pose.pose { return .moved }
        return nil
    }
}
