extension RoadDraft {
    /// Takes away the turns that signs forbid. A restriction whose ways or junctions the vehicle does not use says nothing to it.
    mutating func keepRestrictions() {
        guard rules.keepsTurnRestrictions else { return }
        var lanesOfWay: [Int64: [Int32]] = [:]
        let named = Set(map.restrictions.flatMap(\.from))
        for lane in lanes.indices where named.contains(wayID(of: Int32(lane))) { lanesOfWay[wayID(of: Int32(lane)), default: []].append(Int32(lane)) }
        for restriction in map.restrictions where speaks(restriction) {
            for from in restriction.from.flatMap({ lanesOfWay[$0] ?? [] }) {
                switch restriction.via {
                case .place(let place): forbid(from, at: place, restriction)
                case .ways(let ways): forbid(from, along: ways, restriction)
                }
            }
        }
    }

    private func speaks(_ restriction: RoadMap.Restriction) -> Bool {
        (restriction.vehicle.map(rules.restrictionKeys.contains) ?? true) && !restriction.exempt.contains(where: rules.restrictionKeys.contains)
    }

    private mutating func forbid(_ from: Int32, at place: Int32, _ restriction: RoadMap.Restriction) {
        guard junctionOf[Int(place)] >= 0, end(of: lanes[Int(from)]) == junctionOf[Int(place)] else { return }
        for lane in copies(of: from) { keep(lane, restriction) }
    }

    /// A lane and the copies that earlier restrictions made of it.
    private func copies(of lane: Int32) -> [Int32] { [lane] + (copiesOf[lane] ?? []) }

    /// Strikes the turns of one lane that the restriction does not leave.
    private mutating func keep(_ lane: Int32, _ restriction: RoadMap.Restriction) {
        let turns = lanes[Int(lane)].turns
        let named = turns.filter { restriction.to.contains(wayID(of: $0.lane)) }
        switch restriction.kind {
        case .no: lanes[Int(lane)].turns = turns.filter { !restriction.to.contains(wayID(of: $0.lane)) }
        case .only: if !named.isEmpty { lanes[Int(lane)].turns = named }
        }
    }

    private mutating func forbid(_ from: Int32, along ways: [Int64], _ restriction: RoadMap.Restriction) {
        guard let path = path(from: from, along: ways, to: restriction.to) else { return }
        for start in copies(of: from) { remember(start, path[...], restriction) }
    }

    /// Gives `lane` copies of the lanes of `path` to go on, the last of which keeps the restriction.
    private mutating func remember(_ lane: Int32, _ path: ArraySlice<Int32>, _ restriction: RoadMap.Restriction) {
        guard let next = path.first else { return keep(lane, restriction) }
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

    /// The lanes on the way from the end of `from` along ways in this order to a junction with a turn into one of `to`.
    private func path(from: Int32, along ways: [Int64], to: [Int64]) -> [Int32]? {
        var open: [(path: [Int32], way: Int)] = [([], 0)]
        while let (path, way) = open.popLast() {
            let here = path.last ?? from
            let turns = lanes[Int(here)].turns.map { lanes[Int($0.lane)].original }
            if way == ways.count - 1, !path.isEmpty, turns.contains(where: { to.contains(wayID(of: $0)) }) { return path }
            guard path.count < Self.pathMax else { continue }
            for next in turns where !path.contains(next) {
                if wayID(of: next) == ways[way], !path.isEmpty || way == 0 { open.append((path + [next], way)) }
                if way + 1 < ways.count, !path.isEmpty, wayID(of: next) == ways[way + 1] { open.append((path + [next], way + 1)) }
            }
        }
        return nil
    }

    /// Roads on the way between the two ends of a restriction; more are a mistake in the map.
    private static let pathMax = 32
}
