import City
import Geo
import Incidents
import Testing

@testable import Drones

@Suite("Whether a drone can fly there")
struct FlightCheckTests {
    private func codes(
        _ state: DroneState?, height: Double = 120, target: Coordinate = Fixture.cliff, known: FlightCheck.Circumstances? = nil,
        drone: Drone = Fixture.drone()
    ) -> [String] {
        FlightCheck.obstacles(of: drone, to: target, heightMetres: height, known ?? Fixture.known(state)).map(\.code.rawValue)
    }

    @Test("a drone that lies ready in its dock within reach has nothing against it")
    func ready() { #expect(codes(Fixture.state()) == []) }

    @Test("what nobody has said stands against a flight as much as what is wrong")
    func unknown() {
        #expect(codes(nil) == ["drone.silent"])
        var bare = DroneState()
        bare.take(DroneTelemetry(.dock), at: Fixture.start)
        #expect(codes(bare) == ["drone.not-in-dock", "drone.battery-unknown", "drone.wind-unknown"])
    }

    @Test("a dock that was last heard more than half a minute ago is silent")
    func stale() {
        #expect(codes(nil, known: Fixture.known(Fixture.state(), after: 30)) == [])
        #expect(codes(nil, known: Fixture.known(Fixture.state(), after: 30.001)) == ["drone.silent"])
    }

    @Test("a dock that is heard again without its values is not sent from on the old ones, and what stood against a flight still does")
    func oldValues() {
        var state = Fixture.state { $0.rain = 3 }
        let hour = Fixture.start.advanced(by: 3_600)
        state.take(DroneTelemetry(.dock), at: hour)
        #expect(
            codes(nil, known: Fixture.known(state, after: 3_600))
                == ["drone.not-in-dock", "drone.battery-unknown", "drone.wind-unknown", "drone.heavy-rain"])
        #expect(state.atRestSince == nil)
        state.take(Fixture.ready, at: hour.advanced(by: 2))
        #expect(codes(nil, known: Fixture.known(state, after: 3_602)) == [])
    }

    @Test("a wind that has not been told for half a minute is not known, whatever else its dock tells")
    func oldWind() {
        var state = Fixture.state()
        var told = Fixture.ready
        told.windMetresPerSecond = nil
        for second in stride(from: 2.0, through: 32, by: 2) { state.take(told, at: Fixture.start.advanced(by: Seconds(second))) }
        #expect(codes(nil, known: Fixture.known(state, after: 30)) == [])
        #expect(codes(nil, known: Fixture.known(state, after: 32)) == ["drone.wind-unknown"])
    }

    @Test("the charge that a dock tells is the drone's only while the drone lies in it")
    func charge() {
        var state = Fixture.state()
        var charge = DroneTelemetry(.dock)
        charge.batteryPercent = 96
        state.take(charge, at: Fixture.start.advanced(by: 2))
        #expect(state.batteryPercent == 96)
        var out = DroneTelemetry(.dock)
        out.isInDock = false
        state.take(out, at: Fixture.start.advanced(by: 4))
        var flying = DroneTelemetry(.aircraft)
        flying.batteryPercent = 40
        state.take(flying, at: Fixture.start.advanced(by: 5))
        charge.batteryPercent = 0
        state.take(charge, at: Fixture.start.advanced(by: 6))
        #expect(state.batteryPercent == 40)
    }

    @Test("the battery must hold for the way there and back, the look, and the reserve")
    func battery() {
        // 3.0 of 6 km: 25 + 20 + 22.5.
        let needed = FlightCheck.batteryNeeded(for: Fixture.home.distanceMetres(to: Fixture.cliff), of: Fixture.drone())
        #expect(abs(needed - 67.5) < 0.1)
        #expect(codes(Fixture.state { $0.batteryPercent = 67 }) == ["drone.battery-low"])
        #expect(codes(Fixture.state { $0.batteryPercent = 68 }) == [])
        #expect(FlightCheck.batteryNeeded(for: 6_000, of: Fixture.drone()) == 90)
    }

    @Test("distance, height, wind, rain, the dock's own state, the line and another flight each stand against it")
    func each() {
        #expect(codes(Fixture.state(), target: Coordinate(latitude: 29.86, longitude: 106.40)) == ["drone.too-far"])
        #expect(codes(Fixture.state(), height: 99) == ["drone.height"])
        #expect(codes(Fixture.state(), height: 401) == ["drone.height"])
        #expect(codes(Fixture.state { $0.windMetresPerSecond = 12 }) == [])
        #expect(codes(Fixture.state { $0.windMetresPerSecond = 12.1 }) == ["drone.wind"])
        #expect(codes(Fixture.state { $0.rain = 3 }) == ["drone.heavy-rain"])
        #expect(codes(Fixture.state { $0.dockMode = .maintenance }) == ["drone.dock-not-ready"])
        #expect(codes(Fixture.state { $0.isStopped = true }) == ["drone.dock-stopped"])
        // What charge a dock tells of a drone that is out is not the drone's.
        #expect(codes(Fixture.state { $0.isInDock = false }) == ["drone.not-in-dock", "drone.battery-unknown"])
        #expect(codes(nil, known: Fixture.known(Fixture.state(), linked: false)) == ["drone.no-link"])
        #expect(codes(nil, known: Fixture.known(Fixture.state(), flight: "i0.1")) == ["drone.flying"])
    }

    @Test("a made-up matter flies no real drone")
    func real() {
        #expect(codes(Fixture.state(), drone: Fixture.drone(synthetic: false)) == ["drone.real"])
        let real = Fixture.known(Fixture.state(), synthetic: false)
        #expect(codes(nil, known: real, drone: Fixture.drone(synthetic: false)) == [])
    }

    @Test("the able one that is there soonest comes first, and those that cannot come after it with their reasons")
    func ranking() {
        let near = Fixture.drone("near", home: Coordinate(latitude: 29.826, longitude: 106.40))
        let far = Fixture.drone("far", home: Coordinate(latitude: 29.79, longitude: 106.40))
        let middle = Fixture.drone("middle")
        let states: [DroneID: DroneState] = ["far": Fixture.state(), "middle": Fixture.state()]
        let choices = DroneChoice.rank([far, near, middle], for: Fixture.cliff, heightMetres: nil) { Fixture.known(states[$0.id]) }
        #expect(choices.map(\.drone.id) == ["middle", "far", "near"])
        #expect(choices.map(\.isAble) == [true, true, false])
        // 60 s to leave the dock, 20 s to climb 100 m, 300 s for 3 km.
        #expect(abs(choices[0].flightTime.value - 380) < 1)
    }

    @Test("a dock is at rest from when it says so without a gap, and not while it works, stands open or is silent")
    func atRest() {
        var state = Fixture.state()
        #expect(state.atRestSince == Fixture.start)
        func tell(_ seconds: Seconds, _ change: (inout DroneTelemetry) -> Void = { _ in }) {
            var told = Fixture.ready
            change(&told)
            state.take(told, at: Fixture.start.advanced(by: seconds))
        }
        tell(20)
        #expect(state.atRestSince == Fixture.start)
        tell(40) { $0.dockMode = .working }
        #expect(state.atRestSince == nil)
        tell(60)
        tell(70) { $0.isInDock = false }
        #expect(state.atRestSince == nil)
        tell(80)
        tell(111)
        #expect(state.atRestSince == Fixture.start.advanced(by: 111))
    }

    @Test("a state keeps what a message does not tell, and a drone in its dock has no position of its own")
    func partial() {
        var state = Fixture.state()
        var flying = DroneTelemetry(.aircraft)
        flying.position = Fixture.cliff
        flying.heightMetres = 120
        flying.mode = .flying
        state.take(flying, at: Fixture.start.advanced(by: 2))
        #expect(state.batteryPercent == 95 && state.position == Fixture.cliff && state.mode == .flying)
        #expect(!state.isAircraftSilent(at: Fixture.start.advanced(by: 32)) && state.isAircraftSilent(at: Fixture.start.advanced(by: 33)))
        state.take(Fixture.ready, at: Fixture.start.advanced(by: 4))
        #expect(state.position == nil && state.heightMetres == nil)
    }
}
