import City
import Drones

/// The line to the docks of a city's drones: an MQTT broker now, something else later. It knows its drones by their ids; how each is reached is its
/// own business.
///
/// Three things every gateway keeps: what it cannot make sense of is counted and never guessed at; every wait in it has an end; an order is handed
/// to the line at most once.
public protocol DroneGateway: Sendable {
    /// How the line is now.
    var link: DroneLink { get }

    /// What drones say, in the order in which it came. For one follower; who is slow loses the oldest telemetry, which `link` counts.
    func reports() -> AsyncStream<DroneReport>

    /// Hands an order to the line. Whether the drone takes it on comes as a report. Throws `DroneFault` where the line is down.
    func takeOff(_ order: TakeOffOrder) async throws

    /// Hands an order to go on to another place to the line, for a drone that is out. Throws `DroneFault`.
    func sendOn(_ order: OnwardOrder) async throws

    /// Asks a drone to push its picture to where the city package says, or to push it no more. Throws `DroneFault`, also where the package says
    /// nothing of it.
    func push(_ picture: PictureOrder) async throws

    /// Hands a call home to the line. Throws `DroneFault`.
    func returnHome(_ drone: DroneID, mission: String) async throws
}

/// What a drone is told when it is sent.
public struct TakeOffOrder: Hashable, Sendable {
    public let drone: DroneID
    public let mission: String
    public let target: Coordinate
    /// Above the dock, on the way and above the target.
    public let heightMetres: Double

    public init(drone: DroneID, mission: String, target: Coordinate, heightMetres: Double) {
        self.drone = drone
        self.mission = mission
        self.target = target
        self.heightMetres = heightMetres
    }
}

/// What a drone that is out is told when it is sent on.
public struct OnwardOrder: Hashable, Sendable {
    public let drone: DroneID
    /// The name under which the drone answers, and under which it tells of a new way.
    public let order: String
    public let target: Coordinate
    /// Above the dock.
    public let heightMetres: Double
    /// True where it is on such a way already, which is changed and keeps its name.
    public let changesWay: Bool

    public init(drone: DroneID, order: String, target: Coordinate, heightMetres: Double, changesWay: Bool) {
        self.drone = drone
        self.order = order
        self.target = target
        self.heightMetres = heightMetres
        self.changesWay = changesWay
    }
}

/// What a drone is told of its picture.
public struct PictureOrder: Hashable, Sendable {
    public let drone: DroneID
    public let mission: String
    /// False for an end.
    public let start: Bool

    public init(drone: DroneID, mission: String, start: Bool) {
        self.drone = drone
        self.mission = mission
        self.start = start
    }
}

/// One thing that a drone or its dock said.
public struct DroneReport: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case telemetry(DroneTelemetry)
        case flight(mission: String, FlightReport)
    }

    public let drone: DroneID
    public let content: Content

    public init(drone: DroneID, _ content: Content) {
        self.drone = drone
        self.content = content
    }
}

/// How the line to the docks is.
public struct DroneLink: Hashable, Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Nobody has set a line up.
        case none
        case up
        case down
    }

    public var state: State
    public var since: Instant
    /// Why it is down, in words for whoever runs the server; never an address with a password.
    public var detail: String?
    public var counts = DroneLinkCounts()

    public init(_ state: State, since: Instant, detail: String? = nil) {
        self.state = state
        self.since = since
        self.detail = detail
    }
}

/// What came over the line, and what of it was of no use.
public struct DroneLinkCounts: Hashable, Sendable {
    public var received = 0
    /// Of a serial number that the city does not know.
    public var unknownSerials = 0
    /// No JSON, or not in the shape agreed on, or a number that cannot be.
    public var malformed = 0
    /// Longer than any message of a dock.
    public var tooLong = 0
    /// Telemetry that nobody took in time.
    public var dropped = 0

    public init() {}
}

/// The line did not take something. `message` says what happened and what to do.
public struct DroneFault: Error, Hashable, Sendable {
    public let message: String
    public init(_ message: String) { self.message = message }
}
