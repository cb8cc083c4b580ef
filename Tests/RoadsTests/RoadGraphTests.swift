import City
import Testing

@testable import Roads

@Suite("Roads cut out of a map")
struct RoadGraphTests {
    private func trip(_ network: RoadNetwork, _ from: (Double, Double), _ to: (Double, Double), snap: Double = 200) -> Trip {
        RouteSearch(network).trip(from: Town.coordinate(from.0, from.1), to: Town.coordinate(to.0, to.1), network.openCosts, within: snap)
    }

    private func cost(_ trip: Trip) -> TravelCost? {
        if case .route(let cost, _, _) = trip { return cost }
        return nil
    }

    @Test("a way falls apart where another one meets it and nowhere else")
    func cut() throws {
        var town = Town()
        let street = (0..<5).map { town.place(Double($0) * 100, 0) }
        town.way(1, street)
        town.way(2, [street[2], town.place(200, 100)])
        let graph = try RoadGraph(town.map, for: .car)
        #expect(graph.roads.map(\.wayID) == [1, 1, 2] && graph.roads.map(\.pointCount) == [3, 3, 2] && graph.lanes.count == 6)
        #expect(graph.roads.allSatisfy { abs(Double($0.centimetres) / 100 - ($0.wayID == 1 ? 200 : 100)) < 1 })
    }

    @Test("nobody turns round on a through road, but at its dead end")
    func uTurns() throws {
        var town = Town()
        let street = (0..<3).map { town.place(Double($0) * 100, 0) }
        town.way(1, [street[0], street[1]])
        town.way(2, [street[1], street[2]])
        let network = try town.network()
        let turns = network.graph.lanes.indices.flatMap { lane in network.graph.turnRange(lane).map { (lane, Int(network.graph.turns[$0].lane)) } }
        let uTurns = turns.filter { network.graph.lanes[$0.0].road == network.graph.lanes[$0.1].road }
        #expect(uTurns.count == 2 && turns.count == 4)
    }

    @Test("a bollard stops a car and lets people past, a gate takes a minute")
    func barriers() throws {
        var town = Town()
        let street = (0..<3).map { town.place(Double($0) * 100, 0) }
        town.way(1, street)
        let open = try #require(cost(trip(try town.network(), (10, 0), (190, 0))))
        town.map.placeTags[street[1]] = RoadTags(["barrier": "gate"])
        let gate = try #require(cost(trip(try town.network(), (10, 0), (190, 0))))
        #expect(abs(gate.seconds - open.seconds - 60) < 0.01 && abs(gate.metres - open.metres) < 0.1)
        town.map.placeTags[street[1]] = RoadTags(["barrier": "bollard"])
        #expect(cost(trip(try town.network(), (10, 0), (190, 0))) == nil)
        #expect(cost(trip(try town.network(.footCrew), (10, 0), (190, 0))) != nil)
    }

    @Test("who stands where oneways end, and where only a pier that no trip begins on leads on, is not cut off")
    func onlyWayOut() throws {
        var town = Town()
        let (meeting, far) = (town.place(0, 0), town.place(0, 300))
        town.way(1, [town.place(-200, 0), meeting], ["highway": "residential", "oneway": "yes"])
        town.way(2, [town.place(200, 0), meeting], ["highway": "residential", "oneway": "yes"])
        town.way(3, [meeting, far], ["route": "ferry", "motorcar": "yes"])
        town.way(4, [far, town.place(0, 500)])
        let found = try #require(cost(trip(try town.network(), (0, 0), (0, 450))))
        #expect(abs(found.metres - 450) < 5)
    }

    @Test("a stretch straight across the region stands in the cells that it crosses, is found from everywhere along it, and fills no others")
    func diagonal() throws {
        var town = Town()
        town.way(1, [town.place(0, 0), town.place(60_000, 50_000)])
        town.way(2, [town.place(60_000, 0), town.place(60_000, 100)])
        town.way(3, [town.place(0, 30_000), town.place(40_000, 29_000)])
        let index = RoadIndex(try RoadGraph(town.map, for: .car))
        for part in stride(from: 0.0, through: 1, by: 0.001) {
            let place = try #require(MapPoint(Town.coordinate(60_000 * part, 50_000 * part)))
            var found = false
            index.forEachStretch(in: RoadIndex.Box(place, place)) { stretch in found = found || stretch.road == 0 }
            #expect(found, "at \(part)")
        }
        let whole = try #require(MapPoint(Town.coordinate(0, 0)))
        let corner = try #require(MapPoint(Town.coordinate(60_000, 50_000)))
        var entries = 0
        index.forEachStretch(in: RoadIndex.Box(whole, corner)) { _ in entries += 1 }
        #expect(entries < 3_000)
    }

    @Test("a foothold on the main network is known as such, and one on an island is not")
    func onMain() throws {
        var town = Town()
        town.way(1, (0..<6).map { town.place(Double($0) * 100, 0) })
        town.way(2, [town.place(0, 500), town.place(100, 500)])
        town.way(3, [town.map.ways[0].places[2], town.place(200, 100)])
        let network = try town.network()
        let feet = [(150.0, 0.0), (50, 500)].map { network.foothold(Town.coordinate($0.0, $0.1)) }
        #expect(try feet.map { network.isOnMain(try #require($0)) } == [true, false])
    }

    @Test("a private road is not driven through, but to, and an engine drives through")
    func localRoads() throws {
        var town = Town()
        let (a, b) = (town.place(0, 0), town.place(300, 0))
        town.way(1, [town.place(-100, 0), a])
        town.way(2, [a, b], ["highway": "residential", "access": "private"])
        town.way(3, [a, town.place(0, 400), town.place(300, 400), b])
        town.way(4, [b, town.place(400, 0)])
        let network = try town.network()
        #expect(try abs(#require(cost(trip(network, (-50, 0), (350, 0)))).metres - 1_200) < 5)
        #expect(try abs(#require(cost(trip(network, (-50, 0), (150, 0)))).metres - 200) < 2)
        #expect(try abs(#require(cost(trip(try town.network(.fireEngine), (-50, 0), (350, 0)))).metres - 400) < 3)
    }

    @Test("an end on an island goes to the main network; off every road is said of the end that is")
    func islands() throws {
        var town = Town()
        let ring = [town.place(0, 0), town.place(300, 0), town.place(300, 300), town.place(0, 300)]
        for side in 0..<4 { town.way(Int64(side + 1), [ring[side], ring[(side + 1) % 4]]) }
        town.way(9, [town.place(100, 40), town.place(200, 40)])
        let network = try town.network()
        #expect(network.graph.lanes.filter { $0.island != 0 }.count == 2)
        let fromYard = trip(network, (150, 40), (290, 300))
        #expect(try abs(#require(cost(fromYard)).metres - 460) < 5)
        #expect(cost(trip(network, (110, 40), (190, 40))).map { abs($0.metres - 80) < 2 } == true, "within the yard nothing is left")
        if case .offRoad(let isStart) = trip(network, (5_000, 0), (0, 0)) { #expect(isStart) } else { Issue.record("5 km from every road") }
        if case .offRoad(let isStart) = trip(network, (0, 0), (0, 9_000)) { #expect(!isStart) } else { Issue.record("9 km from every road") }
        if case .offRoad = RouteSearch(network).trip(
            from: Coordinate(latitude: .nan, longitude: 0), to: Town.coordinate(0, 0), network.openCosts)
        {
        } else {
            Issue.record("no number is no place")
        }
    }

    @Test("a map without a road for the vehicle says so; empty, doubled and looping ways do no harm")
    func odd() throws {
        #expect(throws: RoadFault.self) { try RoadGraph(RoadMap(), for: .car) }
        var town = Town()
        let (a, b) = (town.place(0, 0), town.place(100, 0))
        town.way(1, [a], ["highway": "path"])
        #expect(throws: RoadFault.self) { try RoadGraph(town.map, for: .car) }
        let loop = [b, town.place(150, 50), town.place(200, 0), b]
        town.way(2, [a, a, b])
        town.way(3, loop)
        town.way(4, [a, b])
        let network = try town.network()
        #expect(try abs(#require(cost(trip(network, (50, 0), (200, 0)))).metres - 140) < 25)
    }

    @Test("a place where hundreds of roads meet is no junction, and a net that needs too many shortcuts is refused")
    func crowded() throws {
        var town = Town()
        let middle = town.place(0, 0)
        for number in 0..<101 { town.way(Int64(number + 1), [middle, town.place(Double(number), 100)]) }
        let fault = #expect(throws: RoadFault.self) { try RoadGraph(town.map, for: .car) }
        #expect(fault?.description.contains("101 roads meet") == true)
        town.map.ways.removeLast()
        let graph = try RoadGraph(town.map, for: .car)
        #expect(throws: RoadFault.self) { try RoadHierarchy(graph, arcsMax: 1_000) }
        #expect(try RoadHierarchy(graph).arcCount > 1_000)
    }

    @Test("lists that do not fit each other are refused")
    func checked() throws {
        var town = Town()
        town.way(1, [town.place(0, 0), town.place(100, 0)])
        let graph = try RoadGraph(town.map, for: .car)
        func check(_ change: (inout RoadGraph) -> Void) -> Bool {
            var changed = graph
            change(&changed)
            do {
                _ = try RoadGraph.checked(
                    .car, points: changed.points, roads: changed.roads, lanes: changed.lanes, turnStart: changed.turnStart,
                    turns: changed.turns)
                return true
            } catch {
                return false
            }
        }
        #expect(check { _ in })
        #expect(!check { $0.turns[0].lane = 9 } && !check { $0.turns[0].weight = -1 } && !check { $0.lanes[0].road = 4 })
        #expect(!check { $0.roads[0].pointCount = 1 } && !check { $0.roads[0].firstPoint = 1 } && !check { $0.roads[0].forwardLane = 2 })
        #expect(!check { $0.turnStart[1] = 5 } && !check { $0.turnStart = [0] } && !check { $0.lanes[1].nextCopy = -2 })
        #expect(!check { $0.points[0] = MapPoint(latitude: 2_000_000_000, longitude: 0) } && !check { $0.lanes[0].milliseconds = .max })
    }
}
