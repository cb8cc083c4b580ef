/// The one table that decides: a row for each permission, a column for each role, in the order of `Role.allCases`.
/// What is not in it is denied. `docs/access-table.md` is printed from it.
public enum AccessTable {
    struct Row: Sendable {
        let permission: Permission
        let cells: [Cell]

        init(_ permission: Permission, _ cells: Cell...) {
            self.permission = permission
            self.cells = cells
        }
    }

    /// The cell of a permission and role; `never` where the table has none.
    public static func cell(_ permission: Permission, _ role: Role) -> Cell { find(permission, role) ?? .never }

    /// Nil where the table has no cell; a test makes sure that this does not happen.
    public static func find(_ permission: Permission, _ role: Role) -> Cell? { index[permission]?[role] }

    /// The purposes for which a role may look at personal data or photos within the reach of its cell.
    public static func purposes(_ role: Role) -> Set<LookPurpose> {
        switch role {
        case .municipalCommander, .districtCommander, .dutyOfficer: [.callBack, .dispatch, .welfareCheck, .complaint]
        case .departmentLiaison, .fieldTeam: [.dispatch, .welfareCheck]
        case .auditor: [.complaint, .audit]
        case .administrator, .device: []
        }
    }

    // A name in the table alone holds while the matter is open; with `Ever` it holds for closed matters too.
    private static let never = Cell.never
    private static let center = Cell(.ownCenter, alsoClosed: false)
    private static let centerEver = Cell(.ownCenter, alsoClosed: true)
    private static let owner = Cell(.ownerOnly, alsoClosed: false)
    private static let ownerEver = Cell(.ownerOnly, alsoClosed: true)
    private static let involvedEver = Cell(.involved, alsoClosed: true)
    private static let deskEver = Cell(.ownDesk, alsoClosed: true)
    private static let deskOrOwner = Cell(.ownDeskOrOwner, alsoClosed: false)
    private static let department = Cell(.ownDepartment, alsoClosed: false)
    private static let departmentEver = Cell(.ownDepartment, alsoClosed: true)
    private static let team = Cell(.ownTeam, alsoClosed: false)
    private static let teamEver = Cell(.ownTeam, alsoClosed: true)
    private static let anywhere = Cell(.anywhere, alsoClosed: true)

    static let rows: [Row] = [
        //                   municipal     district      duty          liaison         field     auditor   admin     device
        Row(.viewNetwork, anywhere, anywhere, anywhere, anywhere, anywhere, anywhere, anywhere, never),
        Row(.viewBoard, anywhere, anywhere, anywhere, anywhere, anywhere, anywhere, anywhere, never),
        Row(.viewMatter, involvedEver, involvedEver, involvedEver, departmentEver, teamEver, anywhere, involvedEver, never),
        Row(.viewTeams, anywhere, anywhere, anywhere, anywhere, teamEver, anywhere, anywhere, never),
        Row(.viewReadings, anywhere, anywhere, anywhere, anywhere, anywhere, anywhere, anywhere, never),

        // A call about the neighbouring district is taken down all the same: a lost signal is worse than one to pass on.
        Row(.raiseReport, anywhere, anywhere, anywhere, anywhere, anywhere, never, never, never),
        Row(.acknowledgeAlert, center, center, center, never, never, never, never, never),
        Row(.verifyAlert, center, center, center, never, never, never, never, never),
        Row(.confirmAlert, center, center, center, never, never, never, never, never),
        Row(.rejectAlert, center, center, center, never, never, never, never, never),
        Row(.mergeAlert, center, center, center, never, never, never, never, never),
        Row(.escalate, center, center, center, never, never, never, never, never),

        Row(.openIncident, center, center, center, never, never, never, never, never),
        Row(.changeGrade, owner, owner, owner, never, never, never, never, never),
        Row(.offerHandOver, owner, owner, owner, never, never, never, never, never),
        Row(.acceptHandOver, owner, owner, owner, never, never, never, never, never),
        Row(.markProgress, owner, owner, owner, never, never, never, never, never),
        // Those who are on the spot say that it is over; the incident itself asks whether they are.
        Row(.declareAllClear, owner, owner, owner, never, team, never, never, never),
        Row(.closeIncident, owner, owner, owner, never, never, never, never, never),
        Row(.reopenIncident, ownerEver, ownerEver, ownerEver, never, never, never, never, never),
        Row(.mergeIncident, owner, owner, owner, never, never, never, never, never),
        Row(.linkIncident, ownerEver, ownerEver, ownerEver, never, never, never, never, never),
        Row(.writeNote, centerEver, centerEver, centerEver, department, team, never, never, never),
        // A picture taken without a line may come when the matter is closed: it is evidence all the same.
        Row(.attachPhoto, centerEver, centerEver, centerEver, departmentEver, teamEver, never, never, never),
        Row(.viewPhoto, centerEver, centerEver, centerEver, department, team, anywhere, never, never),
        // A live picture helps while something is going on; there is nothing in it for an audit, which reads who has looked.
        Row(.viewCamera, center, center, center, department, team, never, never, never),
        Row(.fileReport, ownerEver, ownerEver, ownerEver, never, never, never, never, never),
        Row(.involveDepartment, owner, owner, owner, never, never, never, never, never),

        Row(.adviseZone, owner, owner, owner, never, never, never, never, never),
        Row(.proposeEvacuation, owner, owner, owner, never, never, never, never, never),
        Row(.confirmEvacuation, owner, owner, owner, never, never, never, never, never),
        Row(.leadRainRound, center, center, center, never, never, never, never, never),
        // Observers of a village have no account: the desk writes down what they say by telephone.
        Row(.reportPatrol, center, center, center, never, team, never, never, never),
        // Whoever may send a team may send a drone. It may still be out when the matter is closed, and is called back all the same.
        Row(.orderFlight, ownerEver, ownerEver, ownerEver, never, never, never, never, never),
        // What was counted without a line may come when the matter is closed; the zone asks which teams move its people.
        Row(.countHouseholds, centerEver, centerEver, centerEver, never, teamEver, never, never, never),

        Row(.createTask, owner, owner, owner, never, never, never, never, never),
        // The owner's desk writes down what a team or a department says by radio.
        Row(.workTask, deskOrOwner, deskOrOwner, deskOrOwner, department, team, never, never, never),
        Row(.rerouteTask, owner, owner, owner, never, never, never, never, never),
        Row(.checkTask, owner, owner, owner, never, never, never, never, never),
        Row(.parkTask, owner, owner, owner, never, never, never, never, never),
        Row(.rollCall, owner, owner, owner, never, never, never, never, never),
        // A team that can only be heard over the radio is answered for by the desk that owns the incident.
        Row(.answerRollCall, owner, owner, owner, department, team, never, never, never),
        Row(.acknowledgeNotice, deskEver, deskEver, deskEver, departmentEver, teamEver, never, never, never),
        Row(.setTeamState, centerEver, centerEver, centerEver, departmentEver, teamEver, never, never, never),

        // A word against the measurement is a commander's, or that of the department that knows the ground.
        Row(.judgeSite, anywhere, centerEver, never, departmentEver, never, never, never, never),

        Row(.lookAtPerson, centerEver, centerEver, centerEver, department, team, anywhere, never, never),
        Row(.erasePerson, anywhere, centerEver, never, never, never, never, anywhere, never),

        Row(.viewDeadLetters, anywhere, centerEver, centerEver, never, never, anywhere, anywhere, never),
        Row(.viewAudit, never, never, never, never, never, anywhere, never, never),
        Row(.viewMetrics, anywhere, never, never, never, never, anywhere, anywhere, never),
        Row(.manageSubscriptions, never, never, never, never, never, never, anywhere, never),
        Row(.manageAccounts, never, never, never, never, never, never, anywhere, never),
        Row(.manageDevices, never, never, never, never, never, never, anywhere, never),
        Row(.manageCity, never, never, never, never, never, never, anywhere, never),
        // Which datastreams a key may write is bound to the key itself.
        Row(.submitReading, never, never, never, never, never, never, never, anywhere),
    ]

    private static let index: [Permission: [Role: Cell]] = Dictionary(
        rows.map { row in
            (row.permission, Dictionary(zip(Role.allCases, row.cells), uniquingKeysWith: { first, _ in first }))
        }, uniquingKeysWith: { first, _ in first })
}
