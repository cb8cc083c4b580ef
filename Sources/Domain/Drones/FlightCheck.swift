import City
import Geo

/// Whether a drone can fly to a place now, and if not, everything that stands against it. What is not known stands against it too.
public enum FlightCheck {
    /// What is known when it is asked.
    public struct Circumstances: Sendable {
        public let now: Instant
        /// True while the line to the docks is up.
        public let linked: Bool
        /// Nil where nothing was ever heard.
        public let state: DroneState?
        /// The flight that the drone is on.
        public let flight: FlightID?
        /// True for a made-up matter.
        public let synthetic: Bool

        public init(now: Instant, linked: Bool, state: DroneState?, flight: FlightID?, synthetic: Bool) {
            self.now = now
            self.linked = linked
            self.state = state
            self.flight = flight
            self.synthetic = synthetic
        }
    }

    /// Below this a drone comes home by itself and asks nobody.
    static let reservePercent = 25.0
    /// Ten minutes above the place: a look that is over on arrival helps nobody.
    static let hoverPercent = 20.0
    /// To the end of its range and back.
    static let wayPercent = 45.0
    /// Rain in which docks do not open (DJI Cloud API, `rainfall` 3: heavy).
    static let rainMax = 2

    /// What the battery must hold for a way out of so many metres, in percent.
    public static func batteryNeeded(for distanceMetres: Double, of drone: Drone) -> Double {
        reservePercent + hoverPercent + wayPercent * min(distanceMetres / drone.rangeMetres, 1)
    }

    /// Nothing where it can fly. In the order in which a person wants to know: what cannot be changed first.
    public static func obstacles(of drone: Drone, to target: Coordinate, heightMetres: Double, _ known: Circumstances) -> [FlightObstacle] {
        let distance = drone.home.distanceMetres(to: target)
        var obstacles: [FlightObstacle] = []
        if known.synthetic, !drone.synthetic { obstacles.append(.realDrone) }
        if distance > drone.rangeMetres { obstacles.append(.tooFar(distanceMetres: distance, rangeMetres: drone.rangeMetres)) }
        if !drone.heightMetres.contains(heightMetres) { obstacles.append(.height(allowed: drone.heightMetres)) }
        guard known.linked else { return obstacles + [.noLink] }
        if let flight = known.flight { return obstacles + [.flying(flight)] }
        guard let state = known.state, !state.isDockSilent(at: known.now) else { return obstacles + [.silent(since: known.state?.dockHeardAt)] }
        let current = state.current(at: known.now)
        return obstacles + readiness(current, lastTold: state) + battery(current, needed: batteryNeeded(for: distance, of: drone))
            + weather(current, of: drone)
    }

    /// The same for a drone that is out and shall go on to another place: the way there and home from there, and a look of full length.
    public static func onwardObstacles(
        of drone: Drone, from position: Coordinate?, to target: Coordinate, heightMetres: Double, _ known: Circumstances
    ) -> [FlightObstacle] {
        let home = drone.home.distanceMetres(to: target)
        var obstacles: [FlightObstacle] = []
        if home > drone.rangeMetres { obstacles.append(.tooFar(distanceMetres: home, rangeMetres: drone.rangeMetres)) }
        if !drone.heightMetres.contains(heightMetres) { obstacles.append(.height(allowed: drone.heightMetres)) }
        guard known.linked else { return obstacles + [.noLink] }
        guard let state = known.state, !state.isAircraftSilent(at: known.now), !state.isDockSilent(at: known.now) else {
            return obstacles + [.silent(since: known.state?.aircraftHeardAt)]
        }
        guard let position else { return obstacles + [.placeUnknown] }
        let current = state.current(at: known.now)
        // `wayPercent` is for twice the range.
        let way = (position.distanceMetres(to: target) + home) / (2 * drone.rangeMetres)
        let needed = reservePercent + hoverPercent + wayPercent * way
        return obstacles + battery(current, needed: needed) + weather(current, of: drone)
    }

    /// A dock that was last at work is not ready until it says so; that the drone lies in it must have been told just now.
    private static func readiness(_ current: DroneState, lastTold: DroneState) -> [FlightObstacle] {
        if lastTold.isStopped == true { return [.dockStopped] }
        if let mode = lastTold.dockMode, mode != .idle { return [.dockNotReady(mode)] }
        return current.isInDock == true ? [] : [.notInDock]
    }

    private static func battery(_ state: DroneState, needed: Double) -> [FlightObstacle] {
        guard let battery = state.batteryPercent else { return [.batteryUnknown] }
        return Double(battery) < needed ? [.batteryLow(percent: battery, neededPercent: Int(needed.rounded(.up)))] : []
    }

    private static func weather(_ state: DroneState, of drone: Drone) -> [FlightObstacle] {
        var obstacles: [FlightObstacle] = []
        if let wind = state.windMetresPerSecond {
            if wind > drone.maxWindMetresPerSecond {
                obstacles.append(.wind(metresPerSecond: wind, maxMetresPerSecond: drone.maxWindMetresPerSecond))
            }
        } else {
            obstacles.append(.windUnknown)
        }
        if let rain = state.rain, rain > rainMax { obstacles.append(.heavyRain) }
        return obstacles
    }
}
