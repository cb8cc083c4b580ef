import City

/// Where one can be by road within a time: an isochrone, as the roads themselves and not as a shape drawn around them.
public struct RoadReach: Sendable {
    /// A part of a road that is reached, in the direction of travel.
    public struct Stretch: Hashable, Sendable {
        public let road: Int32
        public let isBackward: Bool
        /// Shares 0 … 1 of the road's length along the direction of travel.
        public let from: Double
        public let to: Double
        /// When one is at `from` and at `to`, after the start.
        public let fromSeconds: Double
        public let toSeconds: Double

        public init(road: Int32, isBackward: Bool, from: Double, to: Double, fromSeconds: Double, toSeconds: Double) {
            (self.road, self.isBackward, self.from, self.to) = (road, isBackward, from, to)
            (self.fromSeconds, self.toSeconds) = (fromSeconds, toSeconds)
        }
    }

    public let withinSeconds: Double
    public internal(set) var stretches: [Stretch] = []
    /// The earliest second at each point of the graph, infinity where it is not reached in time.
    public internal(set) var pointSeconds: [Float]
}

extension RoadNetwork {
    /// All that is reached within so many seconds from any of several starts, each with the seconds that pass before it sets out: E. W. Dijkstra's
    /// search over lanes, which ends where the time does. Turns and closures hold as they do on a route.
    ///
    /// - Returns: every stretch that is reached, the fastest way to it.
    public func reach(from starts: [(foothold: RoadFoothold, afterSeconds: Double)], within seconds: Double, _ costs: RoadCosts) -> RoadReach {
        var search = ReachSearch(self, costs.closures, limit: Int(min(seconds, Self.reachSecondsMax) * 1_000))
        for start in starts { search.begin(at: start.foothold, after: Int(max(0, start.afterSeconds) * 1_000)) }
        search.run()
        return search.reach
    }

    /// Half a day: who drives longer than that is not asked for by a fire.
    public static let reachSecondsMax = 43_200.0
}

/// One search outwards from footholds. Labels stand at the starts of lanes, in milliseconds.
private struct ReachSearch {
    private let network: RoadNetwork
    private let closures: RoadClosures
    private let limit: Int
    private var known: [Int]
    private var queue = RankQueue()
    private(set) var reach: RoadReach

    init(_ network: RoadNetwork, _ closures: RoadClosures, limit: Int) {
        (self.network, self.closures, self.limit) = (network, closures, limit)
        known = Array(repeating: .max, count: network.graph.lanes.count)
        let points = Array(repeating: Float.infinity, count: network.graph.points.count)
        reach = RoadReach(withinSeconds: Double(limit) / 1_000, pointSeconds: points)
    }

    mutating func begin(at foothold: RoadFoothold, after start: Int) {
        for place in network.lanes(of: foothold) {
            let first = cover(Int32(place.lane), from: place.share, at: start)
            guard first.isWhole else { continue }
            let rest = Double(network.graph.lanes[place.lane].milliseconds) * (1 - place.share)
            leave(Int32(place.lane), at: start + Int(rest.rounded()))
        }
    }

    mutating func run() {
        while let entry = queue.pop() {
            let (start, lane) = (entry >> 32, Int32(truncatingIfNeeded: entry & 0xFFFF_FFFF))
            guard known[Int(lane)] == start else { continue }
            guard cover(lane, from: 0, at: start).isWhole else { continue }
            leave(lane, at: start + Int(network.graph.lanes[Int(lane)].milliseconds))
        }
    }

    private mutating func leave(_ lane: Int32, at end: Int) {
        guard end <= limit else { return }
        for turn in network.graph.turnRange(Int(lane)) {
            let turn = network.graph.turns[turn]
            let start = end + Int(turn.milliseconds)
            guard start <= limit, start < known[Int(turn.lane)] else { continue }
            known[Int(turn.lane)] = start
            queue.push(start << 32 | Int(UInt32(bitPattern: turn.lane)))
        }
    }

    /// Notes what of a lane is reached. Whole where its end is, and nothing on the way is closed.
    private mutating func cover(_ lane: Int32, from share: Double, at start: Int) -> (isWhole: Bool, to: Double) {
        let it = network.graph.lanes[Int(lane)]
        let whole = Double(it.milliseconds)
        let inTime = whole > 0 ? min(1, share + Double(limit - start) / whole) : 1
        let to = min(inTime, open(it, from: share))
        if to > share || share == 0 { note(it, share, to, start) }
        return (to >= 1, to)
    }

    /// How far along a lane one may go from a share of it before it is closed.
    private func open(_ lane: RoadGraph.Lane, from share: Double) -> Double {
        guard let span = closures.spans[lane.road] else { return 1 }
        let closed = lane.isBackward ? 1 - span.upperBound...1 - span.lowerBound : span
        if share > closed.upperBound { return 1 }
        return closed.contains(share) ? share : closed.lowerBound
    }

    private mutating func note(_ lane: RoadGraph.Lane, _ from: Double, _ to: Double, _ start: Int) {
        let whole = Double(lane.milliseconds) / 1_000
        let begin = Double(start) / 1_000
        reach.stretches.append(
            RoadReach.Stretch(
                road: lane.road, isBackward: lane.isBackward, from: from, to: to, fromSeconds: begin, toSeconds: begin + (to - from) * whole))
        let shares = network.pointShares(of: Int(lane.road))
        for (point, along) in shares {
            let share = lane.isBackward ? 1 - along : along
            guard share >= from - 1e-9, share <= to + 1e-9 else { continue }
            let seconds = Float(begin + max(0, share - from) * whole)
            if seconds < reach.pointSeconds[Int(point)] { reach.pointSeconds[Int(point)] = seconds }
        }
    }
}

extension RoadNetwork {
    /// The roads with a point in a rectangle or near it, each once, in the order of their numbers.
    public func roads(from southWest: Coordinate, to northEast: Coordinate) -> [Int] {
        guard let a = MapPoint(southWest), let b = MapPoint(northEast) else { return [] }
        var found: Set<Int32> = []
        index.forEachStretch(in: RoadIndex.Box(a, b)) { found.insert($0.road) }
        return found.sorted().map(Int.init)
    }

    /// The points of a road with the share of its length at each.
    func pointShares(of road: Int) -> [(point: Int32, share: Double)] {
        let range = graph.pointRange(road)
        let plane = LocalPlane(at: graph.points[range.lowerBound].latitudeDegrees)
        var metres = [0.0]
        for first in range.dropLast() {
            metres.append(metres[metres.count - 1] + plane.metres(from: graph.points[first], to: graph.points[first + 1]))
        }
        let whole = metres[metres.count - 1]
        return zip(range, metres).map { (Int32($0), whole > 0 ? $1 / whole : 0) }
    }

    /// The points of a stretch, its ends put between the road's own.
    public func points(of stretch: RoadReach.Stretch) -> [MapPoint] {
        let (low, high) = stretch.isBackward ? (1 - stretch.to, 1 - stretch.from) : (stretch.from, stretch.to)
        let points = self.points(of: Int(stretch.road), from: low, to: high)
        return stretch.isBackward ? points.reversed() : points
    }

    /// The points of a road between two shares of its length, along its own direction.
    public func points(of road: Int, from low: Double, to high: Double) -> [MapPoint] {
        let shares = pointShares(of: road)
        var found = [place(at: low, shares)]
        found += shares.filter { $0.share > low && $0.share < high }.map { graph.points[Int($0.point)] }
        if high > low { found.append(place(at: high, shares)) }
        return found
    }

    private func place(at share: Double, _ shares: [(point: Int32, share: Double)]) -> MapPoint {
        guard let after = shares.firstIndex(where: { $0.share >= share }), after > 0 else {
            return graph.points[Int(shares[share > 0 ? shares.count - 1 : 0].point)]
        }
        let (a, b) = (shares[after - 1], shares[after])
        let part = b.share > a.share ? (share - a.share) / (b.share - a.share) : 0
        let (from, to) = (graph.points[Int(a.point)], graph.points[Int(b.point)])
        func mixed(_ x: Int32, _ y: Int32) -> Int32 { Int32((Double(x) + (Double(y) - Double(x)) * part).rounded()) }
        return MapPoint(latitude: mixed(from.latitude, to.latitude), longitude: mixed(from.longitude, to.longitude))
    }
}
