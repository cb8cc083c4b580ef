import City
import Geo
import Roads

/// Travel over the roads of a graph. Closed areas are put in force once and kept for the questions that follow with the same ones; only what differs
/// from those before is worked out.
public actor RoadTravel: TravelTimes {
    public nonisolated let method: LocalizedText
    private let search: RouteSearch
    private let network: RoadNetwork
    private var areas: [Polygon] = []
    private var costs: RoadCosts

    /// Metres. Crews drive to the road that is nearest to a fire in the forest and go on from there on foot.
    public static let snapMetres = 5_000.0

    /// - Parameter attribution: what the graph says of where its roads come from.
    public init(_ network: RoadNetwork, attribution: String) {
        self.network = network
        search = RouteSearch(network)
        costs = network.openCosts
        let vehicle: LocalizedText =
            switch network.graph.vehicle {
            case .car: LocalizedText(zh: "小客车", en: "car")
            case .fireEngine: LocalizedText(zh: "消防车", en: "fire engine")
            case .footCrew: LocalizedText(zh: "步行", en: "on foot")
            }
        method = LocalizedText(
            zh: "路网行车时间（\(vehicle.zh)，至最近道路）；\(attribution)", en: "by road (\(vehicle.en), to the nearest road); \(attribution)")
    }

    public func times(from origins: [Coordinate], to destination: Coordinate, avoiding areas: [Polygon]) -> [TravelTime] {
        if areas != self.areas {
            self.areas = areas
            costs.close(network.closures(in: areas), network.graph, network.hierarchy)
        }
        let end = reachable(destination)
        return origins.map { origin in
            switch search.trip(from: origin, to: end, costs, within: Self.snapMetres) {
            case .route(let cost, _, _): .seconds(Seconds(cost.seconds))
            case .cutOff: .cutOff
            case .offRoad: .unknown
            }
        }
    }

    /// What lies in a closed area itself, as a fire does in its own forecast, is driven to as far as the roads are open.
    private func reachable(_ destination: Coordinate) -> Coordinate {
        guard areas.contains(where: { $0.contains(destination) }) else { return destination }
        let edge = network.foothold(destination, within: Self.snapMetres, outside: costs.closures)
        return edge?.point.coordinate ?? destination
    }
}
