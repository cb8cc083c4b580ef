import City

/// Everything that answers for one vehicle on the roads of one region, without closures. It does not change; closures are in `RoadCosts`.
public struct RoadNetwork: Sendable {
    public let graph: RoadGraph
    public let hierarchy: RoadHierarchy
    /// Costs while nothing is closed.
    public let openCosts: RoadCosts
    let index: RoadIndex

    /// - Throws: `RoadFault` when the roads are more than a hierarchy takes.
    public init(_ graph: RoadGraph) throws(RoadFault) {
        self.graph = graph
        hierarchy = try RoadHierarchy(graph)
        openCosts = RoadCosts(graph, hierarchy)
        index = RoadIndex(graph)
    }

    /// Costs with these closures and no others.
    public func costs(closing closures: RoadClosures) -> RoadCosts {
        var costs = openCosts
        costs.close(closures, graph, hierarchy)
        return costs
    }
}
