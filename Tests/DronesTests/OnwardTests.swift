import City
import Incidents
import Testing

@testable import Drones

@Suite("A drone that is out is sent on to another place")
struct OnwardTests {
    /// 2.0 km north of the dock, 1.0 km short of the first place.
    private static let ridge = Coordinate(latitude: 29.818, longitude: 106.40)

    /// What is known of a drone above the cliff with so much battery.
    private static func known(_ battery: Int? = 80, linked: Bool = true, wind: Double = 4) -> FlightCheck.Circumstances {
        var state = DroneState()
        var dock = DroneTelemetry(.dock)
        dock.dockMode = .working
        dock.isInDock = false
        dock.windMetresPerSecond = wind
        state.take(dock, at: Fixture.start)
        var aircraft = DroneTelemetry(.aircraft)
        aircraft.mode = .flying
        aircraft.position = Fixture.cliff
        aircraft.heightMetres = 120
        aircraft.batteryPercent = battery
        state.take(aircraft, at: Fixture.start)
        return Fixture.known(state, linked: linked, flight: "i1.1")
    }

    private static func onStation() throws -> Story {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.take(.departed), at: 60)
        try story.give(.take(.arrived), at: 300)
        return story
    }

    private static func sendOn(_ place: Coordinate = ridge, height: Double? = nil, reason: String = "看山脊") -> FlightCommand {
        .sendOn(SendOn(position: place, heightMetres: height, reason: reason))
    }

    private func code(_ story: Story, _ command: FlightCommand = sendOn(), _ known: FlightCheck.Circumstances = known()) -> String? {
        var story = story
        do {
            try story.give(command, at: 310, onward: ("on-1", known))
            return nil
        } catch { return (error as? Refusal)?.code.rawValue }
    }

    @Test("it goes there, stands above it, and is sent on again; its old way has nothing to say any more")
    func goesOn() throws {
        var story = try Self.onStation()
        try story.give(Self.sendOn(), at: 310, onward: ("on-1", Self.known()))
        #expect(story.flight?.state == .onStation && story.flight?.target == Fixture.cliff)
        #expect(story.flight?.hears(.onwardAccepted, under: "on-1") == true && story.flight?.hears(.onwardAccepted, under: "m-1") == false)
        try story.give(.take(.onwardAccepted), at: 311)
        #expect(story.flight?.state == .airborne && story.flight?.target == Self.ridge && story.flight?.isWatched == true)
        // 1.0 km at 10 m/s.
        #expect(abs((story.flight?.expectedAt.since(Fixture.start).value ?? 0) - 410) < 1)
        #expect(story.flight?.hears(.arrived, under: "m-1") == false && story.flight?.hears(.arrived, under: "on-1") == true)
        try story.give(Self.sendOn(Fixture.cliff), at: 320, onward: ("on-2", Self.known()))
        try story.give(.take(.onwardAccepted), at: 321)
        // A way that is changed keeps the name with which it began.
        #expect(story.flight?.way == "on-1" && story.flight?.target == Fixture.cliff)
        try story.give(.take(.arrived), at: 400)
        #expect(story.flight?.state == .onStation && story.flight?.arrivedAt == Fixture.start.advanced(by: 300))
        #expect(
            story.told.suffix(5) == ["FlightSentOn", "FlightOnwardAccepted", "FlightSentOn", "FlightOnwardAccepted", "FlightArrived"])
    }

    @Test("battery, range, height, wind, a silent drone and a lost line forbid it, each by its own rule")
    func check() throws {
        let story = try Self.onStation()
        #expect(code(story) == nil)
        // 1.0 km there and 2.0 km home of 12 km: 25 + 20 + 11.25.
        #expect(code(story, Self.sendOn(), Self.known(57)) == nil)
        #expect(code(story, Self.sendOn(), Self.known(56)) == "drone.battery-low")
        #expect(code(story, Self.sendOn(), Self.known(nil)) == "drone.battery-unknown")
        #expect(code(story, Self.sendOn(Coordinate(latitude: 29.86, longitude: 106.40))) == "drone.too-far")
        #expect(code(story, Self.sendOn(height: 99)) == "drone.height")
        #expect(code(story, Self.sendOn(), Self.known(wind: 12.1)) == "drone.wind")
        #expect(code(story, Self.sendOn(), Self.known(linked: false)) == "drone.no-link")
        // Heard from one of the two alone: where it is, or what wind there is, is not known.
        for source in [DroneTelemetry.Source.dock, .aircraft] {
            var state = try #require(Self.known().state)
            state.take(DroneTelemetry(source), at: Fixture.start.advanced(by: 20))
            #expect(code(story, Self.sendOn(), Fixture.known(state, after: 31, flight: "i1.1")) == "drone.silent")
        }
        #expect(code(story, Self.sendOn(reason: " ")) == "text.missing")
    }

    @Test("a drone that has had no fix for half a minute does not tell where it is, whatever else it tells")
    func noFix() throws {
        let story = try Self.onStation()
        var state = try #require(Self.known().state)
        for seconds in [20.0, 30, 31] {
            var dock = DroneTelemetry(.dock)
            dock.windMetresPerSecond = 4
            state.take(dock, at: Fixture.start.advanced(by: Seconds(seconds)))
            var aircraft = DroneTelemetry(.aircraft)
            aircraft.mode = .flying
            aircraft.batteryPercent = 80
            state.take(aircraft, at: Fixture.start.advanced(by: Seconds(seconds)))
        }
        #expect(code(story, Self.sendOn(), Fixture.known(state, after: 30, flight: "i1.1")) == nil)
        #expect(code(story, Self.sendOn(), Fixture.known(state, after: 31, flight: "i1.1")) == "drone.place-unknown")
    }

    @Test("while it is open whether a way was changed, its end is told by where the drone stands and not by its word, which is the same for both")
    func changedUnanswered() throws {
        var story = try Self.onStation()
        try story.give(Self.sendOn(), at: 310, onward: ("on-1", Self.known()))
        try story.give(.take(.onwardAccepted), at: 311)
        try story.give(Self.sendOn(Fixture.home), at: 320, onward: ("on-2", Self.known()))
        #expect(story.flight?.onward?.changesWay == true)
        let open = try #require(story.flight)
        #expect(!open.hears(.arrived, under: "on-1") && open.hears(.onwardFailed(code: 1), under: "on-1"))
        var told = DroneTelemetry(.aircraft)
        told.mode = .flying
        told.speedMetresPerSecond = 0.3
        told.heightMetres = 120
        told.position = Self.ridge
        #expect(open.reached(by: told) == [.arrived])
        // Within half a minute the answer may still come.
        told.position = Fixture.home
        #expect(open.reached(by: told) == [])
        try story.tick(at: 350)
        let late = try #require(story.flight)
        #expect(late.onward?.unanswered == true && late.reached(by: told) == [.onwardAccepted, .arrived])
        told.heightMetres = 200
        #expect(late.reached(by: told) == [])
        try story.give(.take(.onwardAccepted), at: 400)
        try story.give(.take(.arrived), at: 400)
        #expect(story.flight?.state == .onStation && story.flight?.target == Fixture.home)
    }

    @Test("not during its first way, not once it is called back, and not while an order to go on waits for its answer")
    func states() throws {
        var early = try Story()
        try early.order()
        try early.give(.take(.accepted), at: 1)
        try early.give(.take(.departed), at: 60)
        #expect(code(early) == "flight.not-on-station" && early.flight?.canGoOn == false)
        var called = try Self.onStation()
        #expect(called.flight?.canGoOn == true)
        try called.give(.returnHome(ReasonedFlight(reason: "风大")), at: 305)
        #expect(code(called) == "flight.not-on-station")
        var waiting = try Self.onStation()
        try waiting.give(Self.sendOn(), at: 310, onward: ("on-1", Self.known()))
        #expect(code(waiting) == "flight.wrong-state")
    }

    @Test("an order to go on that nobody answers says so after half a minute, is taken on late all the same, and may be said again")
    func unanswered() throws {
        var story = try Self.onStation()
        try story.give(Self.sendOn(), at: 310, onward: ("on-1", Self.known()))
        try story.tick(at: 339)
        #expect(story.flight?.onward?.unanswered == false)
        try story.tick(at: 340)
        #expect(story.told.last == "FlightOnwardUnanswered" && story.flight?.canGoOn == true)
        var late = story
        try late.give(.take(.onwardAccepted), at: 345)
        #expect(late.flight?.target == Self.ridge)
        try story.give(Self.sendOn(), at: 350, onward: ("on-2", Self.known()))
        #expect(story.flight?.onward?.order == "on-2")
    }

    @Test("a drone that refuses stays where it is; one that cannot get there says so and may be sent elsewhere")
    func fails() throws {
        var story = try Self.onStation()
        try story.give(Self.sendOn(), at: 310, onward: ("on-1", Self.known()))
        try story.give(.take(.onwardRefused(code: 5)), at: 311)
        #expect(story.flight?.state == .onStation && story.flight?.target == Fixture.cliff && story.flight?.resultCode == 5)
        try story.give(Self.sendOn(), at: 320, onward: ("on-2", Self.known()))
        try story.give(.take(.onwardAccepted), at: 321)
        try story.give(.take(.onwardFailed(code: 6)), at: 330)
        #expect(story.flight?.isStopped == true && story.flight?.canGoOn == true)
        try story.give(Self.sendOn(), at: 340, onward: ("on-3", Self.known()))
        // It is on no way any more: the next one is a new one.
        #expect(story.flight?.onward?.changesWay == false)
        try story.give(.take(.onwardAccepted), at: 341)
        #expect(story.flight?.isStopped == false && story.flight?.way == "on-3")
    }
}
