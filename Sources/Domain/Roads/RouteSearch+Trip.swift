import City

/// What is said about a trip between two places.
public enum Trip: Sendable {
    case route(TravelCost, from: RoadFoothold, to: RoadFoothold)
    /// Both ends are on roads, and no open way joins them.
    case cutOff(from: RoadFoothold, to: RoadFoothold)
    /// An end lies off every road.
    case offRoad(isStart: Bool)
}

extension RouteSearch {
    /// A trip from one place to another over the nearest roads.
    ///
    /// Where the nearest roads have no way between them even while nothing is closed, such as from a fenced yard, the nearest roads of the main
    /// network are taken. Closures never move an end: who is behind one is cut off.
    public func trip(
        from start: Coordinate, to end: Coordinate, _ costs: RoadCosts, within metres: Double = RoadNetwork.snapMetresUsual
    ) -> Trip {
        guard let from = network.foothold(start, within: metres) else { return .offRoad(isStart: true) }
        guard let to = network.foothold(end, within: metres) else { return .offRoad(isStart: false) }
        if let cost = cost(from: from, to: to, costs) { return .route(cost, from: from, to: to) }
        let isIsland = costs.closures.isEmpty || cost(from: from, to: to, network.openCosts) == nil
        guard isIsland, let mainFrom = network.foothold(start, within: metres, onlyMain: true),
            let mainTo = network.foothold(end, within: metres, onlyMain: true)
        else { return .cutOff(from: from, to: to) }
        guard let cost = cost(from: mainFrom, to: mainTo, costs) else { return .cutOff(from: mainFrom, to: mainTo) }
        return .route(cost, from: mainFrom, to: mainTo)
    }
}
