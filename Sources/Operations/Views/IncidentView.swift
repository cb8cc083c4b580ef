import City
import HazardKit
import Incidents

/// An incident whole: the summary and everything behind it.
public struct IncidentView: Codable, Sendable {
    /// A statutory report with its clock.
    public struct Report: Codable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let to: CenterLevel
        public let filed: Bool
        public let clock: ClockView?
    }

    public let summary: IncidentSummary
    public let tasks: [TaskView]
    public let plan: Incident.PlanRecord
    public let planName: LocalizedText?
    public let departments: [DepartmentID]
    public let links: [Incident.Link]
    public let reports: [Report]
    public let personnel: Incident.Personnel
    public let escalations: [Escalation]
    public let disposition: String?
    public let cause: String?
    public let mergedInto: IncidentID?
    public let notices: [NoticeView]
    public let photos: [PhotoView]
    public let evacuations: [EvacuationView]
    /// Zones of the register that may be dealt with and are not yet: of the incident's site, or else those nearest to it.
    public let zones: [ZoneChoice]

    init(
        _ held: Picture.Held<Incident>, summary: IncidentSummary, notices: [Notice], evacuations: [EvacuationView], zones: [ZoneChoice],
        isErased: (PersonID) -> Bool, _ city: CityModel
    ) {
        let incident = held.state
        self.summary = summary
        tasks = incident.tasks.map { TaskView($0, city) }
        plan = incident.plan
        planName = incident.plan.playbook.flatMap { id in city.playbooks.last { $0.id == id }?.name }
        departments = incident.departments
        links = incident.links
        let level = city.center(incident.owner)?.level ?? .township
        reports = city.clocks.reports.filter { report in
            let isOwed = report.grades.contains(incident.grade.rawValue) && report.to > level
            return isOwed || incident.reports.contains(ReportID(report.id))
        }.map { report in
            let kind = ClockKind.report(ReportID(report.id))
            return Report(
                id: report.id, name: report.name, to: report.to, filed: incident.reports.contains(ReportID(report.id)),
                clock: incident.clocks.last { $0.kind == kind }.map(ClockView.init))
        }
        personnel = incident.personnel
        escalations = incident.escalations
        disposition = incident.disposition
        cause = incident.cause
        mergedInto = incident.mergedInto
        self.notices = notices.map { NoticeView($0, city) }
        photos = incident.photos.map { PhotoView($0, isErased: isErased($0.photo.key)) }
        self.evacuations = evacuations
        self.zones = zones
    }

    /// The summary's fields stand beside the rest, not in an object of their own.
    public func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(tasks, forKey: .tasks)
        try fields.encode(plan, forKey: .plan)
        try fields.encode(planName, forKey: .planName)
        try fields.encode(departments, forKey: .departments)
        try fields.encode(links, forKey: .links)
        try fields.encode(reports, forKey: .reports)
        try fields.encode(personnel, forKey: .personnel)
        try fields.encode(escalations, forKey: .escalations)
        try fields.encode(disposition, forKey: .disposition)
        try fields.encode(cause, forKey: .cause)
        try fields.encode(mergedInto, forKey: .mergedInto)
        try fields.encode(notices, forKey: .notices)
        try fields.encode(photos, forKey: .photos)
        try fields.encode(evacuations, forKey: .evacuations)
        try fields.encode(zones, forKey: .zones)
    }

    public init(from decoder: any Decoder) throws {
        summary = try IncidentSummary(from: decoder)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        tasks = try fields.decode([TaskView].self, forKey: .tasks)
        plan = try fields.decode(Incident.PlanRecord.self, forKey: .plan)
        planName = try fields.decodeIfPresent(LocalizedText.self, forKey: .planName)
        departments = try fields.decode([DepartmentID].self, forKey: .departments)
        links = try fields.decode([Incident.Link].self, forKey: .links)
        reports = try fields.decode([Report].self, forKey: .reports)
        personnel = try fields.decode(Incident.Personnel.self, forKey: .personnel)
        escalations = try fields.decode([Escalation].self, forKey: .escalations)
        disposition = try fields.decodeIfPresent(String.self, forKey: .disposition)
        cause = try fields.decodeIfPresent(String.self, forKey: .cause)
        mergedInto = try fields.decodeIfPresent(IncidentID.self, forKey: .mergedInto)
        notices = try fields.decode([NoticeView].self, forKey: .notices)
        photos = try fields.decode([PhotoView].self, forKey: .photos)
        evacuations = try fields.decode([EvacuationView].self, forKey: .evacuations)
        zones = try fields.decode([ZoneChoice].self, forKey: .zones)
    }

    private enum CodingKeys: String, CodingKey {
        case tasks, plan, planName, departments, links, reports, personnel, escalations, disposition, cause, mergedInto, notices, photos, evacuations,
            zones
    }
}
