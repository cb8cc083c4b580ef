import City
import Geo
import Testing
import TravelTimes

@testable import Roads

@Suite("Travel times over roads")
struct RoadTravelTests {
    private static func travel() throws -> RoadTravel {
        var town = Town()
        town.way(1, [town.place(0, 0), town.place(1_000, 0), town.place(2_000, 0)], ["highway": "primary"])
        return RoadTravel(try town.network(.fireEngine), attribution: "© somebody")
    }

    @Test("teams on the road have their times, one beyond every road is unknown, and the method says whose roads these are")
    func times() async throws {
        let travel = try Self.travel()
        let origins = [Town.coordinate(500, 0), Town.coordinate(0, 30), Town.coordinate(90_000, 0)]
        let times = await travel.times(from: origins, to: Town.coordinate(1_900, 0))
        #expect(abs((times[0].value ?? 0) - 1_400 / (65 / 3.6)) < 1 && abs((times[1].value ?? 0) - 1_900 / (65 / 3.6)) < 1)
        #expect(times[2] == .unknown)
        #expect(travel.method.en.contains("fire engine") && travel.method.en.contains("© somebody") && travel.method.zh.contains("消防车"))
    }

    @Test("behind a closed area a team is cut off, and with the area gone it is not")
    func closures() async throws {
        let travel = try Self.travel()
        let fire = try Polygon(outer: [(900, -50), (1_100, -50), (1_100, 50), (900, 50)].map { Town.coordinate($0.0, $0.1) })
        let origins = [Town.coordinate(500, 0), Town.coordinate(1_500, 0)]
        let closed = await travel.times(from: origins, to: Town.coordinate(1_900, 0), avoiding: [fire])
        #expect(closed[0] == .cutOff && closed[1].value != nil)
        let open = await travel.times(from: origins, to: Town.coordinate(1_900, 0))
        #expect(open.allSatisfy { $0.value != nil })
    }

    @Test("a fire that lies in its own forecast area is driven to as far as the road is open")
    func intoTheForecastArea() async throws {
        let travel = try Self.travel()
        let fire = try Polygon(outer: [(1_300, -300), (1_700, -300), (1_700, 300), (1_300, 300)].map { Town.coordinate($0.0, $0.1) })
        let time = await travel.times(from: [Town.coordinate(500, 0)], to: Town.coordinate(1_490, 40), avoiding: [fire])[0]
        #expect(time.value.map { $0 < 600 / (65 / 3.6) && $0 > 300 / (65 / 3.6) } == true, "\(time)")
    }
}
