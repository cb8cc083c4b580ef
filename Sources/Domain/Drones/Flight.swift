import City
import Incidents

/// Names one flight of a drone for one incident, and its stream `flight/…`: `I-000001.1`.
public struct FlightID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(_ incident: IncidentID, _ number: Int) { rawValue = Self.prefix(of: incident) + String(number) }

    /// What the names of all flights of an incident begin with. Numbers of incidents have no dot, so no other incident's do.
    public static func prefix(of incident: IncidentID) -> String { incident.rawValue + "." }
}

/// One flight "there to look", as the fold of its stream.
///
/// - Decide: `decide(_:_:_:)`
/// - Fold: `apply(_:to:at:by:)`
/// - What follows by itself: `due()`
/// - Sent on: `hears(_:under:)`, `onward`
/// - Ask: `isOpen`, `isAirborne`, `isWatched`
public struct Flight: Codable, Hashable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable {
        /// The order is given; nobody has answered.
        case ordered
        /// The drone has taken the order on.
        case accepted
        /// It has left its dock.
        case airborne
        /// It stands above its target.
        case onStation
        /// It is on its way home.
        case returning
        case ended
    }

    /// How a flight ended.
    public enum Outcome: String, Codable, Sendable, CaseIterable {
        /// It lies in its dock again.
        case returned
        /// It was found in its dock; what it did since it was last heard is not known.
        case foundHome
        /// The drone said no.
        case refused
        /// The order could not be handed to the line.
        case notSent
        /// No answer came in time.
        case unanswered
        /// It did not take off.
        case failed
        /// A person has given it up.
        case givenUp
    }

    public let id: FlightID
    public let incident: IncidentID
    public let number: Int
    public let drone: DroneID
    public let droneName: LocalizedText
    /// What the drone calls this flight; unique over all installations.
    public let mission: String
    /// What it looks at; another place once it has been sent on.
    public internal(set) var target: Coordinate
    /// Above the dock.
    public internal(set) var heightMetres: Double
    public let reason: String
    public let orderedAt: Instant
    public let orderedBy: String
    /// When it should stand above its target, as reckoned with the order.
    public internal(set) var expectedAt: Instant
    public let synthetic: Bool
    /// The look of the plan that it carries out.
    public let task: TaskID?
    public internal(set) var state: State
    public internal(set) var stateSince: Instant
    public internal(set) var outcome: Outcome?
    /// When it first stood above what it was sent to look at.
    public internal(set) var arrivedAt: Instant?
    /// The number that the drone gave for a no or a failure.
    public internal(set) var resultCode: Int?
    public internal(set) var calledBackAt: Instant?
    public internal(set) var callBackAnswered: Bool
    public internal(set) var callBackUnanswered: Bool
    /// Since when the aircraft has not been heard in flight; nil while it is.
    public internal(set) var silentSince: Instant?
    public internal(set) var overdue: Bool
    /// What the drone calls the way that it is on: the flight itself, and later the order with which it was sent on.
    public internal(set) var way: String
    /// An order to go on that the drone has not taken on.
    public internal(set) var onward: Onward?
    public internal(set) var sentOnCount: Int
    /// True where it could not get to another place and hovers on the way.
    public internal(set) var isStopped: Bool
    /// How it stands with the picture that the drone pushes; nil where it was never asked to.
    public internal(set) var picture: PushedPicture?

    public var isOpen: Bool { state != .ended }
    public var isAirborne: Bool { state == .airborne || state == .onStation || state == .returning }
    /// True while its picture shows what it was sent to look at.
    public var isWatched: Bool { state == .airborne || state == .onStation }

    /// True until it has been sent on.
    var isOnFirstWay: Bool { way == mission }

    /// A dock answers within a second or two; half a minute is a lost line.
    public static let answerWithin: Seconds = 30
    /// No battery lasts longer; whatever is not back by then is somewhere else.
    public static let flightTimeMax = Seconds.minutes(60)
    /// So many flights for one incident: one every ten minutes for more than a day.
    public static let flightsPerIncidentMax = 200
    /// More places than one battery has minutes.
    public static let sentOnMax = 50
}
