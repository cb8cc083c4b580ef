import City
import Geo
import Testing

@testable import Roads

@Suite("What is reached by road in a time")
struct ReachTests {
    @Test("every point that a route reaches in time is reached at the second of the route, and no other point is", arguments: [3, 8, 21] as [UInt64])
    func oracle(seed: UInt64) throws {
        let network = try Town.random(seed: seed, side: 9).network(.fireEngine)
        let start = Town.coordinate(410, 390)
        let foothold = try #require(network.foothold(start))
        let (limit, search) = (120.0, RouteSearch(network))
        let reach = network.reach(from: [(foothold, 0)], within: limit, network.openCosts)
        var met = 0
        for (number, point) in network.graph.points.enumerated() {
            guard let there = network.foothold(point.coordinate), there.distanceMetres < 0.05 else { continue }
            let cost = search.cost(from: foothold, to: there, network.openCosts)
            let seconds = Double(reach.pointSeconds[number])
            guard let cost, cost.seconds <= limit - 0.5 else {
                #expect(seconds > limit - 1, "point \(number): \(seconds) against \(String(describing: cost?.seconds))")
                continue
            }
            met += 1
            #expect(seconds >= cost.seconds - 0.05, "nobody is anywhere before the fastest route is")
        }
        #expect(met > 20)
    }

    @Test("a road that the time ends on is reached up to where it ends")
    func part() throws {
        var town = Town()
        town.way(1, [town.place(0, 0), town.place(1_000, 0)], ["highway": "residential", "maxspeed": "36"])
        let network = try town.network(.fireEngine)
        let foothold = try #require(network.foothold(Town.coordinate(0, 0)))
        let far = try #require(network.foothold(Town.coordinate(1_000, 0)))
        let whole = try #require(RouteSearch(network).cost(from: foothold, to: far, network.openCosts))
        let reach = network.reach(from: [(foothold, 10)], within: 10 + whole.seconds / 4, network.openCosts)
        let furthest = try #require(reach.stretches.map(\.to).max())
        #expect(abs(furthest - 0.25) < 0.001)
        let last = try #require(reach.stretches.first { $0.to == furthest })
        let end = try #require(network.points(of: last).last)
        #expect(abs(end.longitudeDegrees - Town.coordinate(250, 0).longitude) < 3e-6)
    }

    @Test("a closed part ends the reach there, and what lies behind it is not reached")
    func closed() throws {
        var town = Town()
        let (west, middle, east) = (town.place(0, 0), town.place(500, 0), town.place(1_000, 0))
        town.way(1, [west, middle])
        town.way(2, [middle, east])
        let network = try town.network(.fireEngine)
        let fire = try Polygon(outer: [(600.0, -50.0), (700, -50), (700, 50), (600, 50)].map { Town.coordinate($0.0, $0.1) })
        let costs = network.costs(closing: network.closures(in: [fire]))
        let reach = network.reach(from: [(try #require(network.foothold(Town.coordinate(0, 0))), 0)], within: 3_600, costs)
        #expect(seconds(500, network, reach).isFinite && seconds(1_000, network, reach) == .infinity)
        let second = try #require(reach.stretches.first { network.graph.roads[Int($0.road)].wayID == 2 })
        #expect(abs(second.to - 0.2) < 0.01)
    }

    @Test("of several starts the nearest counts, and one that sets out later counts later")
    func several() throws {
        var town = Town()
        let places = [0.0, 500, 1_000].map { town.place($0, 0) }
        town.way(1, places)
        let network = try town.network(.fireEngine)
        let (west, east) = (try #require(network.foothold(Town.coordinate(0, 0))), try #require(network.foothold(Town.coordinate(1_000, 0))))
        let both = network.reach(from: [(west, 0), (east, 0)], within: 600, network.openCosts)
        let late = network.reach(from: [(west, 0), (east, 500)], within: 600, network.openCosts)
        #expect(seconds(1_000, network, both) == 0 && (1...500).contains(seconds(1_000, network, late)))
        #expect(seconds(500, network, both) == seconds(500, network, late))
    }

    /// Of the points so far east of the town's corner the earliest.
    private func seconds(_ east: Double, _ network: RoadNetwork, _ reach: RoadReach) -> Float {
        let longitude = MapPoint(Town.coordinate(east, 0))?.longitude
        return zip(network.graph.points, reach.pointSeconds).filter { $0.0.longitude == longitude }.map(\.1).min() ?? .nan
    }
}
