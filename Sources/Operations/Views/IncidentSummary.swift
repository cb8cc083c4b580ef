import City
import HazardKit
import Incidents

/// One line of the board about an incident.
public struct IncidentSummary: Codable, Sendable {
    public struct TaskCounts: Codable, Sendable {
        public let open: Int
        public let done: Int
        public let returned: Int
    }

    public let id: IncidentID
    public let version: Int64
    public let state: Incident.State
    public let kind: MatterKind
    public let grade: Grade
    public let title: LocalizedText
    public let point: Coordinate
    public let place: String?
    public let township: CenterCode
    public let townshipName: LocalizedText?
    public let district: CenterCode
    public let districtName: LocalizedText?
    public let owner: CenterCode
    public let ownerName: LocalizedText?
    public let responsible: Responsibility
    public let approximate: Bool
    public let site: SiteID?
    public let openedAt: Instant
    public let changedAt: Instant
    public let closedAt: Instant?
    public let clocks: [ClockView]
    public let taskCounts: TaskCounts
    public let alerts: [AlertID]
    public let handOver: Incident.HandOver?
    /// A graver grade that an alert speaks for and that waits for an answer.
    public let regradeProposed: RegradeProposal?
    /// A look from the air that the plan asks for and that nobody has ordered or declined.
    public let lookProposed: TaskID?
    public let personnelAlarm: [TeamID]
    /// The zones that are dealt with; none for an incident that has left the picture, whose whole view has them.
    public let zoneStages: [EvacuationLine]
    public let exercise: Bool
    public let synthetic: Bool

    init(_ held: Picture.Held<Incident>, evacuations: [EvacuationLine], _ city: CityModel) {
        let incident = held.state
        id = incident.id
        version = held.version
        state = incident.state
        kind = incident.kind
        grade = incident.grade
        title = incident.title
        point = incident.point
        place = incident.place
        township = incident.township
        townshipName = city.center(incident.township)?.name
        district = incident.district
        districtName = city.center(incident.district)?.name
        owner = incident.owner
        ownerName = city.center(incident.owner)?.name
        responsible = incident.responsible
        approximate = incident.approximate
        site = incident.site
        openedAt = incident.openedAt
        changedAt = held.changedAt
        closedAt = incident.closedAt
        clocks = incident.clocks.map(ClockView.init)
        taskCounts = TaskCounts(
            open: incident.tasks.count { $0.state.isOpen }, done: incident.tasks.count { !$0.state.isOpen },
            returned: incident.tasks.count { $0.state == .returned })
        alerts = incident.alerts
        handOver = incident.handOver
        regradeProposed = incident.regrade
        lookProposed = incident.state.isOpen ? incident.tasks.first(where: \.isLookProposed)?.id : nil
        personnelAlarm = incident.personnel.alarmed
        zoneStages = evacuations
        exercise = incident.exercise
        synthetic = incident.synthetic
    }
}
