import City

/// The data of an event of one task.
public protocol TaskEventBody: EventBody {
    var task: TaskID { get }
}

/// There is something to do.
public struct TaskCreated: TaskEventBody {
    public static let type = "TaskCreated"
    public let task: TaskID
    public let draft: TaskDraft
}

/// It went out to its addressee; the acknowledge and done clocks run.
public struct TaskSent: TaskEventBody {
    public static let type = "TaskSent"
    public let task: TaskID
    public let clocks: [Clock]
}

/// It reached them.
public struct TaskReceived: TaskEventBody {
    public static let type = "TaskReceived"
    public let task: TaskID
}

/// They do it.
public struct TaskAccepted: TaskEventBody {
    public static let type = "TaskAccepted"
    public let task: TaskID
}

/// They cannot do it; the desk finds somebody else.
public struct TaskReturned: TaskEventBody {
    public static let type = "TaskReturned"
    public let task: TaskID
    public let reason: String
}

/// It has another addressee.
public struct TaskRerouted: TaskEventBody {
    public static let type = "TaskRerouted"
    public let task: TaskID
    public let department: DepartmentID?
    public let team: TeamID?
    public let center: CenterCode
}

/// They are on their way.
public struct TaskDeparted: TaskEventBody {
    public static let type = "TaskDeparted"
    public let task: TaskID
}

/// They are there.
public struct TaskArrived: TaskEventBody {
    public static let type = "TaskArrived"
    public let task: TaskID
}

/// They say it is done.
public struct TaskFinished: TaskEventBody {
    public static let type = "TaskFinished"
    public let task: TaskID
    public let evidence: String
}

/// The desk has seen that it is done.
public struct TaskChecked: TaskEventBody {
    public static let type = "TaskChecked"
    public let task: TaskID
}

/// The same team goes on, on scene, with a new clock.
public struct TaskSentBack: TaskEventBody {
    public static let type = "TaskSentBack"
    public let task: TaskID
    public let reason: String
    public let clocks: [Clock]
}

/// It is over.
public struct TaskClosed: TaskEventBody {
    public static let type = "TaskClosed"
    public let task: TaskID
}

/// It is set aside, under watch, until a date.
public struct TaskParked: TaskEventBody {
    public static let type = "TaskParked"
    public let task: TaskID
    public let explanation: String
    public let until: Instant
    public let supervisor: String
}

/// It goes on where it stood.
public struct TaskResumed: TaskEventBody {
    public static let type = "TaskResumed"
    public let task: TaskID
}

/// Nobody needs it any more.
public struct TaskCancelled: TaskEventBody {
    public static let type = "TaskCancelled"
    public let task: TaskID
    public let reason: String
}

/// A clock of it is about to run out.
public struct TaskClockWarned: TaskEventBody {
    public static let type = "TaskClockWarned"
    public let task: TaskID
    public let clock: ClockKind
}

/// A clock of it has run out.
public struct TaskClockBreached: TaskEventBody {
    public static let type = "TaskClockBreached"
    public let task: TaskID
    public let clock: ClockKind
}

/// The owner's desk, its deputy or the next level is told.
public struct TaskEscalated: TaskEventBody {
    public static let type = "TaskEscalated"
    public let task: TaskID
    public let escalation: Escalation
}

/// Its incident was merged: it ends here and goes on in the other one.
public struct TaskMoved: TaskEventBody {
    public static let type = "TaskMoved"
    public let task: TaskID
    public let into: HeldTask
}

/// It comes from an incident that was merged into this one, and goes on as it stood: team, state and clocks.
public struct TaskTakenOver: TaskEventBody {
    public static let type = "TaskTakenOver"
    public let task: TaskID
    public let origin: HeldTask
    /// The task under its new name. Whatever is added to a task must be optional, or this is not read any more.
    public let content: IncidentTask
}
