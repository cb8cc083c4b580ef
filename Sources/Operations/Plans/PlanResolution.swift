import City
import Evacuation
import HazardKit
import Incidents

/// Turns the steps of a playbook into tasks and notices for the centers, departments and posts that answer for one incident.
struct PlanResolution {
    let city: CityModel

    /// The command that runs the plan of an incident's kind for a grade; without tasks when the kind has no playbook.
    func runPlan(for incident: Incident, grade: Grade) -> RunPlan {
        guard let playbook = city.playbook(for: incident.kind, at: incident.site) else {
            return RunPlan(playbook: nil, version: nil, grade: grade, tasks: [], notices: [])
        }
        return run(playbook, playbook.steps.filter { $0.grades.contains(grade.rawValue) && $0.after == nil }, incident, grade)
    }

    /// What the plan that ran asks for once the incident is resolved and has not been ordered yet; nil where that is nothing.
    func aftermath(of incident: Incident) -> RunPlan? {
        guard incident.state == .resolved || incident.state == .allClear, let id = incident.plan.playbook,
            let playbook = city.playbooks.last(where: { $0.id == id })
        else { return nil }
        let steps = playbook.steps.filter {
            $0.after == .resolved && $0.grades.contains(incident.grade.rawValue) && !incident.plan.steps.contains($0.id)
        }
        return steps.isEmpty ? nil : run(playbook, steps, incident, incident.grade)
    }

    private func run(_ playbook: Playbook, _ steps: [Playbook.Step], _ incident: Incident, _ grade: Grade) -> RunPlan {
        RunPlan(
            playbook: playbook.id, version: playbook.version, grade: grade,
            tasks: steps.filter { $0.action == .task || $0.action == .team || $0.action == .drone }.map { draft($0, incident) },
            notices: steps.filter { $0.action == .notice }.map(\.id), zones: steps.filter { $0.action == .evacuate }.map(\.id))
    }

    private func draft(_ step: Playbook.Step, _ incident: Incident) -> TaskDraft {
        let center = center(for: step, incident)
        let doneWithin = step.doneWithin ?? city.clocks.row(for: incident.grade.rawValue)?.closeWithin ?? step.acknowledgeWithin
        let post: PostID? =
            switch step.action {
            case .task: city.post(at: center, department: step.department)?.id
            case .drone: city.post(at: center, department: nil)?.id
            case .team, .notice, .evacuate: nil
            }
        return TaskDraft(
            step: step.id, title: step.title, department: step.action == .task ? step.department : nil, team: nil, skill: step.skill, center: center,
            post: post, acknowledgeWithin: step.acknowledgeWithin, doneWithin: doneWithin, means: step.action == .drone ? .drone : nil)
    }

    /// The center at the step's level in whose jurisdiction the incident lies.
    private func center(for step: Playbook.Step, _ incident: Incident) -> CenterCode {
        city.center(at: step.level, above: incident.township)?.code ?? incident.owner
    }

    /// The steps run so far that tell somebody something.
    func noticeSteps(of incident: Incident) -> [Playbook.Step] {
        guard let id = incident.plan.playbook, let playbook = city.playbooks.last(where: { $0.id == id }) else { return [] }
        return playbook.steps.filter { $0.action == .notice && incident.plan.steps.contains($0.id) && post(for: $0, incident) != nil }
    }

    /// The steps run so far that propose a stage for the zones of the incident's site, mildest first.
    func zoneSteps(of incident: Incident) -> [FollowPlanStep] {
        guard let id = incident.plan.playbook, let playbook = city.playbooks.last(where: { $0.id == id }) else { return [] }
        let steps = playbook.steps.filter { $0.action == .evacuate && incident.plan.steps.contains($0.id) }
        return steps.compactMap { step in
            step.stage.map { FollowPlanStep(step: step.id, target: $0, title: step.title, preauthorised: step.preauthorised) }
        }
    }

    /// The notices that the steps run so far call for, each with a name that follows from incident and step.
    func notices(for incident: Incident, at moment: Instant) -> [NoticeIssued] {
        noticeSteps(of: incident).compactMap { step in
            guard let post = post(for: step, incident) else { return nil }
            return NoticeIssued(
                id: Self.noticeID(incident.id, step.id), incident: incident.id, title: step.title, text: incident.title, owner: incident.owner,
                dueAt: moment.advanced(by: step.acknowledgeWithin), exercise: incident.exercise, synthetic: incident.synthetic,
                recipients: [NoticeIssued.Address(post)], alert: nil, rainRound: nil, reason: nil)
        }
    }

    private func post(for step: Playbook.Step, _ incident: Incident) -> Post? {
        city.post(at: center(for: step, incident), department: step.department)
    }

    static func noticeID(_ incident: IncidentID, _ step: StepID) -> NoticeID { NoticeID("\(incident).\(step)") }
}
