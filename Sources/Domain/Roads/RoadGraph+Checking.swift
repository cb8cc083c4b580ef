extension RoadGraph {
    /// Takes arrays from outside.
    /// - Throws: `RoadFault` when an index leads outside, a cost is out of bounds, or a list does not fit another one.
    public static func checked(
        _ vehicle: Vehicle, points: [MapPoint], roads: [Road], lanes: [Lane], turnStart: [Int32], turns: [Turn]
    ) throws(RoadFault) -> RoadGraph {
        let graph = RoadGraph(vehicle: vehicle, points: points, roads: roads, lanes: lanes, turnStart: turnStart, turns: turns)
        guard lanes.count <= lanesMax, turnStart.count == lanes.count + 1, turnStart.first == 0, Int(turnStart[lanes.count]) == turns.count,
            zip(turnStart, turnStart.dropFirst()).allSatisfy({ $0 <= $1 })
        else { throw RoadFault("the list of turns does not fit the lanes") }
        guard points.allSatisfy(\.isOnEarth) else { throw RoadFault("a point lies off the Earth") }
        for road in roads where !graph.isSound(road) { throw RoadFault("a road of way \(road.wayID) leads outside the lists") }
        for lane in lanes where !graph.isSound(lane) { throw RoadFault("a lane leads outside the lists or costs too much") }
        for turn in turns where !graph.isSound(turn) { throw RoadFault("a turn leads outside the lists or costs too much") }
        return graph
    }

    private func isSound(_ road: Road) -> Bool {
        road.firstPoint >= 0 && road.pointCount >= 2 && Int(road.firstPoint) + Int(road.pointCount) <= points.count && road.centimetres >= 0
            && isLane(road.forwardLane) && isLane(road.backwardLane)
    }

    private func isLane(_ lane: Int32) -> Bool { lane >= -1 && Int(lane) < lanes.count }

    private func isSound(_ lane: Lane) -> Bool {
        lane.road >= 0 && Int(lane.road) < roads.count && isLane(lane.nextCopy) && isCost(lane.weight) && isCost(lane.milliseconds)
    }

    private func isSound(_ turn: Turn) -> Bool { turn.lane >= 0 && isLane(turn.lane) && isCost(turn.weight) && isCost(turn.milliseconds) }

    private func isCost(_ milliseconds: Int32) -> Bool { (0...Self.roadMillisecondsMax).contains(milliseconds) }
}
