import City
import Testing

@testable import Roads

@Suite("Turn restrictions")
struct RestrictionTests {
    /// A crossroads: way 1 from the south, 2 to the north, 3 to the west, 4 to the east, and a block round by the north-east.
    private static func crossroads() -> Town {
        var town = Town()
        let middle = town.place(0, 0)
        let ends = [town.place(0, -200), town.place(0, 200), town.place(-200, 0), town.place(200, 0)]
        for (index, end) in ends.enumerated() { town.way(Int64(index + 1), index == 0 ? [end, middle] : [middle, end]) }
        town.way(5, [ends[1], town.place(200, 200), ends[3]])
        return town
    }

    private func metres(_ town: Town, _ vehicle: Vehicle = .car, from: (Double, Double), to: (Double, Double)) throws -> Double {
        let network = try town.network(vehicle)
        let trip = RouteSearch(network).trip(from: Town.coordinate(from.0, from.1), to: Town.coordinate(to.0, to.1), network.openCosts)
        if case .route(let cost, _, _) = trip { return cost.metres }
        return .infinity
    }

    @Test("a forbidden right turn is driven round the block, by a car and not by an engine or on foot")
    func noRightTurn() throws {
        var town = Self.crossroads()
        #expect(try abs(metres(town, from: (0, -150), to: (150, 0)) - 300) < 3)
        town.map.restrictions = [RoadMap.Restriction(kind: .no, from: [1], via: .place(0), to: [4])]
        #expect(try abs(metres(town, from: (0, -150), to: (150, 0)) - 800) < 10)
        #expect(try abs(metres(town, .fireEngine, from: (0, -150), to: (150, 0)) - 300) < 3)
        #expect(try abs(metres(town, .footCrew, from: (0, -150), to: (150, 0)) - 300) < 3)
        #expect(try abs(metres(town, from: (150, 0), to: (0, -150)) - 300) < 3, "the other way round nothing is forbidden")
    }

    @Test("where only straight on is allowed, neither side road can be entered")
    func onlyStraightOn() throws {
        var town = Self.crossroads()
        town.map.restrictions = [RoadMap.Restriction(kind: .only, from: [1], via: .place(0), to: [2])]
        #expect(try abs(metres(town, from: (0, -150), to: (0, 150)) - 300) < 3)
        #expect(try metres(town, from: (0, -150), to: (-150, 0)) > 900)
    }

    @Test("restrictions for other vehicles, and for all but cars, say nothing to a car")
    func others() throws {
        var town = Self.crossroads()
        town.map.restrictions = [
            RoadMap.Restriction(kind: .no, from: [1], via: .place(0), to: [4], vehicle: "hgv"),
            RoadMap.Restriction(kind: .no, from: [1], via: .place(0), to: [4], exempt: ["motorcar"]),
            RoadMap.Restriction(kind: .no, from: [1], via: .place(0), to: [99]),
            RoadMap.Restriction(kind: .only, from: [1], via: .place(0), to: [99]),
        ]
        #expect(try abs(metres(town, from: (0, -150), to: (150, 0)) - 300) < 3)
    }

    @Test("a ban on turning round where a way runs on forbids neither direction of going straight on")
    func noTurningRound() throws {
        var town = Self.crossroads()
        town.map.ways.removeAll { $0.id == 1 || $0.id == 2 }
        town.way(6, [1, 0, 2])
        town.map.restrictions = [RoadMap.Restriction(kind: .no, from: [6], via: .place(0), to: [6])]
        #expect(try abs(metres(town, from: (0, -150), to: (0, 150)) - 300) < 3)
        #expect(try abs(metres(town, from: (0, 150), to: (0, -150)) - 300) < 3)
    }

    @Test("a restriction at a place that one of its ways runs through does not say which direction it means, and is left out")
    func runsThrough() throws {
        var town = Self.crossroads()
        town.map.ways.removeAll { $0.id == 3 || $0.id == 4 }
        town.way(6, [3, 0, 4])
        town.map.restrictions = [RoadMap.Restriction(kind: .no, from: [1], via: .place(0), to: [6])]
        #expect(try abs(metres(town, from: (0, -150), to: (150, 0)) - 300) < 3)
        town.map.restrictions = [RoadMap.Restriction(kind: .only, from: [6], via: .place(0), to: [2])]
        #expect(try abs(metres(town, from: (-150, 0), to: (0, -150)) - 300) < 3)
    }

    @Test(
        "a way on the way that winds through every corner of a town and never comes to the end does not hold the import up", .timeLimit(.minutes(1)))
    func windingVia() throws {
        var town = Town()
        let side = 12
        let corners = (0..<side).map { row in (0..<side).map { town.place(Double($0) * 100, Double(row) * 100) } }
        let (start, end) = (town.place(-100, 0), town.place(9_000, 9_000))
        town.way(1, [start, corners[0][0]])
        for row in corners { town.way(2, row) }
        for column in 0..<side { town.way(2, corners.map { $0[column] }) }
        town.way(3, [end, town.place(9_100, 9_000)])
        town.map.restrictions = [RoadMap.Restriction(kind: .no, from: [1], via: .ways([2]), to: [3])]
        let graph = try RoadGraph(town.map, for: .car)
        #expect(graph.roads.count == 2 * side * (side - 1) + 2)
    }

    /// From the south over a short bridge, then left or right: way 1, bridge 2, way 3 to the west, way 4 to the east; way 5 joins the bridge's foot.
    private static func bridge() -> Town {
        var town = Town()
        let (foot, head) = (town.place(0, 0), town.place(0, 50))
        town.way(1, [town.place(0, -200), foot])
        town.way(2, [foot, head])
        town.way(3, [head, town.place(-200, 50)])
        town.way(4, [head, town.place(200, 50)])
        town.way(5, [town.place(-200, 0), foot])
        return town
    }

    @Test("a restriction over a bridge speaks to those who came by one road and not to those who came by another")
    func viaWay() throws {
        var town = Self.bridge()
        town.map.restrictions = [RoadMap.Restriction(kind: .no, from: [1], via: .ways([2]), to: [3])]
        let fromSouth = try metres(town, from: (0, -150), to: (-150, 50))
        #expect(fromSouth > 700, "to the end of way 4, round, and back: \(fromSouth)")
        #expect(try abs(metres(town, from: (-150, 0), to: (-150, 50)) - 350) < 3)
        #expect(try abs(metres(town, from: (0, -150), to: (150, 50)) - 350) < 3)
        #expect(try abs(metres(town, from: (0, 25), to: (-150, 50)) - 175) < 3, "who begins on the bridge has no past")
        #expect(try abs(metres(town, from: (0, -150), to: (0, 25)) - 175) < 3, "and one may end on it")
    }

    @Test("two restrictions over one bridge both hold")
    func twoOverOneWay() throws {
        var town = Self.bridge()
        town.map.restrictions = [
            RoadMap.Restriction(kind: .no, from: [1], via: .ways([2]), to: [3]),
            RoadMap.Restriction(kind: .only, from: [5], via: .ways([2]), to: [3]),
        ]
        #expect(try metres(town, from: (0, -150), to: (-150, 50)) > 700)
        #expect(try metres(town, from: (-150, 0), to: (150, 50)) > 600)
        #expect(try abs(metres(town, from: (-150, 0), to: (-150, 50)) - 350) < 3)
    }

    @Test("no way found in a random town breaks a restriction of its map", arguments: UInt64(1)...20)
    func kept(seed: UInt64) throws {
        let town = Town.random(seed: seed, side: 6)
        let graph = try RoadGraph(town.map, for: .car)
        for lane in graph.lanes.indices {
            for first in graph.turnRange(lane).map({ Int(graph.turns[$0].lane) }) {
                let ways = [lane, first].map { graph.roads[Int(graph.lanes[$0].road)].wayID }
                for restriction in town.map.restrictions where restriction.from == [ways[0]] {
                    guard case .place(let place) = restriction.via, graph.end(lane) == town.map.places[Int(place)] else { continue }
                    if restriction.kind == .no { #expect(!restriction.to.contains(ways[1])) }
                }
            }
        }
        let starts = graph.lanes.indices.filter { !town.isCopy($0, graph) }
        for lane in starts {
            for middle in graph.turnRange(lane).map({ Int(graph.turns[$0].lane) }) {
                for last in graph.turnRange(middle).map({ Int(graph.turns[$0].lane) }) {
                    let ways = [lane, middle, last].map { graph.roads[Int(graph.lanes[$0].road)].wayID }
                    for restriction in town.map.restrictions where restriction.from == [ways[0]] && restriction.kind == .no {
                        guard case .ways(let via) = restriction.via else { continue }
                        #expect(!(via == [ways[1]] && restriction.to == [ways[2]]), "\(ways)")
                    }
                }
            }
        }
    }
}

extension RoadGraph {
    fileprivate func end(_ lane: Int) -> MapPoint {
        let it = lanes[lane]
        let range = pointRange(Int(it.road))
        return points[it.isBackward ? range.lowerBound : range.upperBound - 1]
    }
}

extension Town {
    fileprivate func isCopy(_ lane: Int, _ graph: RoadGraph) -> Bool {
        let road = graph.roads[Int(graph.lanes[lane].road)]
        return lane != Int(road.forwardLane) && lane != Int(road.backwardLane)
    }
}
