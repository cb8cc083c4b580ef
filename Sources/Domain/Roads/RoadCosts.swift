/// What every arc of a hierarchy costs now, with the closures that are in force. A value: a copy with other closures leaves this one as it is.
///
/// Customization and triangle enumeration: Dibbelt, Strasser, Wagner 2016, section 7; the update of single arcs: section 7.6.
public struct RoadCosts: Sendable {
    /// By arc: from its lower lane to the higher, and back.
    private(set) var up: [TravelCost]
    private(set) var down: [TravelCost]
    /// Lanes that cannot be travelled from end to end.
    private(set) var isClosed: [Bool]
    /// By road, which part of it is closed.
    public private(set) var closures = RoadClosures()

    /// Costs without closures.
    public init(_ graph: RoadGraph, _ hierarchy: RoadHierarchy) {
        isClosed = [Bool](repeating: false, count: graph.lanes.count)
        up = [TravelCost](repeating: .unreachable, count: hierarchy.arcCount)
        down = up
        for arc in 0..<hierarchy.arcCount { (up[arc], down[arc]) = turns(on: arc, graph, hierarchy) }
        up.withUnsafeMutableBufferPointer { up in
            down.withUnsafeMutableBufferPointer { down in
                for lane in 0..<hierarchy.laneCount { Self.pushTriangles(of: lane, hierarchy, up, down) }
            }
        }
    }

    /// Offers the way over `lane` to the arcs between its higher neighbours. All arcs of `lane` itself are final by now.
    private static func pushTriangles(
        of lane: Int, _ hierarchy: RoadHierarchy, _ up: UnsafeMutableBufferPointer<TravelCost>, _ down: UnsafeMutableBufferPointer<TravelCost>
    ) {
        hierarchy.upHead.withUnsafeBufferPointer { heads in
            let own = hierarchy.up(lane)
            for first in own {
                var across = Int(hierarchy.upStart[Int(heads[first])])
                for second in first + 1..<max(first + 1, own.upperBound) {
                    while heads[across] != heads[second] { across += 1 }
                    let there = down[first] + up[second]
                    if there < up[across] { up[across] = there }
                    let back = down[second] + up[first]
                    if back < down[across] { down[across] = back }
                }
            }
        }
    }

    /// What the turns on an arc cost by themselves.
    func turns(on arc: Int, _ graph: RoadGraph, _ hierarchy: RoadHierarchy) -> (up: TravelCost, down: TravelCost) {
        var best = (up: TravelCost.unreachable, down: TravelCost.unreachable)
        for slot in Int(hierarchy.inputStart[arc])..<Int(hierarchy.inputStart[arc + 1]) {
            let name = hierarchy.inputTurn[slot]
            let turn = Int(name < 0 ? ~name : name)
            let tail = Int(hierarchy.turnTail[turn])
            guard !isClosed[tail] else { continue }
            let cost = graph.cost(tail, graph.turns[turn])
            if name < 0 { best.down = min(best.down, cost) } else { best.up = min(best.up, cost) }
        }
        return best
    }

    /// Puts these closures in force instead of those that were, and works out anew only the arcs that change by it.
    public mutating func close(_ closures: RoadClosures, _ graph: RoadGraph, _ hierarchy: RoadHierarchy) {
        var changed: [Int] = []
        for road in Set(self.closures.spans.keys).union(closures.spans.keys) {
            let isClosedNow = closures.spans[road] != nil
            let it = graph.roads[Int(road)]
            for first in [it.forwardLane, it.backwardLane] where first >= 0 {
                for lane in graph.copies(of: Int(first)) where isClosed[lane] != isClosedNow {
                    isClosed[lane] = isClosedNow
                    changed.append(lane)
                }
            }
        }
        self.closures = closures
        var update = ArcUpdate()
        for lane in changed {
            for turn in graph.turnRange(lane) {
                let other = Int(graph.turns[turn].lane)
                if other != lane, let arc = hierarchy.arc(from: Int32(min(lane, other)), to: Int32(max(lane, other))) {
                    update.add(arc, of: min(lane, other))
                }
            }
        }
        while let (lane, arcs) = update.next() {
            for arc in arcs {
                let before = (up: up[arc], down: down[arc])
                if renew(arc, of: lane, graph, hierarchy) { spread(arc, of: lane, before, hierarchy, &update) }
            }
        }
    }

    /// Names the arcs across from a changed one, in the triangles over their lower lane, that were as cheap as over it, or become cheaper. Others
    /// do not feel the change.
    private func spread(
        _ arc: Int, of lane: Int, _ before: (up: TravelCost, down: TravelCost), _ hierarchy: RoadHierarchy, _ update: inout ArcUpdate
    ) {
        let head = hierarchy.upHead[arc]
        for other in hierarchy.up(lane) where other != arc {
            let end = hierarchy.upHead[other]
            guard let across = hierarchy.arc(from: min(head, end), to: max(head, end)) else { continue }
            // Along `head` to `end` over the lane, and back: which of the two is upwards depends on the ranks.
            let (there, back) = head < end ? (up[across], down[across]) : (down[across], up[across])
            let feels =
                before.down + up[other] == there || down[other] + before.up == back || down[arc] + up[other] < there || down[other] + up[arc] < back
            if feels { update.add(across, of: Int(min(head, end))) }
        }
    }

    /// Works out one arc from its turns and the triangles below it; true when it changed.
    private mutating func renew(_ arc: Int, of lane: Int, _ graph: RoadGraph, _ hierarchy: RoadHierarchy) -> Bool {
        var best = turns(on: arc, graph, hierarchy)
        hierarchy.forEachLowerTriangle(arc, of: lane) { first, second in
            best.up = min(best.up, down[first] + up[second])
            best.down = min(best.down, down[second] + up[first])
        }
        guard best.up != up[arc] || best.down != down[arc] else { return false }
        (up[arc], down[arc]) = best
        return true
    }
}

extension RoadHierarchy {
    /// Calls `body` with the arcs from a lower lane to both ends of `arc`, the end `lane` first.
    func forEachLowerTriangle(_ arc: Int, of lane: Int, _ body: (Int, Int) -> Void) {
        var first = down(lane)
        var second = down(Int(upHead[arc]))
        while let a = first.first, let b = second.first {
            if downTail[a] == downTail[b] {
                body(Int(downArc[a]), Int(downArc[b]))
                (first, second) = (first.dropFirst(), second.dropFirst())
            } else if downTail[a] < downTail[b] {
                first = first.dropFirst()
            } else {
                second = second.dropFirst()
            }
        }
    }
}

/// The arcs that still have to be worked out, by the rank of their lower lane.
private struct ArcUpdate {
    private var arcs: [Int: Set<Int>] = [:]
    private var lanes = RankQueue()

    mutating func add(_ arc: Int, of lane: Int) {
        if arcs[lane] == nil { lanes.push(lane) }
        arcs[lane, default: []].insert(arc)
    }

    /// The lowest lane that has arcs waiting. What these change is higher.
    mutating func next() -> (lane: Int, arcs: [Int])? {
        guard let lane = lanes.pop() else { return nil }
        return (lane, (arcs.removeValue(forKey: lane) ?? []).sorted())
    }
}
