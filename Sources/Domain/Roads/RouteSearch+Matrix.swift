extension RouteSearch {
    /// The costs from every start to every end, row by row; nil where cut off. One climb from each start and each end, and a look at where two of
    /// them meet (Knopp et al.: Computing Many-to-Many Shortest Paths Using Highway Hierarchies, ALENEX 2007, with elimination trees).
    public func matrix(from starts: [RoadFoothold], to ends: [RoadFoothold], _ costs: RoadCosts) -> [[TravelCost?]] {
        let climbs = ends.map { end in
            var reached: [LaneLabel] = []
            forEachReached(network.arrivals(end, costs.closures), isForward: false, costs) { reached.append(LaneLabel(lane: $0, cost: $1)) }
            return reached
        }
        var ahead = [TravelCost](repeating: .unreachable, count: network.graph.lanes.count)
        return starts.map { start in
            var touched: [Int] = []
            forEachReached(network.departures(start, costs.closures), isForward: true, costs) { lane, cost in
                ahead[lane] = cost
                touched.append(lane)
            }
            defer { for lane in touched { ahead[lane] = .unreachable } }
            return zip(ends, climbs).map { end, reached in
                let direct = network.direct(start, end, costs.closures)?.cost ?? .unreachable
                let best = min(direct, Self.meet(ahead, reached))
                return best.isReachable ? best : nil
            }
        }
    }

    private static func meet(_ ahead: [TravelCost], _ reached: [LaneLabel]) -> TravelCost {
        ahead.withUnsafeBufferPointer { ahead in
            var best = TravelCost.unreachable
            for label in reached {
                let here = ahead[label.lane]
                // Two unreachable weights still fit, but are no way.
                if here.weight &+ label.cost.weight <= best.weight { best = min(best, here + label.cost) }
            }
            return best
        }
    }
}
