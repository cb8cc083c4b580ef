/// Searches of one thread in one network. It keeps its arrays from one search to the next; each search leaves them as it found them.
///
/// A query climbs from both ends through the elimination tree and meets at the best common ancestor (Dibbelt, Strasser, Wagner 2016, section 8.2):
/// no queue, and the same work whatever is closed. Labels stand at the **start** of lanes, so every label is non-negative.
public final class RouteSearch {
    let network: RoadNetwork
    /// By lane, from the start of the trip to the lane and from the lane to its end; unreachable between searches.
    private var forward: [TravelCost]
    private var backward: [TravelCost]
    /// The lane a label came from, −1 where the search began; speaks of the last search only.
    private var cameFrom: [Int32]
    private var goesTo: [Int32]
    private var climb = Climb()

    public init(_ network: RoadNetwork) {
        self.network = network
        let count = network.graph.lanes.count
        forward = [TravelCost](repeating: .unreachable, count: count)
        backward = forward
        cameFrom = [Int32](repeating: -1, count: count)
        goesTo = cameFrom
    }

    /// The cheapest way from one foothold to another, nil when the end is cut off.
    public func cost(from: RoadFoothold, to: RoadFoothold, _ costs: RoadCosts) -> TravelCost? {
        let direct = network.direct(from, to, costs.closures)
        let meeting = meet(network.departures(from, costs.closures), network.arrivals(to, costs.closures), costs)
        let best = min(direct?.cost ?? .unreachable, meeting.cost)
        return best.isReachable ? best : nil
    }

    struct Meeting {
        var cost = TravelCost.unreachable
        var lane = -1
    }

    /// Climbs from both ends at once, in order of rank.
    func meet(_ departures: [LaneLabel], _ arrivals: [LaneLabel], _ costs: RoadCosts) -> Meeting {
        var meeting = Meeting()
        guard !departures.isEmpty, !arrivals.isEmpty else { return meeting }
        climb.begin(departures, arrivals)
        seed(departures, &forward, &cameFrom)
        seed(arrivals, &backward, &goesTo)
        let hierarchy = network.hierarchy
        while let lane = climb.next(hierarchy) {
            let (ahead, behind) = (forward[lane], backward[lane])
            (forward[lane], backward[lane]) = (.unreachable, .unreachable)
            if ahead.isReachable, behind.isReachable, ahead + behind < meeting.cost { meeting = Meeting(cost: ahead + behind, lane: lane) }
            // A label heavier than a whole way cannot better it.
            if ahead.weight <= min(meeting.cost.weight, TravelCost.unreachableWeight - 1) {
                relax(lane, ahead, costs.up, &forward, &cameFrom)
            }
            if behind.weight <= min(meeting.cost.weight, TravelCost.unreachableWeight - 1) {
                relax(lane, behind, costs.down, &backward, &goesTo)
            }
        }
        return meeting
    }

    private func seed(_ labels: [LaneLabel], _ reached: inout [TravelCost], _ via: inout [Int32]) {
        for label in labels where label.cost < reached[label.lane] {
            reached[label.lane] = label.cost
            via[label.lane] = -1
        }
    }

    @inline(__always)
    private func relax(_ lane: Int, _ label: TravelCost, _ arcs: [TravelCost], _ reached: inout [TravelCost], _ via: inout [Int32]) {
        network.hierarchy.upHead.withUnsafeBufferPointer { heads in
            arcs.withUnsafeBufferPointer { arcs in
                reached.withUnsafeMutableBufferPointer { reached in
                    for arc in network.hierarchy.up(lane) {
                        let offer = label + arcs[arc]
                        let head = Int(heads[arc])
                        if offer < reached[head] {
                            reached[head] = offer
                            via[head] = Int32(lane)
                        }
                    }
                }
            }
        }
    }

    /// The lanes of the way over a meeting, as the hierarchy has them: arcs still have to be unpacked.
    func chain(over meeting: Meeting) -> [Int] {
        var chain = [meeting.lane]
        while let first = chain.first, cameFrom[first] >= 0 { chain.insert(Int(cameFrom[first]), at: 0) }
        while let last = chain.last, goesTo[last] >= 0 { chain.append(Int(goesTo[last])) }
        return chain
    }

    /// Calls `body` with every ancestor of the labels and its cost; forward along the roads or, from an end, against them.
    func forEachReached(_ labels: [LaneLabel], isForward: Bool, _ costs: RoadCosts, _ body: (Int, TravelCost) -> Void) {
        climb.begin(labels, [])
        seed(labels, &forward, &cameFrom)
        while let lane = climb.next(network.hierarchy) {
            let label = forward[lane]
            forward[lane] = .unreachable
            guard label.isReachable else { continue }
            body(lane, label)
            relax(lane, label, isForward ? costs.up : costs.down, &forward, &cameFrom)
        }
    }
}

/// A lane and the cost at its start.
struct LaneLabel: Hashable {
    let lane: Int
    let cost: TravelCost
}

/// Walks from some lanes up the elimination tree to the root, each ancestor once and in order of rank.
private struct Climb {
    private var feet: [Int] = []

    mutating func begin(_ first: [LaneLabel], _ second: [LaneLabel]) {
        feet.removeAll(keepingCapacity: true)
        for label in first { stand(label.lane) }
        for label in second { stand(label.lane) }
    }

    private mutating func stand(_ lane: Int) { if !feet.contains(lane) { feet.append(lane) } }

    /// The lowest lane that a foot stands on; that foot then goes to the parent, or joins the one that is there.
    mutating func next(_ hierarchy: RoadHierarchy) -> Int? {
        guard var lowest = feet.indices.first else { return nil }
        for index in feet.indices where feet[index] < feet[lowest] { lowest = index }
        let lane = feet[lowest]
        if let parent = hierarchy.parent(lane), !feet.contains(parent) {
            feet[lowest] = parent
        } else {
            feet.swapAt(lowest, feet.count - 1)
            feet.removeLast()
        }
        return lane
    }
}
