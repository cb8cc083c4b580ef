import City

/// What is asked of a task. `TaskCommand(from:)` reads only what people may ask through the API.
public enum TaskCommand: Hashable, Sendable {
    case send
    case receive
    case accept
    case returnTask(ReturnTask)
    case reroute(RerouteTask)
    case depart
    case arrive
    case finish(FinishTask)
    case check
    case sendBack(SendBackTask)
    case close
    case park(ParkTask)
    case resume
    case cancel(CancelTask)
    case warnClock(ClockKind)
    case breachClock(ClockKind)
}

/// What a plan or a person wants done. Without department and team it waits until the desk gives it to one.
public struct TaskDraft: Codable, Hashable, Sendable {
    public let step: StepID?
    public let title: LocalizedText
    public let department: DepartmentID?
    public let team: TeamID?
    public let skill: Skill?
    public let center: CenterCode
    public let post: PostID?
    public let acknowledgeWithin: Seconds
    public let doneWithin: Seconds
    /// What it is to be done with; nil for people, and in old logs.
    public let means: TaskMeans?

    public init(
        step: StepID?, title: LocalizedText, department: DepartmentID?, team: TeamID?, skill: Skill?, center: CenterCode, post: PostID?,
        acknowledgeWithin: Seconds, doneWithin: Seconds, means: TaskMeans? = nil
    ) {
        self.step = step
        self.title = title
        self.department = department
        self.team = team
        self.skill = skill
        self.center = center
        self.post = post
        self.acknowledgeWithin = acknowledgeWithin
        self.doneWithin = doneWithin
        self.means = means
    }
}

/// What a task is to be done with, where it is not for people on the ground.
public enum TaskMeans: String, Codable, Sendable {
    /// A drone that the duty desk sends: the task is done by the flight.
    case drone
}

/// We cannot do it, and why.
public struct ReturnTask: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// Somebody else shall do it.
public struct RerouteTask: Codable, Hashable, Sendable {
    public let department: DepartmentID?
    public let team: TeamID?
    public let center: CenterCode?
    public init(department: DepartmentID? = nil, team: TeamID? = nil, center: CenterCode? = nil) {
        self.department = department
        self.team = team
        self.center = center
    }
}

/// It is done, and what shows it.
public struct FinishTask: Codable, Hashable, Sendable {
    public let evidence: String
    public init(evidence: String) { self.evidence = evidence }
}

/// It is not done well enough.
public struct SendBackTask: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// It cannot be done now: why, until when, and who watches.
public struct ParkTask: Codable, Hashable, Sendable {
    public let explanation: String
    public let until: Instant
    public let supervisor: String
    public init(explanation: String, until: Instant, supervisor: String) {
        self.explanation = explanation
        self.until = until
        self.supervisor = supervisor
    }
}

/// It is no longer needed.
public struct CancelTask: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}
