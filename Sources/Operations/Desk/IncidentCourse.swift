import City
import Incidents

/// What one command and its immediate consequences do to an incident, before any of it is durable.
struct IncidentCourse {
    struct Step {
        let event: IncidentEvent
        let actor: Actor
    }

    let id: IncidentID
    /// The incident as it was, nil for a new one.
    let held: Picture.Held<Incident>?
    private(set) var state: Incident?
    private(set) var steps: [Step] = []
    /// True once one of the steps has run a plan.
    private(set) var hasRunPlan = false
    /// The escalations among the steps: each is told to whoever is in charge now, and becomes durable with its notice.
    private(set) var escalations: [EscalationStep] = []
    let moment: Instant
    /// False for an incident that had left the picture and was folded from its stream.
    let isHeldOrNew: Bool

    /// Events of one command after which no further consequence is added: a long plan has some dozens, and an append is bounded.
    static let stepCountMax = 500

    init(of id: IncidentID, _ held: Picture.Held<Incident>?, isHeld: Bool, at moment: Instant) {
        self.id = id
        self.held = held
        self.state = held?.state
        self.moment = moment
        isHeldOrNew = isHeld || held == nil
    }

    /// The version that it was decided on.
    var version: Int64 { held?.version ?? 0 }

    mutating func add(_ event: IncidentEvent, by actor: Actor) {
        Incident.apply(event, to: &state, at: moment, by: actor)
        steps.append(Step(event: event, actor: actor))
        switch event {
        case .planRun: hasRunPlan = true
        case .escalated(let body): note(body.escalation, of: state?.clocks, task: nil)
        case .task(.escalated(let body)): note(body.escalation, of: state?.task(body.task)?.clocks, task: body.task)
        default: break
        }
    }

    private mutating func note(_ escalation: Escalation, of clocks: [Clock]?, task: TaskID?) {
        escalations.append(EscalationNotices.step(escalation, of: clocks ?? [], task: task, at: moment))
    }
}
