import City
import HazardKit

/// There is an incident, and a center owns it.
public struct IncidentOpened: EventBody {
    public static let type = "IncidentOpened"
    public let incident: OpenIncident
    public let clocks: [Clock]
    public let rollCallEvery: Seconds
}

/// The plan ran for a grade: these steps are new. Tasks follow as events of their own, notices through the outbox.
public struct PlanRun: EventBody {
    public static let type = "PlanRun"
    public let playbook: PlaybookID?
    public let version: Int?
    public let grade: Grade
    public let steps: [StepID]
    public let notices: [StepID]
}

/// It is graver or milder than thought; its clocks are set anew.
public struct GradeChanged: EventBody {
    public static let type = "GradeChanged"
    public let from: Grade
    public let to: Grade
    public let reason: String
    public let clocks: [Clock]
    public let rollCallEvery: Seconds
}

/// The first task went out.
public struct IncidentDispatched: EventBody {
    public static let type = "IncidentDispatched"
}

/// Another center is asked to own it.
public struct HandOverOffered: EventBody {
    public static let type = "HandOverOffered"
    public let to: CenterCode
    public let reason: String
    public let clocks: [Clock]
}

/// The owner has moved. The only event that moves it.
public struct HandOverAccepted: EventBody {
    public static let type = "HandOverAccepted"
    public let from: CenterCode
    public let to: CenterCode
    /// The clocks of the reports that are owed from here and were not before; none in old logs.
    public let clocks: [Clock]?
    /// Reports that nobody owes any more, for the new owner stands where they went; none in old logs.
    public let ended: [ReportID]?
}

/// The owner stays.
public struct HandOverDeclined: EventBody {
    public static let type = "HandOverDeclined"
    public let reason: String
}

/// It does not grow any more.
public struct IncidentUnderControl: EventBody {
    public static let type = "IncidentUnderControl"
}

/// What had to be done is done.
public struct IncidentResolved: EventBody {
    public static let type = "IncidentResolved"
}

/// Somebody on the spot has said that it is over.
public struct AllClearDeclared: EventBody {
    public static let type = "AllClearDeclared"
    public let note: String?
    /// The team on the spot; nil when the owner declared it on somebody's word.
    public let team: TeamID?
}

/// The end.
public struct IncidentClosed: EventBody {
    public static let type = "IncidentClosed"
    public let disposition: String
    public let cause: String?
}

/// It was not over.
public struct IncidentReopened: EventBody {
    public static let type = "IncidentReopened"
    public let reason: String
    public let clocks: [Clock]
}

/// It lives on in another incident; its open tasks have moved there, to be seen to their end.
public struct IncidentMerged: EventBody {
    public static let type = "IncidentMerged"
    public let into: IncidentID
}

/// Another incident has turned out to be this one: its alerts belong here now. Its open tasks follow as events of their own.
public struct IncidentAbsorbed: EventBody {
    public static let type = "IncidentAbsorbed"
    public let from: IncidentID
    public let alerts: [AlertID]
    public let departments: [DepartmentID]
    public let steps: [StepID]
}

/// It has to do with another incident.
public struct IncidentLinked: EventBody {
    public static let type = "IncidentLinked"
    public let incident: IncidentID
    public let relation: Incident.Relation
}

/// Something worth writing down.
public struct NoteAdded: EventBody {
    public static let type = "NoteAdded"
    public let text: String
}

/// The deputy or the next level is in charge.
public struct IncidentEscalated: EventBody {
    public static let type = "IncidentEscalated"
    public let escalation: Escalation
    /// Who is in charge from now on: not always who was told, for another clock may have gone higher before. Nil in old logs.
    public let responsible: Responsibility?
}

/// A statutory report has gone up.
public struct ReportFiled: EventBody {
    public static let type = "ReportFiled"
    public let report: ReportID
}

/// The teams on scene are asked whether they are well.
public struct TeamsAsked: EventBody {
    public static let type = "TeamsAsked"
    public let number: Int
    public let teams: [TeamID]
    public let answerBy: Instant
}

/// A team has answered.
public struct RollCallAnswered: EventBody {
    public static let type = "RollCallAnswered"
    public let number: Int
    public let team: TeamID
    public let well: Bool
}

/// Teams have not answered in time.
public struct RollCallMissed: EventBody {
    public static let type = "RollCallMissed"
    public let number: Int
    public let teams: [TeamID]
}

/// People may be in danger: unanswered twice, or not well.
public struct PersonnelAlarmRaised: EventBody {
    public static let type = "PersonnelAlarmRaised"
    public let teams: [TeamID]
    /// The clock that presses the owner to find them; nil where it runs already, and in old logs.
    public let clocks: [Clock]?
}

/// The owner knows where a silent team is.
public struct TeamAccountedFor: EventBody {
    public static let type = "TeamAccountedFor"
    public let team: TeamID
    public let note: String
}

/// A department takes part.
public struct DepartmentInvolved: EventBody {
    public static let type = "DepartmentInvolved"
    public let department: DepartmentID
}

/// One more alert speaks of it.
public struct AlertAdded: EventBody {
    public static let type = "AlertAdded"
    public let alert: AlertID
}

/// A clock is about to run out.
public struct IncidentClockWarned: EventBody {
    public static let type = "IncidentClockWarned"
    public let clock: ClockKind
}

/// A clock has run out.
public struct IncidentClockBreached: EventBody {
    public static let type = "IncidentClockBreached"
    public let clock: ClockKind
}
