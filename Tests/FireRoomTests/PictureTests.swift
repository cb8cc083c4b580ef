import City
import Geo
import Testing
import Wildfire

@testable import FireRoom

@Suite("The picture of a fire")
struct PictureTests {
    @Test("the forecast areas rise with the hours, members stand round the expected fire, and layers have a number for each cell")
    func forecast() async throws {
        let (made, forecast) = await Hill.made(try Hill.question(try Hill.ground()), nil)
        let horizons = made.picture.horizons
        #expect(horizons.map(\.hours) == [1, 3, 6, 12, 24])
        #expect(zip(horizons, horizons.dropFirst()).allSatisfy { $0.expected <= $1.expected && $0.high <= $1.high && $0.median <= $0.high })
        #expect(horizons[0].expected > 0.05 && !horizons[0].perimeter.isEmpty)
        #expect(forecast.members == 8, "where time is up, the least number of members still runs")
        #expect(made.layers.allSatisfy { $0.bytes.count == 2 * Hill.side * Hill.side })
        #expect(made.picture.roads == nil && made.picture.grid.layers.map(\.name).contains("probability-24"))
    }

    @Test("a layer's first row lies in the north")
    func layerRows() throws {
        let landscape = try Hill.ground().landscape
        let layer = RasterLayer("x", unit: "m", scale: 1, landscape) { $0 == 0 ? 7 : $0 == Hill.side * (Hill.side - 1) ? 300 : nil }
        #expect(layer.bytes[0] == 44 && layer.bytes[1] == 1)
        let lastRow = 2 * Hill.side * (Hill.side - 1)
        #expect(layer.bytes[lastRow] == 7 && layer.bytes[lastRow + 2] == 255 && layer.bytes[lastRow + 3] == 255)
    }

    @Test("a village downwind is told to leave so early that it is empty when the fire comes, one upwind is not told")
    func zones() async throws {
        let upwind = RiskZone(
            id: "upwind", name: Hill.words("upwind"), outline: [(2, 48), (5, 48), (5, 52), (2, 52), (2, 48)].map { Hill.point($0.0, $0.1) },
            people: 3, households: nil, assembly: nil, clearance: 5 * 60)
        let uncounted = RiskZone(
            id: "uncounted", name: Hill.words("?"), outline: Hill.village.outline, people: nil, households: nil, assembly: nil)
        let (made, _) = await Hill.made(try Hill.question(try Hill.ground(), zones: [upwind, uncounted, Hill.village]), nil)
        let village = try #require(made.picture.zones.first)
        #expect(village.zone == "village" && !village.buffer.isEmpty && village.probability > 0.5)
        let (order, arrival) = (try #require(village.orderBy), try #require(village.arrivalMinute))
        let left = arrival - order.since(Hill.start).value / 60
        #expect((20.0...32).contains(left), "\(left) minutes for a clearance of 20")
        let unknown = try #require(made.picture.zones.first { $0.zone == "uncounted" })
        #expect(unknown.orderBy == nil && unknown.clearanceMinutes == nil && unknown.arrivalMinute == village.arrivalMinute)
    }

    @Test("without a road graph everything else still stands")
    func withoutRoads() async throws {
        let (made, _) = await Hill.made(try Hill.question(try Hill.ground(), onScene: true), nil)
        #expect(made.picture.crews.count == 1 && made.picture.water.count == 1 && made.picture.water[0].seconds == nil)
    }

    @Test("teams have arrival times and ways, the ring has roads, another engine is placed, and the road up the hill is cut")
    func roads() async throws {
        let (made, _) = await Hill.made(try Hill.question(try Hill.ground()), try Hill.roads())
        let roads = try #require(made.picture.roads)
        let crew = try #require(roads.teams.first)
        #expect((crew.seconds ?? 0) > 60 && crew.route.count > 2 && !crew.isCutOff)
        let reach = try #require(roads.reach)
        #expect(reach.roads.count > 0 && (0.01...0.9).contains(reach.share))
        #expect(reach.station?.id == "west" && (reach.station?.gains ?? 0) > 0.05)
        #expect(roads.cut.map(\.way).contains(2) && made.picture.water[0].seconds != nil)
        #expect(made.picture.grid.layers.map(\.name).contains("access"))
    }

    @Test("engines are not led through the forecast area, and end before it")
    func approach() async throws {
        let (made, _) = await Hill.made(try Hill.question(try Hill.ground(), at: Hill.point(30, 55)), try Hill.roads())
        let approach = try #require(made.picture.roads?.approach)
        #expect(!made.closedAreas.isEmpty && made.closedAreas.allSatisfy { !$0.contains(approach) })
    }

    @Test("a crew at the fire has a way out that stays ahead of it")
    func crews() async throws {
        let bare = Set((0..<Hill.side * Hill.side).filter { (70..<90).contains($0 % Hill.side) && (10..<30).contains($0 / Hill.side) })
        let (made, _) = await Hill.made(try Hill.question(try Hill.ground(bare: bare), onScene: true), try Hill.roads())
        let crew = try #require(made.picture.crews.first)
        #expect(crew.end != nil && crew.path.count > 1 && (crew.marginMinutes ?? 99) >= 5)
    }

    @Test("a crew that says where it is has its way out from there; what is old, coarse or elsewhere is guessed again, and said")
    func positions() async throws {
        let bare = Set((0..<Hill.side * Hill.side).filter { (70..<90).contains($0 % Hill.side) && (10..<30).contains($0 / Hill.side) })
        let ground = try Hill.ground(bare: bare)
        func crew(_ position: CrewPosition?) async throws -> FirePicture.CrewRow {
            let question = try Hill.question(ground, onScene: position == nil, position: position)
            return try #require(await Hill.made(question, try Hill.roads()).0.picture.crews.first)
        }
        let here = Hill.point(60, 20), now = Hill.start.advanced(by: .minutes(30))
        func at(_ minutes: Double, accuracy: Double? = 12, _ point: Coordinate) -> CrewPosition {
            CrewPosition(point: point, accuracyMetres: accuracy, at: now.advanced(by: .minutes(-minutes)), teller: .team)
        }
        let known = try await crew(at(3, here))
        #expect(known.guessed == nil && known.position == here && known.positionBy == "team" && known.accuracyMetres == 12)
        let start = try #require(known.path.first)
        #expect(Coordinate(latitude: start[1], longitude: start[0]).distanceMetres(to: here) < Hill.cell)
        let cases: [(CrewPosition?, String)] = [
            (at(11, here), "old"), (at(1, accuracy: 400, here), "coarse"), (at(1, Coordinate(latitude: 31, longitude: 107)), "outside"),
            (nil, "unknown"),
        ]
        for (position, doubt) in cases {
            let row = try await crew(position)
            #expect(row.guessed == doubt && row.path.first != known.path.first && row.positionAt == position?.at)
        }
    }

    @Test("ways out are reckoned anew when a team has gone on, is known now, or is known no longer, and not for a step")
    func moved() {
        func at(_ column: Int) -> [TeamID: CrewPosition] {
            ["crew": CrewPosition(point: Hill.point(column, 20), accuracyMetres: 5, at: Hill.start, teller: .team)]
        }
        #expect(!FireRoom.haveMoved(at(60), at(61)) && FireRoom.haveMoved(at(60), at(65)))
        #expect(FireRoom.haveMoved([:], at(60)) && FireRoom.haveMoved(at(60), [:]) && !FireRoom.haveMoved([:], [:]))
    }

    @Test("the attack's marks carry times and the areas of the forecast")
    func attack() async throws {
        let (made, _) = await Hill.made(try Hill.question(try Hill.ground()), nil)
        #expect(made.picture.attack.map(\.step) == ["detected", "confirmed"] && made.picture.isHeld == nil)
        #expect(made.picture.attack[1].afterMinutes == 1 && (made.picture.attack[1].squareKilometres ?? -1) >= 0)
    }

    @Test("a fire on ground that does not burn, or outside, gives a picture without a fire and no crash")
    func nothingBurns() async throws {
        let cell = 50 * Hill.side + 20
        let (bare, _) = await Hill.made(try Hill.question(try Hill.ground(bare: [cell])), try Hill.roads())
        #expect(bare.picture.horizons.allSatisfy { $0.expected == 0 && $0.perimeter.isEmpty })
        let outside = try Hill.question(try Hill.ground(), at: Coordinate(latitude: 31, longitude: 107), onScene: true)
        let (far, _) = await Hill.made(outside, try Hill.roads())
        #expect(far.picture.horizons.allSatisfy { $0.expected == 0 } && far.picture.zones.allSatisfy { $0.orderBy == nil })
    }
}
