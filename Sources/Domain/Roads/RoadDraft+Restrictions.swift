extension RoadDraft {
    /// Takes away the turns that signs forbid. A restriction whose ways or junctions the vehicle does not use says nothing to it.
    mutating func keepRestrictions() {
        guard rules.keepsTurnRestrictions else { return }
        var lanesOfWay: [Int64: [Int32]] = [:]
        let named = Set(map.restrictions.flatMap(\.from))
        for lane in lanes.indices where named.contains(wayID(of: Int32(lane))) { lanesOfWay[wayID(of: Int32(lane)), default: []].append(Int32(lane)) }
        let inner = innerPlaces(ofWays: named.union(map.restrictions.flatMap(\.to)))
        for restriction in map.restrictions where speaks(restriction) {
            for from in restriction.from.flatMap({ lanesOfWay[$0] ?? [] }) {
                switch restriction.via {
                case .place(let place): forbid(from, at: place, restriction, inner)
                case .ways(let ways): forbid(from, along: ways, restriction)
                }
            }
        }
    }

    private func speaks(_ restriction: RoadMap.Restriction) -> Bool {
        (restriction.vehicle.map(rules.restrictionKeys.contains) ?? true) && !restriction.exempt.contains(where: rules.restrictionKeys.contains)
    }

    /// The places that ways run through, without their ends.
    private func innerPlaces(ofWays named: Set<Int64>) -> [Int64: Set<Int32>] {
        map.ways.reduce(into: [:]) { inner, way in
            if named.contains(way.id) { inner[way.id, default: []].formUnion(way.places.dropFirst().dropLast()) }
        }
    }

    /// A sign at a place that a way runs through does not say which of its two directions it means; only turning round on it is plain.
    private mutating func forbid(_ from: Int32, at place: Int32, _ restriction: RoadMap.Restriction, _ inner: [Int64: Set<Int32>]) {
        guard junctionOf[Int(place)] >= 0, end(of: lanes[Int(from)]) == junctionOf[Int(place)] else { return }
        let way = wayID(of: from)
        let runsThrough = { (way: Int64) in inner[way]?.contains(place) ?? false }
        let to = runsThrough(way) ? [] : restriction.to.filter { $0 != way && !runsThrough($0) }
        let isRound = restriction.kind == .no && restriction.to.contains(way)
        for lane in copies(of: from) {
            if isRound { lanes[Int(lane)].turns = lanes[Int(lane)].turns.filter { !isReverse($0.lane, of: lane) } }
            if !to.isEmpty { keep(lane, restriction.kind, to) }
        }
    }

    /// A lane and the copies that earlier restrictions made of it.
    private func copies(of lane: Int32) -> [Int32] { [lane] + (copiesOf[lane] ?? []) }

    /// Strikes the turns of one lane that a restriction does not leave.
    private mutating func keep(_ lane: Int32, _ kind: RoadMap.Restriction.Kind, _ to: [Int64]) {
        let turns = lanes[Int(lane)].turns
        let named = turns.filter { to.contains(wayID(of: $0.lane)) }
        switch kind {
        case .no: lanes[Int(lane)].turns = turns.filter { !to.contains(wayID(of: $0.lane)) }
        case .only: if !named.isEmpty { lanes[Int(lane)].turns = named }
        }
    }

    private mutating func forbid(_ from: Int32, along ways: [Int64], _ restriction: RoadMap.Restriction) {
        guard let path = path(from: from, along: ways, to: restriction.to) else { return }
        for start in copies(of: from) { remember(start, path[...], restriction) }
    }

    /// Gives `lane` copies of the lanes of `path` to go on, the last of which keeps the restriction.
    private mutating func remember(_ lane: Int32, _ path: ArraySlice<Int32>, _ restriction: RoadMap.Restriction) {
        guard let next = path.first else { return keep(lane, restriction.kind, restriction.to) }
        for index in lanes[Int(lane)].turns.indices {
            let target = lanes[Int(lane)].turns[index].lane
            guard lanes[Int(target)].original == next, let copy = copy(target) else { continue }
            lanes[Int(lane)].turns[index].lane = copy
            remember(copy, path.dropFirst(), restriction)
        }
    }

    private mutating func copy(_ lane: Int32) -> Int32? {
        let original = lanes[Int(lane)].original
        guard copies(of: original).count < RoadGraph.copiesMax else { return nil }
        let copy = Int32(lanes.count)
        lanes.append(lanes[Int(lane)])
        copiesOf[original, default: []].append(copy)
        return copy
    }

    /// A lane that the search for a path has come to.
    private struct Step: Hashable {
        let lane: Int32
        /// Which of the ways it lies on, by its place in the list.
        let way: Int
    }

    /// The lanes on the shortest way, by roads, from the end of `from` along ways in this order to a junction with a turn into one of `to`.
    private func path(from: Int32, along ways: [Int64], to: [Int64]) -> [Int32]? {
        var seen: Set<Step> = []
        var cameFrom: [Step: Step] = [:]
        var open: [Step] = []
        func reach(_ turns: [RoadGraph.Turn], _ steps: ClosedRange<Int>, from step: Step?) {
            for turn in turns {
                let lane = lanes[Int(turn.lane)].original
                for way in steps where way < ways.count && wayID(of: lane) == ways[way] {
                    let next = Step(lane: lane, way: way)
                    guard seen.insert(next).inserted else { continue }
                    cameFrom[next] = step
                    open.append(next)
                }
            }
        }
        reach(lanes[Int(from)].turns, 0...0, from: nil)
        for _ in 0..<Self.pathMax {
            let steps = open
            open.removeAll()
            for step in steps {
                let turns = lanes[Int(step.lane)].turns
                let arrives = step.way == ways.count - 1 && turns.contains { to.contains(wayID(of: $0.lane)) }
                if arrives { return Array(sequence(first: step) { cameFrom[$0] }.map(\.lane).reversed()) }
                reach(turns, step.way...step.way + 1, from: step)
            }
        }
        return nil
    }

    /// Roads on the way between the two ends of a restriction; more are a mistake in the map.
    private static let pathMax = 32
}
