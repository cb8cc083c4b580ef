import City
import Incidents

/// What keeps a drone from flying to a place.
public enum FlightObstacle: Hashable, Sendable {
    case realDrone
    case tooFar(distanceMetres: Double, rangeMetres: Double)
    case height(allowed: ClosedRange<Double>)
    case noLink
    case flying(FlightID)
    case silent(since: Instant?)
    case dockStopped
    case dockNotReady(DroneState.DockMode)
    case notInDock
    case placeUnknown
    case batteryUnknown
    case batteryLow(percent: Int, neededPercent: Int)
    case windUnknown
    case wind(metresPerSecond: Double, maxMetresPerSecond: Double)
    case heavyRain

    /// The rule that an order would break.
    public var code: RefusalCode {
        switch self {
        case .realDrone: .droneReal
        case .tooFar: .droneTooFar
        case .height: .droneHeight
        case .noLink: .droneNoLink
        case .flying: .droneFlying
        case .silent: .droneSilent
        case .dockStopped: .droneDockStopped
        case .dockNotReady: .droneDockNotReady
        case .notInDock: .droneNotInDock
        case .placeUnknown: .dronePlaceUnknown
        case .batteryUnknown: .droneBatteryUnknown
        case .batteryLow: .droneBatteryLow
        case .windUnknown: .droneWindUnknown
        case .wind: .droneWind
        case .heavyRain: .droneHeavyRain
        }
    }

    /// The field of an order that can be mended; nil where only the drone's own state counts.
    public var field: String? {
        switch self {
        case .tooFar: "position"
        case .height: "heightMetres"
        default: nil
        }
    }

    /// What stands against it, and what to do.
    public func message(of drone: Drone) -> String {
        let name = "Drone \(drone.id)"
        return switch self {
        case .realDrone: "\(name) is a real one and the matter is made up. Choose a synthetic drone."
        case .tooFar(let distance, let range):
            "\(name) reaches \(Self.kilometres(range)) km and the place is \(Self.kilometres(distance)) km from its dock. Choose another drone."
        case .height(let allowed):
            "\(name) flies between \(Int(allowed.lowerBound)) and \(Int(allowed.upperBound)) m above its dock. Choose a height in between."
        case .noLink: "There is no line to the drones now. Ask whoever runs the server; send a team to look."
        case .flying(let flight): "\(name) is on flight \(flight). Wait for it, or call it back first."
        case .silent(let since):
            "\(name) and its dock have said nothing\(since.map { " since \($0.rfc3339)" } ?? " yet"). Choose another drone, or send a team to look."
        case .dockStopped: "The emergency stop at the dock of \(drone.id) is pressed. Ask whoever is there."
        case .dockNotReady(let mode): "The dock of \(drone.id) is at \(mode.rawValue). Ask whoever works on it."
        case .notInDock: "\(name) does not lie in its dock as far as the dock tells. Ask whoever looks after it."
        case .placeUnknown: "\(name) does not tell where it is. Call it back."
        case .batteryUnknown: "\(name) does not tell its battery. Choose another drone."
        case .batteryLow(let percent, let needed):
            "The battery of \(drone.id) holds \(percent) % and the way there and back needs \(needed) %. Wait, or choose another drone."
        case .windUnknown: "The dock of \(drone.id) measures no wind. Choose another drone."
        case .wind(let wind, let most):
            "There is wind of \(Self.tenths(wind)) m/s at the dock of \(drone.id) and it flies in at most \(Self.tenths(most)) m/s. Send a team."
        case .heavyRain: "It rains too hard at the dock of \(drone.id). Wait, or send a team to look."
        }
    }

    private static func kilometres(_ metres: Double) -> String { tenths(metres / 1_000) }
    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension RefusalCode {
    public static let droneUnknown: RefusalCode = "drone.unknown"
    public static let droneReal: RefusalCode = "drone.real"
    public static let droneTooFar: RefusalCode = "drone.too-far"
    public static let droneHeight: RefusalCode = "drone.height"
    public static let droneNoLink: RefusalCode = "drone.no-link"
    public static let droneFlying: RefusalCode = "drone.flying"
    public static let droneSilent: RefusalCode = "drone.silent"
    public static let droneDockStopped: RefusalCode = "drone.dock-stopped"
    public static let droneDockNotReady: RefusalCode = "drone.dock-not-ready"
    public static let droneNotInDock: RefusalCode = "drone.not-in-dock"
    public static let dronePlaceUnknown: RefusalCode = "drone.place-unknown"
    public static let droneBatteryUnknown: RefusalCode = "drone.battery-unknown"
    public static let droneBatteryLow: RefusalCode = "drone.battery-low"
    public static let droneWindUnknown: RefusalCode = "drone.wind-unknown"
    public static let droneWind: RefusalCode = "drone.wind"
    public static let droneHeavyRain: RefusalCode = "drone.heavy-rain"
}
