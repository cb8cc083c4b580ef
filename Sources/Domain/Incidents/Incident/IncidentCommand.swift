import City
import HazardKit

/// What is asked of an incident. `IncidentCommand(from:)` reads only what people may ask through the API.
public enum IncidentCommand: Hashable, Sendable {
    case open(OpenIncident)
    case runPlan(RunPlan)
    case changeGrade(ChangeGrade)
    case proposeRegrade(ProposeRegrade)
    case declineRegrade(DeclineRegrade)
    case offerHandOver(OfferHandOver)
    case acceptHandOver
    case declineHandOver(DeclineHandOver)
    case markUnderControl
    case markResolved
    case declareAllClear(DeclareAllClear)
    case close(CloseIncident)
    case reopen(ReopenIncident)
    case mergeInto(MergeIncident)
    case link(LinkIncident)
    case note(AddNote)
    case attachPhoto(AttachPhoto)
    case measureExtent(MeasureExtent)
    case escalate(EscalateIncident)
    case fileReport(FileReport)
    case createTask(CreateTask)
    case task(TaskID, TaskCommand)
    case askTeams
    case answerRollCall(AnswerRollCall)
    case missRollCall
    case involve(InvolveDepartment)
    case addAlert(AlertID)
    case accountForTeam(AccountForTeam)
    case absorb(AbsorbIncident)
    case warnClock(ClockKind)
    case breachClock(ClockKind)
}

/// An alert is confirmed, or a person opens directly.
public struct OpenIncident: Codable, Hashable, Sendable {
    public let id: IncidentID
    public let kind: MatterKind
    public let title: LocalizedText
    public let point: Coordinate
    public let place: String?
    public let township: CenterCode
    public let district: CenterCode
    public let owner: CenterCode
    public let grade: Grade
    public let alert: AlertID?
    public let exercise: Bool
    public let synthetic: Bool
    public let approximate: Bool
    public let site: SiteID?

    public init(
        id: IncidentID, kind: MatterKind, title: LocalizedText, point: Coordinate, place: String? = nil, township: CenterCode, district: CenterCode,
        owner: CenterCode, grade: Grade, alert: AlertID?, exercise: Bool, synthetic: Bool, approximate: Bool, site: SiteID?
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.point = point
        self.place = place
        self.township = township
        self.district = district
        self.owner = owner
        self.grade = grade
        self.alert = alert
        self.exercise = exercise
        self.synthetic = synthetic
        self.approximate = approximate
        self.site = site
    }
}

/// The steps of the plan for one grade, resolved to addressees. What has run before is left out.
public struct RunPlan: Codable, Hashable, Sendable {
    public let playbook: PlaybookID?
    public let version: Int?
    public let grade: Grade
    public let tasks: [TaskDraft]
    /// The steps that send notices; Operations sends those that the event names.
    public let notices: [StepID]
    /// The steps that propose a stage for zones; Operations proposes it once the plan has run.
    public let zones: [StepID]

    public init(playbook: PlaybookID?, version: Int?, grade: Grade, tasks: [TaskDraft], notices: [StepID], zones: [StepID] = []) {
        self.playbook = playbook
        self.version = version
        self.grade = grade
        self.tasks = tasks
        self.notices = notices
        self.zones = zones
    }
}

/// It is graver or milder than thought.
public struct ChangeGrade: Codable, Hashable, Sendable {
    public let grade: Grade
    public let reason: String
    public init(grade: Grade, reason: String) {
        self.grade = grade
        self.reason = reason
    }
}

/// Another center, up, down or sideways, shall own it.
public struct OfferHandOver: Codable, Hashable, Sendable {
    public let to: CenterCode
    public let reason: String
    public init(to: CenterCode, reason: String) {
        self.to = to
        self.reason = reason
    }
}

/// The other center says no.
public struct DeclineHandOver: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// Somebody on the spot says that it is over; the owner may say so with a note on who saw it.
public struct DeclareAllClear: Codable, Hashable, Sendable {
    public let note: String?
    public init(note: String?) { self.note = note }
}

/// The end, with codes of the city's code book.
public struct CloseIncident: Codable, Hashable, Sendable {
    public let disposition: String
    public let cause: String?
    public init(disposition: String, cause: String?) {
        self.disposition = disposition
        self.cause = cause
    }
}

/// It was not over.
public struct ReopenIncident: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// It is the same matter as another incident.
public struct MergeIncident: Codable, Hashable, Sendable {
    public let incident: IncidentID
    public init(incident: IncidentID) { self.incident = incident }
}

/// What an incident that is merged leaves to the one that it lives on in. Follows from `mergeInto` there, and is never asked by itself.
public struct AbsorbIncident: Hashable, Sendable {
    /// An open task under its name in the survivor, and the one it has had.
    public struct Task: Hashable, Sendable {
        public let from: TaskID
        public let content: IncidentTask
    }

    public let from: IncidentID
    public let grade: Grade
    public let alerts: [AlertID]
    public let departments: [DepartmentID]
    /// The steps of the plan that it has ordered: the survivor does not order them again.
    public let steps: [StepID]
    public let tasks: [Task]
    /// Teams that are unaccounted for.
    public let alarmed: [TeamID]
}

/// It has to do with another incident: that one is its cause, its consequence, its duplicate, the whole it is part of, or a part of it.
public struct LinkIncident: Codable, Hashable, Sendable {
    public let incident: IncidentID
    public let relation: Incident.Relation
    public init(incident: IncidentID, relation: Incident.Relation) {
        self.incident = incident
        self.relation = relation
    }
}

/// Something worth writing down.
public struct AddNote: Codable, Hashable, Sendable {
    public let text: String
    public init(text: String) { self.text = text }
}

/// The next level is asked to see to it.
public struct EscalateIncident: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// A statutory report has gone up.
public struct FileReport: Codable, Hashable, Sendable {
    public let report: ReportID
    public init(report: ReportID) { self.report = report }
}

/// A person wants something done. Without department and team it waits for a proposal.
public struct CreateTask: Codable, Hashable, Sendable {
    public let title: LocalizedText
    public let department: DepartmentID?
    public let team: TeamID?
    public let center: CenterCode?
    public let doneWithin: Seconds?
    public init(title: LocalizedText, department: DepartmentID? = nil, team: TeamID? = nil, center: CenterCode? = nil, doneWithin: Seconds? = nil) {
        self.title = title
        self.department = department
        self.team = team
        self.center = center
        self.doneWithin = doneWithin
    }

    /// A title may be one text for both languages.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        title = try container.decode(SpokenText.self, forKey: .title).text
        department = try container.decodeIfPresent(DepartmentID.self, forKey: .department)
        team = try container.decodeIfPresent(TeamID.self, forKey: .team)
        center = try container.decodeIfPresent(CenterCode.self, forKey: .center)
        doneWithin = try container.decodeIfPresent(Seconds.self, forKey: .doneWithin)
    }
}

/// A team on scene says how it is.
public struct AnswerRollCall: Codable, Hashable, Sendable {
    public let team: TeamID
    public let well: Bool
    public init(team: TeamID, well: Bool) {
        self.team = team
        self.well = well
    }
}

/// Somebody knows where a silent team is, and says so for it.
public struct AccountForTeam: Codable, Hashable, Sendable {
    public let team: TeamID
    public let note: String
    public init(team: TeamID, note: String) {
        self.team = team
        self.note = note
    }
}

/// A department takes part.
public struct InvolveDepartment: Codable, Hashable, Sendable {
    public let department: DepartmentID
    public init(department: DepartmentID) { self.department = department }
}
