import Roads

extension RoadGraphFile {
    /// Points (latitude, longitude), roads (way in two words, first point, points, centimetres, lanes along and against, 1 for a start), lanes
    /// (road, 1 for backward, island, weight, milliseconds, next copy), first turns, turns (lane, weight, milliseconds).
    static func words(_ graph: RoadGraph) -> [UInt8] {
        var words = WordWriter(capacity: counts(graph).bytes / 4)
        for point in graph.points { for value in [point.latitude, point.longitude] { words.append(value) } }
        for road in graph.roads {
            words.append(road.wayID)
            for value in [road.firstPoint, road.pointCount, road.centimetres, road.forwardLane, road.backwardLane, road.isStart ? 1 : 0] {
                words.append(value)
            }
        }
        for lane in graph.lanes {
            for value in [lane.road, lane.isBackward ? 1 : 0, lane.island, lane.weight, lane.milliseconds, lane.nextCopy] { words.append(value) }
        }
        for first in graph.turnStart { words.append(first) }
        for turn in graph.turns { for value in [turn.lane, turn.weight, turn.milliseconds] { words.append(value) } }
        return words.bytes
    }

    static func counts(_ graph: RoadGraph) -> Counts {
        Counts(points: graph.points.count, roads: graph.roads.count, lanes: graph.lanes.count, turns: graph.turns.count)
    }

    /// The bytes are as long as the counts say.
    static func graph(_ vehicle: Vehicle, _ counts: Counts, _ bytes: UnsafeRawBufferPointer) throws(RoadFault) -> RoadGraph {
        var words = WordReader(bytes)
        let points = words.list(counts.points) { MapPoint(latitude: $0.word(), longitude: $0.word()) }
        let roads = words.list(counts.roads) {
            RoadGraph.Road(
                wayID: $0.long(), firstPoint: $0.word(), pointCount: $0.word(), centimetres: $0.word(), forwardLane: $0.word(),
                backwardLane: $0.word(), isStart: $0.word() != 0)
        }
        let lanes = words.list(counts.lanes) {
            RoadGraph.Lane(
                road: $0.word(), isBackward: $0.word() != 0, island: $0.word(), weight: $0.word(), milliseconds: $0.word(), nextCopy: $0.word())
        }
        let turnStart = words.list(counts.lanes + 1) { $0.word() }
        let turns = words.list(counts.turns) { RoadGraph.Turn(lane: $0.word(), weight: $0.word(), milliseconds: $0.word()) }
        return try RoadGraph.checked(vehicle, points: points, roads: roads, lanes: lanes, turnStart: turnStart, turns: turns)
    }
}
