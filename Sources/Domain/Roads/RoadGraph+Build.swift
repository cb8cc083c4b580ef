extension RoadGraph {
    /// The roads of a map as one vehicle sees them.
    /// - Throws: `RoadFault` when the map has no road for the vehicle, more than indexes can name, or a junction that is none.
    public init(_ map: RoadMap, for vehicle: Vehicle) throws(RoadFault) {
        var draft = RoadDraft(map, vehicle)
        guard !draft.lanes.isEmpty else { throw RoadFault("there is no road for \(vehicle.rawValue) in it") }
        try draft.makeTurns()
        draft.keepRestrictions()
        guard draft.lanes.count <= Self.lanesMax else {
            throw RoadFault("there are \(draft.lanes.count) lanes, and at most \(Self.lanesMax) are taken")
        }
        let islands = Islands.number(draft.lanes.map { $0.turns.map(\.lane) })
        let order = NestedDissection.order(draft)
        self.init(draft, vehicle, islands, order)
    }

    /// `order[rank]` is the lane of the draft that gets that number.
    private init(_ draft: RoadDraft, _ vehicle: Vehicle, _ islands: [Int32], _ order: [Int32]) {
        var rank = [Int32](repeating: -1, count: order.count)
        for (number, lane) in order.enumerated() { rank[Int(lane)] = Int32(number) }
        self.vehicle = vehicle
        points = draft.points
        roads = zip(draft.roads, draft.laneOf).map { road, lanes in
            let way = draft.map.ways[Int(road.way)]
            return Road(
                wayID: way.id, firstPoint: Int32(road.points.lowerBound), pointCount: Int32(road.points.count),
                centimetres: Int32(min(Double(Int32.max / 8), (road.metres * 100).rounded())),
                forwardLane: lanes.forward < 0 ? -1 : rank[Int(lanes.forward)], backwardLane: lanes.backward < 0 ? -1 : rank[Int(lanes.backward)],
                isStart: draft.uses[Int(road.way)]?.isStart ?? true)
        }
        lanes = order.map { index in
            let lane = draft.lanes[Int(index)]
            return Lane(
                road: lane.road, isBackward: lane.isBackward, island: islands[Int(lane.original)], weight: lane.weight,
                milliseconds: lane.milliseconds,
                nextCopy: -1)
        }
        for (original, copies) in draft.copiesOf {
            for (from, to) in zip([original] + copies, copies) { lanes[Int(rank[Int(from)])].nextCopy = rank[Int(to)] }
        }
        turnStart = [0]
        turns = []
        for index in order {
            turns += draft.lanes[Int(index)].turns.map { Turn(lane: rank[Int($0.lane)], weight: $0.weight, milliseconds: $0.milliseconds) }
            turnStart.append(Int32(turns.count))
        }
    }
}
