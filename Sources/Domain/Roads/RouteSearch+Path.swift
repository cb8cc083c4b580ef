/// A way through the network, with the roads it takes.
public struct Route: Sendable {
    public let cost: TravelCost
    /// From where it leaves the foothold of the start to the foothold of the end.
    public let points: [MapPoint]
}

extension RouteSearch {
    /// The cheapest way from one foothold to another with its course, nil when the end is cut off.
    public func route(from: RoadFoothold, to: RoadFoothold, _ costs: RoadCosts) -> Route? {
        let direct = network.direct(from, to, costs.closures)
        let departures = network.departures(from, costs.closures)
        let meeting = meet(departures, network.arrivals(to, costs.closures), costs)
        if let direct, direct.cost <= meeting.cost {
            return Route(cost: direct.cost, points: network.course([direct.lane], from, to, firstIsStart: true))
        }
        guard meeting.cost.isReachable else { return nil }
        let lanes = unpacked(chain(over: meeting), costs)
        let start = network.startLane(from, before: lanes[0], departures, costs.closures)
        return Route(cost: meeting.cost, points: network.course(start.map { [$0] + lanes } ?? lanes, from, to, firstIsStart: start != nil))
    }

    /// Replaces shortcuts by what they stand for until only turns are left between neighbours.
    private func unpacked(_ chain: [Int], _ costs: RoadCosts) -> [Int] {
        guard var lane = chain.first else { return [] }
        var lanes = [lane]
        var open = Array(chain.dropFirst().reversed())
        while let next = open.last {
            if let middle = middle(from: lane, to: next, costs) {
                open.append(middle)
            } else {
                lanes.append(next)
                lane = next
                open.removeLast()
            }
        }
        return lanes
    }

    /// The lower lane that a shortcut leads over; nil when it is a turn.
    private func middle(from tail: Int, to head: Int, _ costs: RoadCosts) -> Int? {
        let hierarchy = network.hierarchy
        let low = min(tail, head)
        guard let arc = hierarchy.arc(from: Int32(low), to: Int32(max(tail, head))) else { return nil }
        let isUp = tail < head
        let cost = isUp ? costs.up[arc] : costs.down[arc]
        let turns = costs.turns(on: arc, network.graph, hierarchy)
        if (isUp ? turns.up : turns.down) == cost { return nil }
        var found: Int?
        hierarchy.forEachLowerTriangle(arc, of: low) { first, second in
            let over = isUp ? costs.down[first] + costs.up[second] : costs.down[second] + costs.up[first]
            if found == nil, over == cost { found = hierarchy.tail(of: first) }
        }
        return found
    }
}

extension RoadHierarchy {
    /// The lower lane of an arc.
    func tail(of arc: Int) -> Int {
        var range = 0..<laneCount
        while range.count > 1 {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = Int(upStart[middle]) <= arc ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}

extension RoadNetwork {
    /// The lane on which the trip stands before it turns into `first`; nil when it begins at the start of `first`.
    func startLane(_ from: RoadFoothold, before first: Int, _ departures: [LaneLabel], _ closures: RoadClosures) -> Int? {
        let best = departures.filter { $0.lane == first }.map(\.cost).min()
        for place in lanes(of: from) where place.share > 0 {
            let rest = graph.cost(place.lane).part(1 - place.share)
            for turn in graph.turnRange(place.lane).map({ graph.turns[$0] }) where Int(turn.lane) == first {
                if rest + TravelCost(weight: turn.weight, milliseconds: turn.milliseconds, centimetres: 0) == best { return place.lane }
            }
        }
        return nil
    }

    /// The points of a way along these lanes. It begins within the first one or, where that is not the lane of the start, at its beginning.
    func course(_ lanes: [Int], _ from: RoadFoothold, _ to: RoadFoothold, firstIsStart: Bool) -> [MapPoint] {
        var course = [from.point]
        for (number, lane) in lanes.enumerated() {
            let isFirst = number == 0 && firstIsStart
            let isLast = number == lanes.count - 1
            let after = isFirst ? share(of: from, on: lane) : -1
            let before = isLast ? share(of: to, on: lane) : 2
            for (point, share) in pointsWithShares(lane) where share > after && share < before && course.last != point { course.append(point) }
        }
        if course.last != to.point || course.count == 1 { course.append(to.point) }
        return course
    }

    private func share(of foothold: RoadFoothold, on lane: Int) -> Double {
        let it = graph.lanes[lane]
        let spot = foothold.spots.first { $0.road == it.road }
        let share = spot?.share ?? 0
        return it.isBackward ? 1 - share : share
    }

    private func pointsWithShares(_ lane: Int) -> [(MapPoint, Double)] {
        let it = graph.lanes[lane]
        let range = graph.pointRange(Int(it.road))
        var metres = [0.0]
        for point in range.dropLast() { metres.append(metres[metres.count - 1] + graph.points[point].metres(to: graph.points[point + 1])) }
        let whole = max(metres[metres.count - 1], .leastNormalMagnitude)
        let along = zip(range, metres).map { (graph.points[$0.0], $0.1 / whole) }
        return it.isBackward ? along.reversed().map { ($0.0, 1 - $0.1) } : along
    }
}
