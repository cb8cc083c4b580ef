import City
import Geo

/// A drone and what it would take to fly it to a place.
public struct DroneChoice: Hashable, Sendable {
    public let drone: Drone
    public let distanceMetres: Double
    public let flightTime: Seconds
    /// Empty for one that can fly now.
    public let obstacles: [FlightObstacle]

    public var isAble: Bool { obstacles.isEmpty }

    /// The ones that can fly, soonest there first, then the others in the same order. Of two alike the id decides.
    public static func rank(
        _ drones: [Drone], for target: Coordinate, heightMetres: Double?, _ known: (Drone) -> FlightCheck.Circumstances
    ) -> [DroneChoice] {
        drones.map { drone in
            let height = heightMetres ?? drone.heightMetres.lowerBound
            return DroneChoice(
                drone: drone, distanceMetres: drone.home.distanceMetres(to: target),
                flightTime: drone.flightTime(to: target, heightMetres: height),
                obstacles: FlightCheck.obstacles(of: drone, to: target, heightMetres: height, known(drone)))
        }.sorted { ($0.isAble ? 0 : 1, $0.flightTime, $0.drone.id) < ($1.isAble ? 0 : 1, $1.flightTime, $1.drone.id) }
    }
}
