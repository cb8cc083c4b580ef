import City
import HazardKit
import Incidents
import RainRounds

/// A task as the screens show it.
public struct TaskView: Codable, Sendable {
    public let id: TaskID
    public let state: IncidentTask.State
    public let step: StepID?
    public let title: LocalizedText
    public let department: DepartmentID?
    public let team: TeamID?
    public let teamName: LocalizedText?
    public let skill: Skill?
    /// `drone` for a look from the air that the duty desk orders.
    public let means: TaskMeans?
    public let center: CenterCode
    public let centerName: LocalizedText?
    public let post: PostID?
    public let clocks: [ClockView]
    public let history: [IncidentTask.Moment]
    public let returnReason: String?
    public let evidence: String?
    public let parked: IncidentTask.Parking?
    /// Where it goes on, once its incident has been merged.
    public let movedTo: HeldTask?

    init(_ task: IncidentTask, _ city: CityModel) {
        id = task.id
        state = task.state
        step = task.step
        title = task.title
        department = task.department
        team = task.team
        teamName = task.team.flatMap { city.team($0)?.name }
        skill = task.skill
        means = task.means
        center = task.center
        centerName = city.center(task.center)?.name
        post = task.post
        clocks = task.clocks.map(ClockView.init)
        history = task.history
        returnReason = task.returnReason
        evidence = task.evidence
        parked = task.parked
        movedTo = task.movedTo
    }
}

/// One of my tasks, with the incident that it belongs to.
public struct MyTask: Codable, Sendable {
    public let task: TaskView
    public let incident: IncidentSummary
}

/// A notice as the screens show it.
public struct NoticeView: Codable, Sendable {
    public struct RecipientLine: Codable, Sendable {
        public let post: PostID
        public let name: LocalizedText?
        public let center: CenterCode
        public let department: DepartmentID?
        /// True for the line of the post's deputy.
        public let deputy: Bool
        /// The account that holds the post now, or its deputy's.
        public let person: String?
        public let deliveredAt: Instant?
        public let acknowledgedAt: Instant?
        public let acknowledgedBy: String?
        public let deputyToldAt: Instant?
    }

    public let id: NoticeID
    /// The incident, the alert or the rain round that it is about.
    public let incident: IncidentID?
    public let alert: AlertID?
    public let rainRound: RainRoundID?
    public let reason: NoticeReason
    public let title: LocalizedText
    public let text: LocalizedText
    public let to: [RecipientLine]
    public let issuedAt: Instant
    public let dueAt: Instant
    public let settled: Bool
    public let exercise: Bool
    public let synthetic: Bool

    init(_ notice: Notice, _ city: CityModel) {
        id = notice.id
        incident = notice.incident
        alert = notice.alert
        rainRound = notice.rainRound
        reason = notice.reason
        title = notice.title
        text = notice.text
        to = notice.recipients.map { recipient in
            let post = city.post(recipient.post)
            return RecipientLine(
                post: recipient.post, name: post?.name, center: recipient.center, department: recipient.department, deputy: recipient.deputy,
                person: post?.person(deputy: recipient.deputy), deliveredAt: recipient.deliveredAt, acknowledgedAt: recipient.acknowledgedAt,
                acknowledgedBy: recipient.acknowledgedBy,
                deputyToldAt: recipient.deputyToldAt)
        }
        issuedAt = notice.issuedAt
        dueAt = notice.dueAt
        settled = notice.isSettled
        exercise = notice.exercise
        synthetic = notice.synthetic
    }
}
