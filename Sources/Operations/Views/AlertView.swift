import City
import HazardKit
import Incidents

/// An alert as the screens show it. Holds no personal field: what a caller said is named by `person` and opened only with a purpose.
public struct AlertView: Codable, Sendable {
    public struct EvidenceLine: Codable, Sendable {
        public let source: Evidence.Source
        public let origin: String
        public let summary: LocalizedText
        public let observedAt: Instant
        public let value: Double?
        public let unit: String?
        public let limit: Double?
        public let rule: String?
        public let person: PersonID?

        init(_ evidence: Evidence) {
            source = evidence.source
            origin = evidence.origin
            summary = evidence.summary
            observedAt = evidence.observedAt
            value = evidence.value
            unit = evidence.unit
            limit = evidence.limit
            rule = evidence.rule
            person = evidence.sealedDetail?.person
        }
    }

    public let id: AlertID
    public let version: Int64
    public let state: Alert.State
    public let condition: Alert.Condition
    public let kind: MatterKind
    public let grade: Grade
    public let confidence: Double
    public let title: LocalizedText
    public let point: Coordinate
    public let township: CenterCode
    public let townshipName: LocalizedText?
    public let district: CenterCode
    public let districtName: LocalizedText?
    public let owner: CenterCode
    public let responsible: Responsibility
    public let approximate: Bool
    public let site: SiteID?
    public let imminent: Bool
    public let raisedAt: Instant
    public let changedAt: Instant
    public let acknowledgedAt: Instant?
    public let acknowledgedBy: String?
    public let evidence: [EvidenceLine]
    public let clocks: [ClockView]
    public let incident: IncidentID?
    public let mergedInto: AlertID?
    public let rejection: Alert.Rejection?
    public let exercise: Bool
    public let synthetic: Bool

    init(_ held: Picture.Held<Alert>, _ city: CityModel) {
        let alert = held.state
        id = alert.id
        version = held.version
        state = alert.state
        condition = alert.condition
        kind = alert.kind
        grade = alert.grade
        confidence = alert.confidence
        title = alert.title
        point = alert.point
        township = alert.township
        townshipName = city.center(alert.township)?.name
        district = alert.district
        districtName = city.center(alert.district)?.name
        owner = alert.owner
        responsible = alert.responsible
        approximate = alert.approximate
        site = alert.site
        imminent = alert.imminent
        raisedAt = alert.raisedAt
        changedAt = held.changedAt
        acknowledgedAt = alert.acknowledgedAt
        acknowledgedBy = alert.acknowledgedBy
        evidence = alert.evidence.suffix(Self.evidenceShownMax).map(EvidenceLine.init)
        clocks = alert.clocks.map(ClockView.init)
        incident = alert.incident
        mergedInto = alert.mergedInto
        rejection = alert.rejection
        exercise = alert.exercise
        synthetic = alert.synthetic
    }

    /// A board shows the newest lines; the timeline has them all.
    static let evidenceShownMax = 8
}

/// One clock as the screens show it.
public struct ClockView: Codable, Sendable {
    public let kind: ClockKind
    public let startedAt: Instant
    public let pausedFor: Seconds
    public let pausedAt: Instant?
    public let warnAt: Instant
    public let dueAt: Instant
    public let breachedAt: Instant?
    public let stoppedAt: Instant?
    public let escalateTo: CenterCode?

    init(_ clock: Clock) {
        kind = clock.kind
        startedAt = clock.startedAt
        pausedFor = clock.pausedFor
        pausedAt = clock.pausedAt
        warnAt = clock.warnAt
        dueAt = clock.dueAt
        breachedAt = clock.breachedAt
        stoppedAt = clock.stoppedAt
        escalateTo = clock.escalateTo
    }
}
