import City

/// What somebody in a demonstration role does about a matter.
public struct ScenarioAct: Hashable, Codable, Sendable {
    /// Which matter is meant: the one of a call, or the newest open one at a site.
    public enum Matter: Hashable, Codable, Sendable {
        case call(String)
        case site(SiteID)
    }

    /// One word per command of the loop. The zone words mean every zone of the matter's site, by two people of the same role. The task words mean every task that fits `department`, `skill` and is in the state before.
    public enum Command: String, Hashable, Codable, Sendable, CaseIterable {
        case acknowledge, startVerification, confirm, reject, escalate
        case acceptTasks, departTasks, arriveTasks, finishTasks, checkTasks, closeTasks, returnTasks
        case orderZones, liftZones
        case askTeams, changeGrade, note, fileReport
        case markUnderControl, markResolved, declareAllClear, close
    }

    public let matter: Matter
    public let command: Command
    public let role: RoleName
    /// Nil: the center that owns the matter.
    public let center: CenterCode?
    /// Narrows the task words to one department.
    public let department: DepartmentID?
    /// Narrows the task words to teams with one skill.
    public let skill: Skill?
    /// For `reject` a rejection label, for `close` a disposition, for `changeGrade` a grade, for `fileReport` the id of a report.
    public let code: String?
    /// For `close`: the cause.
    public let cause: String?
    public let note: LocalizedText?

    public init(
        matter: Matter, command: Command, role: RoleName, center: CenterCode?, department: DepartmentID?, skill: Skill?, code: String?,
        cause: String?, note: LocalizedText?
    ) {
        self.matter = matter
        self.command = command
        self.role = role
        self.center = center
        self.department = department
        self.skill = skill
        self.code = code
        self.cause = cause
        self.note = note
    }
}
