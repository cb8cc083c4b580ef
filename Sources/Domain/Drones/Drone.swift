import Cameras
import City
import Geo

/// Names one drone of a city package.
public struct DroneID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A drone that lives in a dock and can be sent from the desk, as the city package describes it.
public struct Drone: Hashable, Codable, Sendable {
    public let id: DroneID
    public let name: LocalizedText
    /// The center that owns it. Who may send it is a matter of the incident, not of the drone.
    public let center: CenterCode
    /// Serial number of the dock, through which everything is said to the drone.
    public let dock: String
    /// Serial number of the aircraft, under which it tells where it is.
    public let aircraft: String
    /// Where the dock stands.
    public let home: Coordinate
    /// Height of the dock above the WGS 84 ellipsoid: orders to a drone name heights above that.
    public let homeHeightMetres: Double
    /// How high above the dock it may fly. The lower end clears ground, trees and wires everywhere within its range.
    public let heightMetres: ClosedRange<Double>
    /// How far from the dock it may fly; it has to come back by itself.
    public let rangeMetres: Double
    /// Wind at the dock above which it stays.
    public let maxWindMetresPerSecond: Double
    public let speedMetresPerSecond: Double
    /// The camera of the registry that shows what it sees; nil where nobody has connected one.
    public let camera: CameraID?
    /// Where it pushes its live picture while it is out; nil where that is set up otherwise, or not at all.
    public let live: LivePush?
    public let synthetic: Bool

    public init(
        id: DroneID, name: LocalizedText, center: CenterCode, dock: String, aircraft: String, home: Coordinate, homeHeightMetres: Double,
        heightMetres: ClosedRange<Double>, rangeMetres: Double, maxWindMetresPerSecond: Double, speedMetresPerSecond: Double,
        camera: CameraID? = nil, live: LivePush? = nil, synthetic: Bool = false
    ) {
        self.id = id
        self.name = name
        self.center = center
        self.dock = dock
        self.aircraft = aircraft
        self.home = home
        self.homeHeightMetres = homeHeightMetres
        self.heightMetres = heightMetres
        self.rangeMetres = rangeMetres
        self.maxWindMetresPerSecond = maxWindMetresPerSecond
        self.speedMetresPerSecond = speedMetresPerSecond
        self.camera = camera
        self.live = live
        self.synthetic = synthetic
    }

    /// Where a live picture is pushed to, and which of the drone's pictures.
    public struct LivePush: Hashable, Codable, Sendable {
        /// Of a media server, `rtmp://…`.
        public let address: String
        /// The picture among those of the drone: `AIRCRAFT/TYPE-SUBTYPE-GIMBAL/LENS-INDEX`.
        public let video: String

        public init(address: String, video: String) {
            self.address = address
            self.video = video
        }
    }

    /// From the order until it stands above its target: the dock opens, the drone climbs, and flies in a straight line.
    public func flightTime(to target: Coordinate, heightMetres: Double) -> Seconds {
        Self.launchTime + Seconds(heightMetres / Self.climbMetresPerSecond) + Seconds(home.distanceMetres(to: target) / speedMetresPerSecond)
    }

    /// A dock opens, the drone starts its motors and finds its satellites.
    static let launchTime: Seconds = 60
    /// What a drone of this size climbs under automatic control.
    static let climbMetresPerSecond = 5.0
}

/// What a drone may be.
public enum DroneBounds {
    /// Takeoff to a point takes heights from 20 m (DJI Cloud API, takeoff_to_point, `security_takeoff_height`); above 1,500 m it takes none.
    public static let heightMetres = 20.0...1_500.0
    /// The Dead Sea to the highest plateau.
    public static let homeHeightMetres = -500.0...9_000.0
    /// Drones in docks come back within some 10 km; more is a mistake of units.
    public static let rangeMetres = 100.0...30_000.0
    /// Force 8 is 17 m/s; no drone of this kind starts in more than that.
    public static let windMetresPerSecond = 1.0...20.0
    /// `max_speed` of takeoff_to_point is 1 to 15 m/s.
    public static let speedMetresPerSecond = 1.0...15.0
    /// A serial number is part of an MQTT topic.
    public static let serialLength = 4...64
    /// Longer than any address of a media server.
    public static let addressBytesMax = 500
    /// More than any district owns; each is looked at for every question about a place.
    public static let droneCountMax = 500
}
