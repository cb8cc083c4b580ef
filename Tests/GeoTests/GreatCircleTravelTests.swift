import City
import Geo
import Testing
import TravelTimes

@Suite("Travel by the great circle")
struct GreatCircleTravelTests {
    let destination = Coordinate(latitude: 29.5, longitude: 106.5)

    @Test("10 km on the line take 21 minutes, and the method says how that comes about")
    func time() async throws {
        let origin = destination.destination(distanceMetres: 10_000, bearingDegrees: 45)
        let travel = GreatCircleTravel()
        let seconds = try #require(await travel.times(from: [origin], to: destination).first?.value)
        #expect(abs(seconds - 1_260) < 0.1)
        #expect(travel.method.en == "great-circle × 1.4 at 40 km/h")
    }

    @Test("times come in the order of the origins, and a point off the Earth has none")
    func order() async {
        let near = destination.destination(distanceMetres: 1_000, bearingDegrees: 0)
        let far = destination.destination(distanceMetres: 5_000, bearingDegrees: 0)
        let times = await GreatCircleTravel().times(from: [far, Coordinate(latitude: .nan, longitude: 0), near, destination], to: destination)
        #expect(times.count == 4)
        #expect(times[1] == .unknown)
        #expect((times[0].value ?? 0) > (times[2].value ?? 0))
        #expect(times[3] == .seconds(.zero))
    }
}
