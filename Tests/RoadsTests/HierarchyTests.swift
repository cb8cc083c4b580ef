import City
import Testing

@testable import Roads

@Suite("Answers of the hierarchy against plain Dijkstra")
struct HierarchyTests {
    /// Seeds of towns; the sides grow with them.
    private static let seeds: [UInt64] = Array(1...10)

    private static func network(_ seed: UInt64) throws -> RoadNetwork { try Town.random(seed: seed, side: 3 + Int(seed) / 3).network() }

    /// From the start of a lane to the starts of all, by the hierarchy.
    private func row(_ search: RouteSearch, _ start: Int, _ costs: RoadCosts) -> [TravelCost] {
        search.network.graph.lanes.indices.map { end in
            search.meet([LaneLabel(lane: start, cost: .zero)], [LaneLabel(lane: end, cost: .zero)], costs).cost
        }
    }

    @Test("between all lanes of random towns, weight, time and length are the same to the last digit", arguments: seeds)
    func open(seed: UInt64) throws {
        let network = try Self.network(seed)
        let search = RouteSearch(network)
        let oracle = Oracle(graph: network.graph)
        #expect(network.graph.lanes.count > 10)
        for start in network.graph.lanes.indices { #expect(row(search, start, network.openCosts) == oracle.costs(from: start), "from lane \(start)") }
    }

    @Test("with roads closed the same, and what was worked out anew is what would be worked out from nothing", arguments: seeds)
    func closed(seed: UInt64) throws {
        let network = try Self.network(seed)
        let search = RouteSearch(network)
        var chance = Dice(seed: seed &+ 1_000)
        var costs = network.openCosts
        for _ in 0..<3 {
            var closures = RoadClosures()
            for _ in 0..<1 + chance.below(6) { closures.add(Int32(chance.below(network.graph.roads.count)), 0.4...0.6) }
            costs.close(closures, network.graph, network.hierarchy)
            var oracle = Oracle(graph: network.graph)
            for (lane, it) in network.graph.lanes.enumerated() where closures.spans[it.road] != nil { oracle.closed.insert(lane) }
            for start in stride(from: 0, to: network.graph.lanes.count, by: 3) {
                #expect(row(search, start, costs) == oracle.costs(from: start), "from lane \(start)")
            }
        }
        costs.close(RoadClosures(), network.graph, network.hierarchy)
        #expect(costs.up == network.openCosts.up && costs.down == network.openCosts.down)
    }

    @Test("a matrix holds what single questions answer, also between places within one road", arguments: seeds)
    func matrix(seed: UInt64) throws {
        let network = try Self.network(seed)
        let search = RouteSearch(network)
        var chance = Dice(seed: seed &+ 2_000)
        let feet = (0..<8).compactMap { _ in network.foothold(Town.coordinate(chance.real(0, 500), chance.real(0, 500))) }
        let matrix = search.matrix(from: feet, to: feet, network.openCosts)
        for (start, row) in zip(feet, matrix) {
            for (end, cost) in zip(feet, row) { #expect(cost == search.cost(from: start, to: end, network.openCosts)) }
        }
    }

    @Test("the course of a way has its length, and it begins and ends where it should", arguments: seeds)
    func course(seed: UInt64) throws {
        let network = try Self.network(seed)
        let search = RouteSearch(network)
        var chance = Dice(seed: seed &+ 3_000)
        for _ in 0..<40 {
            let ends = (0..<2).map { _ in Town.coordinate(chance.real(0, 500), chance.real(0, 500)) }
            guard let from = network.foothold(ends[0]), let to = network.foothold(ends[1]) else { continue }
            let route = search.route(from: from, to: to, network.openCosts)
            #expect(route?.cost == search.cost(from: from, to: to, network.openCosts))
            guard let route else { continue }
            #expect(route.points.first == from.point && route.points.last == to.point)
            let metres = zip(route.points, route.points.dropFirst()).reduce(0) { $0 + $1.0.metres(to: $1.1) }
            #expect(abs(metres - route.cost.metres) < 0.5 + Double(route.points.count) * 0.05, "\(metres) m drawn, \(route.cost.metres) m reckoned")
        }
    }

    @Test("a round trip back to a place behind oneself on a oneway is a real one")
    func round() throws {
        var town = Town()
        let corners = [town.place(0, 0), town.place(100, 0), town.place(100, 100), town.place(0, 100)]
        for side in 0..<4 { town.way(Int64(side + 1), [corners[side], corners[(side + 1) % 4]], ["highway": "residential", "oneway": "yes"]) }
        let network = try town.network()
        let search = RouteSearch(network)
        let ahead = try #require(network.foothold(Town.coordinate(70, 0)))
        let behind = try #require(network.foothold(Town.coordinate(30, 0)))
        let cost = try #require(search.cost(from: ahead, to: behind, network.openCosts))
        #expect(abs(cost.metres - 360) < 3)
        let direct = try #require(search.cost(from: behind, to: ahead, network.openCosts))
        #expect(abs(direct.metres - 40) < 1)
    }
}
