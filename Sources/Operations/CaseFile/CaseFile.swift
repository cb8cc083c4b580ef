import City
import Evacuation
import EventLog
import HazardKit
import Incidents

/// Everything of one incident for the file: what was seen, who was told when, who did what. Made from the log alone, up to one position, so
/// that whoever has the log can make it again. Personal fields stay sealed and are not in it; photos are listed by number, not shown.
public struct CaseFile: Encodable, Sendable {
    /// What it was made from.
    public struct Source: Encodable, Sendable {
        /// The last position of the log that it speaks of, and the hash there (64 hex digits), which `bayu verify-log` proves.
        public let position: Int64
        public let hash: String
        public let madeAt: Instant
    }

    /// The incident itself, as it stood at that position.
    public struct Matter: Encodable, Sendable {
        public let id: IncidentID
        public let title: LocalizedText
        public let kind: MatterKind
        public let kindName: LocalizedText?
        public let grade: Grade
        public let state: Incident.State
        public let point: Coordinate
        public let place: String?
        public let township: CenterCode
        public let townshipName: LocalizedText?
        public let district: CenterCode
        public let districtName: LocalizedText?
        public let owner: CenterCode
        public let ownerName: LocalizedText?
        public let site: SiteID?
        public let openedAt: Instant
        public let closedAt: Instant?
        public let plan: PlaybookID?
        public let planName: LocalizedText?
        public let planVersion: Int?
        public let disposition: String?
        public let dispositionName: LocalizedText?
        public let cause: String?
        public let causeName: LocalizedText?
        public let alerts: [AlertID]
        public let mergedInto: IncidentID?
    }

    /// One thing that was seen, with the rule that said what it means.
    public struct Seen: Encodable, Sendable {
        public let alert: AlertID
        public let position: Int64
        public let recordedAt: Instant
        public let observedAt: Instant
        public let source: Evidence.Source
        public let origin: String
        public let summary: LocalizedText
        public let value: Double?
        public let unit: String?
        public let limit: Double?
        public let rule: String?
        public let ruleVersion: Int?
        /// True when a caller's own words belong to it: they stay sealed.
        public let sealed: Bool
    }

    /// A picture by its number in the order in which they came.
    public struct Picture: Encodable, Sendable {
        public let number: Int
        public let photo: PhotoView
    }

    public let exercise: Bool
    public let synthetic: Bool
    public let source: Source
    /// False when a stream was so long that its end is not in here.
    public let complete: Bool
    public let incident: Matter
    public let seen: [Seen]
    /// Who was told what and when, and who acknowledged it when.
    public let told: [NoticeView]
    public let tasks: [TaskView]
    public let evacuations: [EvacuationView]
    public let photos: [Picture]
    /// Who did what when: every event of the incident, its alerts, notices, zones and flights, in the order of the log.
    public let done: [TimelineEntry]
}

extension CaseFile.Matter {
    init(_ incident: Incident, _ city: CityModel) {
        id = incident.id
        title = incident.title
        kind = incident.kind
        kindName = city.kind(incident.kind)?.name
        grade = incident.grade
        state = incident.state
        point = incident.point
        place = incident.place
        township = incident.township
        townshipName = city.center(incident.township)?.name
        district = incident.district
        districtName = city.center(incident.district)?.name
        owner = incident.owner
        ownerName = city.center(incident.owner)?.name
        site = incident.site
        openedAt = incident.openedAt
        closedAt = incident.closedAt
        plan = incident.plan.playbook
        planName = incident.plan.playbook.flatMap { id in city.playbooks.last { $0.id == id }?.name }
        planVersion = incident.plan.version
        disposition = incident.disposition
        dispositionName = city.codes.dispositions.first { $0.id == incident.disposition }?.name
        cause = incident.cause
        causeName = city.codes.causes.first { $0.id == incident.cause }?.name
        alerts = incident.alerts
        mergedInto = incident.mergedInto
    }
}

extension CaseFile.Seen {
    init(_ evidence: Evidence, of alert: AlertID, _ recorded: RecordedEvent) {
        self.alert = alert
        position = recorded.position
        recordedAt = recorded.event.at
        observedAt = evidence.observedAt
        source = evidence.source
        origin = evidence.origin
        summary = evidence.summary
        value = evidence.value
        unit = evidence.unit
        limit = evidence.limit
        // A rule signs with its name and version: `rate@3`.
        let parts = evidence.rule?.split(separator: "@", maxSplits: 1) ?? []
        rule = parts.first.map(String.init)
        ruleVersion = parts.count == 2 ? Int(parts[1]) : nil
        sealed = evidence.sealedDetail != nil
    }
}
