import City
import EventLog
import HazardKit
import Incidents

/// What becomes durable together with the command that it follows from.
extension CommandDesk {
    /// Adds what follows at once from what was decided, its plan and the sending of its tasks, so that it becomes durable with it: one
    /// wait for the disk, and nobody ever sees the incident without its plan. What is refused here is left to `follow`, which notes why.
    func addConsequences(to course: inout IncidentCourse) {
        let refused = refusedDues[Self.stream(course.id)] ?? []
        while course.steps.count < IncidentCourse.stepCountMax, let incident = course.state {
            var commands: [(by: String, IncidentCommand)] = []
            if let grade = incident.needsPlan, !refused.contains("plan/\(grade.rawValue)") {
                commands = [("plan", .runPlan(PlanResolution(city: city).runPlan(for: incident, grade: grade)))]
            } else if let after = PlanResolution(city: city).aftermath(of: incident), !refused.contains(Self.aftermathKey) {
                commands = [("plan", .runPlan(after))]
            } else {
                guard let next = incident.nextDue, next <= course.moment else { return }
                let due = incident.due().filter { $0.at <= course.moment && !refused.contains($0.key) }
                commands = due.sorted { $0.at < $1.at }.map { ("clock", $0.command) }
            }
            let before = course.steps.count
            for (name, command) in commands { guard add(command, by: name, to: &course) else { return } }
            guard course.steps.count > before else { return }
        }
    }

    /// False when the incident refused it.
    private func add(_ command: IncidentCommand, by name: String, to course: inout IncidentCourse) -> Bool {
        guard let incident = course.state else { return false }
        let system = system(at: incident.owner, name)
        do throws(Refusal) {
            let events = try Incident.decide(incident, command, context(for: system, owner: incident.owner, at: course.moment))
            for event in events { course.add(event, by: system) }
            return true
        } catch {
            return false
        }
    }

    /// The notices of the escalations among the steps, and those that a plan calls for which has just run. An incident that is not held may
    /// have told everybody of its plan long ago: that is left to `follow`, which asks the log.
    func noticesAtOnce(after course: IncidentCourse) -> [NoticeIssued] {
        guard let incident = course.state else { return [] }
        let escalated = course.escalations.compactMap { step in
            told(EscalationNotices(city: city).notice(of: step, in: incident, at: course.moment), about: incident.id.rawValue)
        }
        let planned = course.isHeldOrNew && course.hasRunPlan ? PlanResolution(city: city).notices(for: incident, at: course.moment) : []
        return (planned + escalated).filter { picture.notices[$0.id] == nil }
    }

    /// Says so when an escalation cannot be told to anybody.
    func told(_ notice: NoticeIssued?, about matter: String) -> NoticeIssued? {
        if notice == nil { noteFault("An escalation of \(matter) found no duty desk to tell. Add a post to the city's posts.") }
        return notice
    }

    func append(_ issued: NoticeIssued, for course: IncidentCourse) throws -> Append {
        Append(
            stream: StreamName(category: Picture.Category.notice, id: issued.id.rawValue), expectedVersion: 0, command: Self.issuing(issued.id),
            events: [try coding.entry(NoticeEvent.issued(issued), at: course.moment, by: issuer(of: issued))])
    }

    /// Who issues a notice: the plan, or the clock that ran out.
    nonisolated func issuer(of issued: NoticeIssued) -> Actor { system(at: issued.owner, issued.reason == .escalation ? "clock" : "plan") }

    /// The command that issues a notice, the same whoever gives it.
    static func issuing(_ id: NoticeID) -> CommandID { CommandID("notice/" + id.rawValue + "/issue") }

    func fold(_ notices: [NoticeIssued], for course: IncidentCourse) {
        for issued in notices {
            picture.apply(.issued(issued), to: issued.id, course.moment, issuer(of: issued))
            schedule(notice: issued.id)
        }
    }

    /// Asks for a look at an incident when something follows by itself, now or later; most commands leave nothing to do at once.
    func lookWhenDue(at id: IncidentID) {
        let stream = StreamName(category: Picture.Category.incident, id: id.rawValue)
        guard let incident = picture.incidents[id]?.state, incident.needsPlan == nil,
            PlanResolution(city: city).aftermath(of: incident) == nil, !owesNotices(incident), owedZones(of: incident).isEmpty
        else {
            return look(at: stream)
        }
        guard let due = incident.nextDue else { return }
        if due <= now() { look(at: stream) } else { dues.add(stream, at: due) }
    }

    /// Names what follows from the end of an incident among what may be refused.
    static let aftermathKey = "plan/after-resolved"

    private func owesNotices(_ incident: Incident) -> Bool {
        guard incident.plan.playbook != nil else { return false }
        let known = picture.noticesByIncident[incident.id] ?? []
        return PlanResolution(city: city).noticeSteps(of: incident).contains { !known.contains(PlanResolution.noticeID(incident.id, $0.id)) }
    }
}
