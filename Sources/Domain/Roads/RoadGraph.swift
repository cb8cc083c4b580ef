/// The roads of one vehicle, by edges: each usable direction of a road is a **lane**, and what is travelled between lanes are turns.
///
/// A turn that is forbidden is a turn that is not there. A turn restriction along several ways gives copies of lanes that remember where one came
/// from; all copies of a lane lie on the same road. All arrays are checked when they are read (`checked`), so that a spoilt file cannot
/// lead outside them.
///
/// Lanes are in the order of the hierarchy: lane 0 is contracted first (see `NestedDissection`).
public struct RoadGraph: Sendable {
    /// A stretch of one way between two junctions; at least two points.
    public struct Road: Hashable, Sendable {
        public var wayID: Int64
        /// Its points are `points[firstPoint ..< firstPoint + pointCount]`.
        public var firstPoint: Int32
        public var pointCount: Int32
        public var centimetres: Int32
        /// The lane along the points and against them, −1 where the vehicle may not go that way.
        public var forwardLane: Int32
        public var backwardLane: Int32
        /// Whether trips may begin and end here.
        public var isStart: Bool

        public init(
            wayID: Int64, firstPoint: Int32, pointCount: Int32, centimetres: Int32, forwardLane: Int32, backwardLane: Int32, isStart: Bool
        ) {
            (self.wayID, self.firstPoint, self.pointCount, self.centimetres) = (wayID, firstPoint, pointCount, centimetres)
            (self.forwardLane, self.backwardLane, self.isStart) = (forwardLane, backwardLane, isStart)
        }
    }

    /// One direction of a road; its cost is that of its whole length.
    public struct Lane: Hashable, Sendable {
        public var road: Int32
        public var isBackward: Bool
        /// 0 on the main network; on an island such as a fenced yard, which one.
        public var island: Int32
        public var weight: Int32
        public var milliseconds: Int32
        /// Another lane on the same road and direction that remembers a different past, or −1.
        public var nextCopy: Int32

        public init(road: Int32, isBackward: Bool, island: Int32, weight: Int32, milliseconds: Int32, nextCopy: Int32) {
            (self.road, self.isBackward, self.island) = (road, isBackward, island)
            (self.weight, self.milliseconds, self.nextCopy) = (weight, milliseconds, nextCopy)
        }
    }

    /// From the end of one lane to the start of another.
    public struct Turn: Hashable, Sendable {
        public var lane: Int32
        public var weight: Int32
        public var milliseconds: Int32

        public init(lane: Int32, weight: Int32, milliseconds: Int32) {
            (self.lane, self.weight, self.milliseconds) = (lane, weight, milliseconds)
        }
    }

    public internal(set) var vehicle: Vehicle
    public internal(set) var points: [MapPoint]
    public internal(set) var roads: [Road]
    public internal(set) var lanes: [Lane]
    /// The turns from lane `l` are `turns[turnStart[l] ..< turnStart[l + 1]]`.
    public internal(set) var turnStart: [Int32]
    public internal(set) var turns: [Turn]

    public func turnRange(_ lane: Int) -> Range<Int> { Int(turnStart[lane])..<Int(turnStart[lane + 1]) }

    func pointRange(_ road: Int) -> Range<Int> {
        Int(roads[road].firstPoint)..<Int(roads[road].firstPoint) + Int(roads[road].pointCount)
    }

    /// The cost of a whole lane without a turn.
    @inline(__always) func cost(_ lane: Int) -> TravelCost {
        let it = lanes[lane]
        return TravelCost(weight: it.weight, milliseconds: it.milliseconds, centimetres: roads[Int(it.road)].centimetres)
    }

    /// From the start of `lane` to the start of the turn's lane.
    @inline(__always) func cost(_ lane: Int, _ turn: Turn) -> TravelCost {
        var sum = cost(lane)
        sum.weight &+= turn.weight
        sum.milliseconds &+= turn.milliseconds
        return sum
    }

    /// A lane and its copies.
    func copies(of lane: Int) -> [Int] {
        var found: [Int] = []
        var next = Int32(lane)
        while next >= 0, found.count < Self.copiesMax {
            found.append(Int(next))
            next = lanes[Int(next)].nextCopy
        }
        return found
    }

    /// More restrictions than this through one road are left out.
    static let copiesMax = 64
    /// A road takes at most a day, so that sums stay below what 32 bits hold.
    static let roadMillisecondsMax: Int32 = 86_400_000
    /// The number of lanes that indexes of 32 bits are kept well below.
    public static let lanesMax = 50_000_000
}
