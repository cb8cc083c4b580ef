/// What happened to an incident or to one of its tasks.
public enum IncidentEvent: StreamEvent {
    case opened(IncidentOpened)
    case planRun(PlanRun)
    case gradeChanged(GradeChanged)
    case regradeProposed(RegradeProposed)
    case regradeDeclined(RegradeDeclined)
    case dispatched(IncidentDispatched)
    case handOverOffered(HandOverOffered)
    case handOverAccepted(HandOverAccepted)
    case handOverDeclined(HandOverDeclined)
    case underControl(IncidentUnderControl)
    case resolved(IncidentResolved)
    case allClearDeclared(AllClearDeclared)
    case closed(IncidentClosed)
    case reopened(IncidentReopened)
    case merged(IncidentMerged)
    case linked(IncidentLinked)
    case noteAdded(NoteAdded)
    case photoAttached(PhotoAttached)
    case extentMeasured(ExtentMeasured)
    case escalated(IncidentEscalated)
    case reportFiled(ReportFiled)
    case teamsAsked(TeamsAsked)
    case rollCallAnswered(RollCallAnswered)
    case rollCallMissed(RollCallMissed)
    case personnelAlarmRaised(PersonnelAlarmRaised)
    case departmentInvolved(DepartmentInvolved)
    case alertAdded(AlertAdded)
    case clockWarned(IncidentClockWarned)
    case clockBreached(IncidentClockBreached)
    case absorbed(IncidentAbsorbed)
    case teamAccountedFor(TeamAccountedFor)
    case task(TaskEvent)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .opened(let body): body
        case .planRun(let body): body
        case .gradeChanged(let body): body
        case .regradeProposed(let body): body
        case .regradeDeclined(let body): body
        case .dispatched(let body): body
        case .handOverOffered(let body): body
        case .handOverAccepted(let body): body
        case .handOverDeclined(let body): body
        case .underControl(let body): body
        case .resolved(let body): body
        case .allClearDeclared(let body): body
        case .closed(let body): body
        case .reopened(let body): body
        case .merged(let body): body
        case .linked(let body): body
        case .noteAdded(let body): body
        case .photoAttached(let body): body
        case .extentMeasured(let body): body
        case .escalated(let body): body
        case .reportFiled(let body): body
        case .teamsAsked(let body): body
        case .rollCallAnswered(let body): body
        case .rollCallMissed(let body): body
        case .personnelAlarmRaised(let body): body
        case .departmentInvolved(let body): body
        case .alertAdded(let body): body
        case .clockWarned(let body): body
        case .clockBreached(let body): body
        case .absorbed(let body): body
        case .teamAccountedFor(let body): body
        case .task(let event): event.body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        guard schema == Self.schema else { throw UnknownEvent(type: type, schema: schema) }
        if let event = try Self.read(type, source) {
            self = event
        } else if let event = try TaskEvent.read(type, source) {
            self = .task(event)
        } else {
            throw UnknownEvent(type: type, schema: schema)
        }
    }

    private static func read(_ type: String, _ source: some PayloadSource) throws -> IncidentEvent? {
        switch type {
        case IncidentOpened.type: .opened(try source.decode(IncidentOpened.self))
        case PlanRun.type: .planRun(try source.decode(PlanRun.self))
        case GradeChanged.type: .gradeChanged(try source.decode(GradeChanged.self))
        case RegradeProposed.type: .regradeProposed(try source.decode(RegradeProposed.self))
        case RegradeDeclined.type: .regradeDeclined(try source.decode(RegradeDeclined.self))
        case IncidentDispatched.type: .dispatched(try source.decode(IncidentDispatched.self))
        case HandOverOffered.type: .handOverOffered(try source.decode(HandOverOffered.self))
        case HandOverAccepted.type: .handOverAccepted(try source.decode(HandOverAccepted.self))
        case HandOverDeclined.type: .handOverDeclined(try source.decode(HandOverDeclined.self))
        case IncidentUnderControl.type: .underControl(try source.decode(IncidentUnderControl.self))
        case IncidentResolved.type: .resolved(try source.decode(IncidentResolved.self))
        case AllClearDeclared.type: .allClearDeclared(try source.decode(AllClearDeclared.self))
        case IncidentClosed.type: .closed(try source.decode(IncidentClosed.self))
        case IncidentReopened.type: .reopened(try source.decode(IncidentReopened.self))
        case IncidentMerged.type: .merged(try source.decode(IncidentMerged.self))
        case IncidentLinked.type: .linked(try source.decode(IncidentLinked.self))
        case PhotoAttached.type: .photoAttached(try source.decode(PhotoAttached.self))
        case ExtentMeasured.type: .extentMeasured(try source.decode(ExtentMeasured.self))
        case NoteAdded.type: .noteAdded(try source.decode(NoteAdded.self))
        case IncidentEscalated.type: .escalated(try source.decode(IncidentEscalated.self))
        case ReportFiled.type: .reportFiled(try source.decode(ReportFiled.self))
        case TeamsAsked.type: .teamsAsked(try source.decode(TeamsAsked.self))
        case RollCallAnswered.type: .rollCallAnswered(try source.decode(RollCallAnswered.self))
        case RollCallMissed.type: .rollCallMissed(try source.decode(RollCallMissed.self))
        case PersonnelAlarmRaised.type: .personnelAlarmRaised(try source.decode(PersonnelAlarmRaised.self))
        case DepartmentInvolved.type: .departmentInvolved(try source.decode(DepartmentInvolved.self))
        case AlertAdded.type: .alertAdded(try source.decode(AlertAdded.self))
        case IncidentClockWarned.type: .clockWarned(try source.decode(IncidentClockWarned.self))
        case IncidentClockBreached.type: .clockBreached(try source.decode(IncidentClockBreached.self))
        case IncidentAbsorbed.type: .absorbed(try source.decode(IncidentAbsorbed.self))
        case TeamAccountedFor.type: .teamAccountedFor(try source.decode(TeamAccountedFor.self))
        default: nil
        }
    }
}
