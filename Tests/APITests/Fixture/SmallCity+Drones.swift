import City
import Drones

extension SmallCity {
    /// One a kilometre from the cliff, one beyond its reach. Synthetic.
    static let drones: [Drone] = [drone("near", latitude: 29.79), drone("beyond", latitude: 29.40)]

    private static func drone(_ id: DroneID, latitude: Double) -> Drone {
        Drone(
            id: id, name: words(id.rawValue), center: north, dock: "DOCK-\(id)", aircraft: "AIR-\(id)",
            home: Coordinate(latitude: latitude, longitude: 106.40), homeHeightMetres: 200, heightMetres: 100...400, rangeMetres: 6_000,
            maxWindMetresPerSecond: 12, speedMetresPerSecond: 10, synthetic: true)
    }
}
