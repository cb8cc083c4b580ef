/// Everything that a request can ask for; the rows of the access table.
///
/// - Reading: `viewNetwork`, `viewBoard`, `viewMatter`, `viewTeams`, `viewReadings`, `viewDeadLetters`, `viewAudit`, `viewMetrics`
/// - Alerts: `raiseReport` … `mergeAlert`
/// - Incidents: `openIncident` … `fileReport`
/// - Zones: `adviseZone` … `countHouseholds`
/// - Tasks and teams: `createTask` … `acknowledgeNotice`
/// - Drones: `orderFlight`
/// - Photos and cameras: `attachPhoto`, `viewPhoto`, `viewCamera`
/// - People: `lookAtPerson`, `erasePerson`
/// - The installation: `manageSubscriptions`, `manageAccounts`, `manageDevices`, `manageCity`
/// - Machines: `submitReading`
public enum Permission: String, Codable, Sendable, CaseIterable {
    /// The city, its centers and the counts on the network wall.
    case viewNetwork
    /// The duty board as such; each matter on it is asked for with `viewMatter`.
    case viewBoard
    /// One alert or incident with its timeline, tasks and notices.
    case viewMatter
    case viewTeams
    case viewReadings
    case raiseReport
    case acknowledgeAlert
    case verifyAlert
    case confirmAlert
    case rejectAlert
    case mergeAlert
    /// Hand an alert or incident to the attention of the next level.
    case escalate
    case openIncident
    case changeGrade
    /// The scope's `owner` is the center that owns now.
    case offerHandOver
    /// Accept or decline. The scope's `owner` is the center that would own: `Scope.handOver(to:)`.
    case acceptHandOver
    /// Under control, resolved.
    case markProgress
    case declareAllClear
    case closeIncident
    case reopenIncident
    /// Asked for both incidents.
    case mergeIncident
    case linkIncident
    case writeNote
    /// The scope's parties are those of the task that the photo belongs to, or of the whole incident.
    case attachPhoto
    /// Needs a `LookPurpose`.
    case viewPhoto
    /// Without an incident the scope's center is that of the camera's place, and a `CameraPurpose` is stated.
    case viewCamera
    case fileReport
    case involveDepartment
    /// Add a zone, advise and warn it, enter its times, take an advisory or a warning back.
    case adviseZone
    /// The first of two people wants a zone ordered, or an order lifted; withdraws what was proposed.
    case proposeEvacuation
    /// The second of two people; the zone itself asks whether it is somebody else.
    case confirmEvacuation
    /// Begin and end a rain round, say what is forecast (for a forest too), choose sites to watch closely and send patrols.
    case leadRainRound
    /// Take a patrol on and say what was seen. The scope's parties are the team that was sent.
    case reportPatrol
    /// Send a drone to look, and call it back.
    case orderFlight
    /// Count households at their doors, and correct a count.
    case countHouseholds
    /// Create and cancel tasks, and see the proposals of teams.
    case createTask
    /// Receive, accept, return, depart, arrive and finish one's own task. The scope's parties are the task's alone.
    case workTask
    case rerouteTask
    /// Check a finished task, send it back or close it.
    case checkTask
    /// Park and resume.
    case parkTask
    /// Ask the teams whether they are well.
    case rollCall
    case answerRollCall
    /// The scope's parties are the addressees of the notice.
    case acknowledgeNotice
    case setTeamState
    /// Set a site's grade above or below what is measured, and take that back.
    case judgeSite
    /// Needs a `LookPurpose`.
    case lookAtPerson
    /// Two different people must ask; the caller of the table counts them.
    case erasePerson
    case viewDeadLetters
    case viewAudit
    case viewMetrics
    case manageSubscriptions
    case manageAccounts
    case manageDevices
    case manageCity
    case submitReading

    /// What shows people is looked at for a purpose only.
    public var needsPurpose: Bool { self == .lookAtPerson || self == .viewPhoto }
}
