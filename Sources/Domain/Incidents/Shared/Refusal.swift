import City

/// Why the domain says no, as `family.rule`. Compare exactly with `==`, or by family: `code.family == "alert"`.
public struct RefusalCode: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The part before the first dot: `alert`, `incident`, `task`, `code`, `text`.
    public var family: Substring { rawValue.prefix { $0 != "." } }
}

extension RefusalCode {
    public static let alertUnknown: RefusalCode = "alert.unknown"
    public static let alertExists: RefusalCode = "alert.exists"
    public static let alertWrongState: RefusalCode = "alert.wrong-state"
    public static let alertIntoItself: RefusalCode = "alert.into-itself"
    public static let alertHasIncident: RefusalCode = "alert.has-incident"
    public static let alertStillActive: RefusalCode = "alert.still-active"
    public static let alertAtTop: RefusalCode = "alert.at-top"
    public static let alertExerciseMixed: RefusalCode = "alert.exercise-mixed"
    public static let alertTargetOver: RefusalCode = "alert.target-over"
    public static let alertClockNotDue: RefusalCode = "alert.clock-not-due"

    public static let extentShape: RefusalCode = "extent.shape"
    public static let extentArea: RefusalCode = "extent.area"
    public static let extentTime: RefusalCode = "extent.time"
    public static let extentOutside: RefusalCode = "extent.outside"

    public static let incidentUnknown: RefusalCode = "incident.unknown"
    public static let incidentExists: RefusalCode = "incident.exists"
    public static let incidentWrongState: RefusalCode = "incident.wrong-state"
    public static let incidentNotOwner: RefusalCode = "incident.not-owner"
    public static let incidentAlreadyOwner: RefusalCode = "incident.already-owner"
    public static let incidentHandOverPending: RefusalCode = "incident.hand-over-pending"
    public static let incidentNoHandOver: RefusalCode = "incident.no-hand-over"
    public static let incidentNotOffered: RefusalCode = "incident.not-offered"
    public static let incidentSameGrade: RefusalCode = "incident.same-grade"
    public static let incidentNotOnTheSpot: RefusalCode = "incident.not-on-the-spot"
    public static let incidentNotAllClear: RefusalCode = "incident.not-all-clear"
    public static let incidentTasksOpen: RefusalCode = "incident.tasks-open"
    public static let incidentZonesOrdered: RefusalCode = "incident.zones-ordered"
    public static let incidentZonesWarned: RefusalCode = "incident.zones-warned"
    public static let incidentIntoItself: RefusalCode = "incident.into-itself"
    public static let incidentAlreadyLinked: RefusalCode = "incident.already-linked"
    public static let incidentAlreadyInvolved: RefusalCode = "incident.already-involved"
    public static let incidentReportNotDue: RefusalCode = "incident.report-not-due"
    public static let incidentNobodyOnScene: RefusalCode = "incident.nobody-on-scene"
    public static let incidentRollCallPending: RefusalCode = "incident.roll-call-pending"
    public static let incidentNoRollCall: RefusalCode = "incident.no-roll-call"
    public static let incidentAtTop: RefusalCode = "incident.at-top"
    public static let incidentNoRegrade: RefusalCode = "incident.no-regrade"
    public static let incidentClockNotDue: RefusalCode = "incident.clock-not-due"
    public static let incidentFull: RefusalCode = "incident.full"
    public static let incidentOtherEnded: RefusalCode = "incident.other-ended"
    public static let incidentExerciseApart: RefusalCode = "incident.exercise-apart"

    public static let taskUnknown: RefusalCode = "task.unknown"
    public static let taskWrongState: RefusalCode = "task.wrong-state"
    public static let taskTeamBusy: RefusalCode = "task.team-busy"
    public static let taskTeamUnavailable: RefusalCode = "task.team-unavailable"
    public static let taskSpanNotPositive: RefusalCode = "task.span-not-positive"
    public static let taskNoAddressee: RefusalCode = "task.no-addressee"
    public static let taskNotAddressee: RefusalCode = "task.not-addressee"
    public static let taskNotDesk: RefusalCode = "task.not-desk"
    public static let taskDateNotAhead: RefusalCode = "task.date-not-ahead"
    public static let taskClockNotDue: RefusalCode = "task.clock-not-due"

    public static let photoTypeUnknown: RefusalCode = "photo.type-unknown"
    public static let photoCutOff: RefusalCode = "photo.cut-off"
    public static let photoTooLarge: RefusalCode = "photo.too-large"
    public static let photoCaptionTooLong: RefusalCode = "photo.caption-too-long"

    public static let personIDUsed: RefusalCode = "person.id-used"

    public static let codeUnknown: RefusalCode = "code.unknown"
    public static let codeArchived: RefusalCode = "code.archived"
    public static let textMissing: RefusalCode = "text.missing"
    public static let textTooLong: RefusalCode = "text.too-long"
}

/// The domain says no. `message` says what happened, where, and what to do.
public struct Refusal: Error, Hashable, Sendable {
    public let code: RefusalCode
    public let message: String
    /// The field of the command that is at fault, where one is.
    public let field: String?

    public init(_ code: RefusalCode, _ message: String, field: String? = nil) {
        self.code = code
        self.message = message
        self.field = field
    }
}
