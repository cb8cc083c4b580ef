/// How one vehicle may use one way.
public struct WayUse: Hashable, Sendable {
    /// In one direction.
    public struct Passage: Hashable, Sendable {
        /// What is driven, km/h; says how long it takes.
        public var speed: Double
        /// What the way is worth, km/h; says which way is chosen. Below the speed where a way is narrow or not meant for passing through.
        public var rate: Double
        /// Only for those who have business there: a trip may begin or end on it but does not pass through.
        public var isLocalOnly: Bool
    }

    /// Nil where the vehicle may not go that way.
    public var forward: Passage?
    public var backward: Passage?
    public var isRoundabout = false
    /// Traffic keeps to the left.
    public var isLeftHand = false
    /// Whether a trip may begin or end here; not on a ferry.
    public var isStart = true
    /// What the whole way takes if a timetable says so.
    public var seconds: Double?

    public var isUsable: Bool { forward != nil || backward != nil }
}

/// What stands at a node for one vehicle.
public struct NodeObstacle: Hashable, Sendable {
    public enum Sign: Hashable, Sendable { case none, stop, minorStop }

    /// Nobody gets past; turning round is all that is left.
    public var isBarrier = false
    /// What passing takes.
    public var seconds = 0.0
    /// Where a traffic sign speaks to one direction of its way only: true along it.
    public var forwardOnly: Bool?
    public var sign = Sign.none

    var isNothing: Bool { !isBarrier && seconds == 0 }
}
