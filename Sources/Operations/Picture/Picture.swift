import Cameras
import City
import Drones
import Evacuation
import EventLog
import HazardKit
import Incidents
import RainRounds

/// The fold of the log that the desk decides on and the screens read: every open matter, and the latest closed ones.
///
/// Rebuildable at any time; nobody writes it but `apply`. A closed matter leaves it after a while and is then folded from its stream.
struct Picture: Sendable {
    var position: Int64 = 0
    var alerts: [AlertID: Held<Alert>] = [:]
    var incidents: [IncidentID: Held<Incident>] = [:]
    var notices: [NoticeID: Notice] = [:]
    var evacuations: [EvacuationID: Held<Evacuation>] = [:]
    var flights: [FlightID: Held<Flight>] = [:]
    var rainRounds = RainRoundLedger()
    var siteWords: [SiteID: SiteWord] = [:]
    var subscriptions: [SubscriptionID: Subscription] = [:]
    var people: [PersonID: PersonRecord] = [:]
    var teamStates: [TeamID: HeldTeam] = [:]
    /// What the alarm budget counts.
    var alarms = AlarmLedger()
    /// How many alerts and incidents there have ever been; the next number is one more.
    var alertCount: Int64 = 0
    var incidentCount: Int64 = 0
    /// Closed matters in the order in which they closed, oldest first.
    var closedAlerts: [AlertID] = []
    var closedIncidents: [IncidentID] = []

    /// The team's open task. Rebuilt, never stored.
    var busyTeams: [TeamID: HeldTask] = [:]
    /// The alert that a source has last spoken for; ask `alert(of:)`, which follows a merge.
    var alertsBySource: [String: AlertID] = [:]
    var noticesByIncident: [IncidentID: [NoticeID]] = [:]
    var noticesByAlert: [AlertID: [NoticeID]] = [:]
    var evacuationsByIncident: [IncidentID: [EvacuationID]] = [:]
    /// How many looks through each camera are on record, as far as they have been read. Not stored: a camera that is missing here is asked of
    /// the log.
    var cameraVersions: [CameraID: Int64] = [:]
    /// Notices whose matter has left the picture and that still owe a letter.
    var lingering: Set<NoticeID> = []

    /// How many closed matters stay in memory, so that a desk sees what just ended; older ones are read from the log. Not stored.
    var closedHeldMax = CommandDesk.closedMattersHeldMax
    /// Says whose letters a notice owes, so that it is not let go too early. Not stored.
    var city: CityModel?

    /// A state and the version of its stream.
    struct Held<State: Codable & Sendable>: Codable, Sendable {
        var state: State
        var version: Int64
        /// When the last event came.
        var changedAt: Instant
    }

    struct HeldTeam: Codable, Sendable {
        var state: String
        var version: Int64
    }

    enum Category {
        static let alert = "alert"
        static let incident = "incident"
        static let notice = "notice"
        static let evacuation = "evacuation"
        static let site = "site"
        static let subscription = "subscription"
        static let person = "person"
        static let team = "team"
        static let camera = "camera"
        static let rainRound = "rain-round"
        static let flight = "flight"
        static let detection = "detection"
    }
}
