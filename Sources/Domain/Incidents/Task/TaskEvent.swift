/// What happened to a task of an incident; part of the incident's stream.
public enum TaskEvent: Hashable, Sendable {
    case created(TaskCreated)
    case sent(TaskSent)
    case received(TaskReceived)
    case accepted(TaskAccepted)
    case returned(TaskReturned)
    case rerouted(TaskRerouted)
    case departed(TaskDeparted)
    case arrived(TaskArrived)
    case finished(TaskFinished)
    case checked(TaskChecked)
    case sentBack(TaskSentBack)
    case closed(TaskClosed)
    case parked(TaskParked)
    case resumed(TaskResumed)
    case cancelled(TaskCancelled)
    case clockWarned(TaskClockWarned)
    case clockBreached(TaskClockBreached)
    case escalated(TaskEscalated)
    case moved(TaskMoved)
    case takenOver(TaskTakenOver)

    public var body: any TaskEventBody {
        switch self {
        case .created(let body): body
        case .sent(let body): body
        case .received(let body): body
        case .accepted(let body): body
        case .returned(let body): body
        case .rerouted(let body): body
        case .departed(let body): body
        case .arrived(let body): body
        case .finished(let body): body
        case .checked(let body): body
        case .sentBack(let body): body
        case .closed(let body): body
        case .parked(let body): body
        case .resumed(let body): body
        case .cancelled(let body): body
        case .clockWarned(let body): body
        case .clockBreached(let body): body
        case .escalated(let body): body
        case .moved(let body): body
        case .takenOver(let body): body
        }
    }

    public var task: TaskID { body.task }

    static func read(_ type: String, _ source: some PayloadSource) throws -> TaskEvent? {
        switch type {
        case TaskCreated.type: .created(try source.decode(TaskCreated.self))
        case TaskSent.type: .sent(try source.decode(TaskSent.self))
        case TaskReceived.type: .received(try source.decode(TaskReceived.self))
        case TaskAccepted.type: .accepted(try source.decode(TaskAccepted.self))
        case TaskReturned.type: .returned(try source.decode(TaskReturned.self))
        case TaskRerouted.type: .rerouted(try source.decode(TaskRerouted.self))
        case TaskDeparted.type: .departed(try source.decode(TaskDeparted.self))
        case TaskArrived.type: .arrived(try source.decode(TaskArrived.self))
        case TaskFinished.type: .finished(try source.decode(TaskFinished.self))
        case TaskChecked.type: .checked(try source.decode(TaskChecked.self))
        case TaskSentBack.type: .sentBack(try source.decode(TaskSentBack.self))
        case TaskClosed.type: .closed(try source.decode(TaskClosed.self))
        case TaskParked.type: .parked(try source.decode(TaskParked.self))
        case TaskResumed.type: .resumed(try source.decode(TaskResumed.self))
        case TaskCancelled.type: .cancelled(try source.decode(TaskCancelled.self))
        case TaskClockWarned.type: .clockWarned(try source.decode(TaskClockWarned.self))
        case TaskClockBreached.type: .clockBreached(try source.decode(TaskClockBreached.self))
        case TaskEscalated.type: .escalated(try source.decode(TaskEscalated.self))
        case TaskMoved.type: .moved(try source.decode(TaskMoved.self))
        case TaskTakenOver.type: .takenOver(try source.decode(TaskTakenOver.self))
        default: nil
        }
    }
}
