extension RoadNetwork {
    /// Where a trip can get to from its beginning: the starts of the lanes next to it, and what that costs.
    func departures(_ foothold: RoadFoothold, _ closures: RoadClosures) -> [LaneLabel] {
        var labels: [LaneLabel] = []
        var overJunction: [LaneLabel] = []
        for place in lanes(of: foothold) {
            if place.share == 0 {
                labels.append(LaneLabel(lane: place.lane, cost: .zero))
            } else if isOpen(place, from: place.share, to: 1, closures) {
                let rest = graph.cost(place.lane).part(1 - place.share)
                for turn in graph.turnRange(place.lane) {
                    let turn = graph.turns[turn]
                    let over = TravelCost(weight: turn.weight, milliseconds: turn.milliseconds, centimetres: 0)
                    let label = LaneLabel(lane: Int(turn.lane), cost: rest + over)
                    if place.share == 1, foothold.spots.count > 1 { overJunction.append(label) } else { labels.append(label) }
                }
            }
        }
        // Who stands where roads meet is on all of them and need not drive over the junction first, unless no road there is left from its beginning.
        return labels.isEmpty ? overJunction : labels
    }

    /// Whether every road of a foothold belongs to the main network: there is no better foothold on it then.
    public func isOnMain(_ foothold: RoadFoothold) -> Bool {
        foothold.spots.allSatisfy { spot in
            let road = graph.roads[Int(spot.road)]
            return [road.forwardLane, road.backwardLane].contains { $0 >= 0 && graph.lanes[Int($0)].island == 0 }
        }
    }

    /// From where a trip can come to its end: the lanes that the end lies on, with every past, and what is left from their starts.
    func arrivals(_ foothold: RoadFoothold, _ closures: RoadClosures) -> [LaneLabel] {
        lanes(of: foothold).filter { isOpen($0, from: 0, to: $0.share, closures) }.flatMap { place in
            let part = graph.cost(place.lane).part(place.share)
            return graph.copies(of: place.lane).map { LaneLabel(lane: $0, cost: part) }
        }
    }

    struct LanePlace {
        let lane: Int
        /// Of the lane's length, in the direction of travel.
        let share: Double
    }

    func lanes(of foothold: RoadFoothold) -> [LanePlace] {
        foothold.spots.flatMap { spot in
            let road = graph.roads[Int(spot.road)]
            var places: [LanePlace] = []
            if road.forwardLane >= 0 { places.append(LanePlace(lane: Int(road.forwardLane), share: spot.share)) }
            if road.backwardLane >= 0 { places.append(LanePlace(lane: Int(road.backwardLane), share: 1 - spot.share)) }
            return places
        }
    }

    /// Shares are of the lane.
    private func isOpen(_ place: LanePlace, from: Double, to: Double, _ closures: RoadClosures) -> Bool {
        let lane = graph.lanes[place.lane]
        return lane.isBackward ? closures.allows(lane.road, from: 1 - from, to: 1 - to) : closures.allows(lane.road, from: from, to: to)
    }

    struct Direct {
        let cost: TravelCost
        let lane: Int
    }

    /// The way along one road without leaving it, if both ends lie on it in this order.
    func direct(_ from: RoadFoothold, _ to: RoadFoothold, _ closures: RoadClosures) -> Direct? {
        var best: Direct?
        guard from.spots.contains(where: { spot in to.spots.contains { $0.road == spot.road } }) else { return nil }
        for start in lanes(of: from) {
            for end in lanes(of: to) where start.lane == end.lane && start.share <= end.share {
                guard isOpen(start, from: start.share, to: end.share, closures) else { continue }
                let cost = graph.cost(start.lane).part(end.share - start.share)
                if cost < best?.cost ?? .unreachable { best = Direct(cost: cost, lane: start.lane) }
            }
        }
        return best
    }
}
