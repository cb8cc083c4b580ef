import City
import Geo
import Testing

@testable import Roads

@Suite("Closed roads")
struct ClosureTests {
    /// Two roads between the same ends: a straight one, and one 200 m to the north.
    private static func twoRoads() throws -> RoadNetwork {
        var town = Town()
        let (west, east) = (town.place(0, 0), town.place(600, 0))
        town.way(1, [west, town.place(300, 0), east])
        town.way(2, [west, town.place(0, 200), town.place(600, 200), east])
        town.way(3, [town.place(-100, 0), west])
        town.way(4, [east, town.place(700, 0)])
        return try town.network()
    }

    private func area(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> Polygon {
        try Polygon(outer: [(west, south), (east, south), (east, north), (west, north)].map { Town.coordinate($0.0, $0.1) })
    }

    private func metres(_ network: RoadNetwork, _ from: (Double, Double), _ to: (Double, Double), closing areas: [Polygon]) -> Double? {
        let costs = network.costs(closing: network.closures(in: areas))
        let trip = RouteSearch(network).trip(from: Town.coordinate(from.0, from.1), to: Town.coordinate(to.0, to.1), costs)
        if case .route(let cost, _, _) = trip { return cost.metres }
        return nil
    }

    @Test("a route goes round a closed area, and when nothing is left the place is cut off")
    func roundAndCutOff() throws {
        let network = try Self.twoRoads()
        let fire = try area(250, -50, 350, 50)
        #expect(try abs(#require(metres(network, (-50, 0), (650, 0), closing: [])) - 700) < 3)
        #expect(try abs(#require(metres(network, (-50, 0), (650, 0), closing: [fire])) - 1_100) < 5)
        #expect(try metres(network, (-50, 0), (650, 0), closing: [fire, area(250, 150, 350, 250)]) == nil)
        #expect(
            try abs(#require(metres(network, (-50, 0), (650, 0), closing: [area(250, 50, 350, 150)])) - 700) < 3,
            "between the roads nothing is closed")
    }

    @Test("who is on a closed road before the closed part gets out backwards, and who is in it does not")
    func ends() throws {
        let network = try Self.twoRoads()
        let fire = try area(250, -50, 350, 50)
        #expect(try abs(#require(metres(network, (200, 0), (500, 0), closing: [fire])) - 1_300) < 30)
        #expect(try abs(#require(metres(network, (100, 0), (200, 0), closing: [fire])) - 100) < 2)
        #expect(metres(network, (300, 0), (650, 0), closing: [fire]) == nil && metres(network, (-50, 0), (300, 0), closing: [fire]) == nil)
    }

    @Test("closing whole ways by their number works like closing areas, and opening them again restores every route")
    func ways() throws {
        let network = try Self.twoRoads()
        var costs = network.openCosts
        costs.close(network.closures(ofWays: [1, 77]), network.graph, network.hierarchy)
        #expect(costs.closures.roadCount == 1)
        let search = RouteSearch(network)
        guard case .route(let round, _, _) = search.trip(from: Town.coordinate(-50, 0), to: Town.coordinate(650, 0), costs) else {
            Issue.record("the northern road is open")
            return
        }
        #expect(abs(round.metres - 1_100) < 5)
        costs.close(RoadClosures(), network.graph, network.hierarchy)
        #expect(costs.up == network.openCosts.up && costs.down == network.openCosts.down && costs.closures.isEmpty)
    }

    @Test("an area with a hole closes nothing within the hole, and one that a long road only crosses closes it")
    func holes() throws {
        let network = try Self.twoRoads()
        let outer = [(-300.0, -300.0), (900, -300), (900, 600), (-300, 600)].map { Town.coordinate($0.0, $0.1) }
        let hole = [(-200.0, -200.0), (800, -200), (800, 500), (-200, 500)].map { Town.coordinate($0.0, $0.1) }
        #expect(network.closures(in: [try Polygon(outer: outer, holes: [hole])]).isEmpty)
        let sliver = try area(299, -500, 299.5, 100)
        let spans = network.closures(in: [sliver]).spans
        #expect(spans.count == 1 && spans.values.allSatisfy { abs($0.lowerBound - 0.4983) < 0.002 && $0.upperBound > $0.lowerBound })
    }

    @Test("an area of thousands of points closes what a coarse one does")
    func manyPoints() throws {
        let network = try Self.twoRoads()
        let centre = Town.coordinate(300, 0)
        let circle = try Polygon(
            outer: (0..<5_000).map { centre.destination(distanceMetres: 60, bearingDegrees: Double($0) * 360 / 5_000) })
        let span = try #require(network.closures(in: [circle]).spans.values.first)
        #expect(network.closures(in: [circle]).roadCount == 1 && abs(span.lowerBound - 0.4) < 0.01 && abs(span.upperBound - 0.6) < 0.01)
    }

    @Test("parts closed for two reasons close what lies between, and a union holds both")
    func union() {
        var first = RoadClosures()
        first.add(3, 0.1...0.2)
        var second = RoadClosures()
        second.add(3, 0.7...0.8)
        second.add(4, 0...1)
        first.formUnion(second)
        #expect(first.spans == [3: 0.1...0.8, 4: 0...1])
        #expect(!first.allows(3, from: 0.4, to: 0.5) && first.allows(3, from: 0, to: 0.05) && first.allows(9, from: 0, to: 1))
    }
}
