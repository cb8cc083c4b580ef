import Roads

/// The plainest search there is, to hold the quick one against: Dijkstra over lanes, without any hierarchy. It knows turns from the graph alone, or
/// from the map's own restrictions when it remembers where it came from.
struct Oracle {
    let graph: RoadGraph
    var closed: Set<Int> = []

    func cost(_ lane: Int) -> TravelCost {
        let it = graph.lanes[lane]
        return TravelCost(weight: it.weight, milliseconds: it.milliseconds, centimetres: graph.roads[Int(it.road)].centimetres)
    }

    /// From the start of one lane to the starts of all.
    func costs(from start: Int) -> [TravelCost] {
        var best = [TravelCost](repeating: .unreachable, count: graph.lanes.count)
        var done = Set<Int>()
        var open: [Int: TravelCost] = [start: .zero]
        while let (lane, here) = open.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            open[lane] = nil
            best[lane] = here
            done.insert(lane)
            guard !closed.contains(lane) else { continue }
            for index in graph.turnRange(lane) {
                let turn = graph.turns[index]
                let next = Int(turn.lane)
                guard !done.contains(next) else { continue }
                let cost = here + cost(lane) + TravelCost(weight: turn.weight, milliseconds: turn.milliseconds, centimetres: 0)
                if cost < open[next] ?? .unreachable { open[next] = cost }
            }
        }
        return best
    }
}
