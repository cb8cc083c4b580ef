import City
import EventLog
import HazardKit
import Incidents

/// From a decision to what is durable: the course of the incident that was commanded, that of a second one where the command names one,
/// and everything that follows at once, in one append.
extension CommandDesk {
    /// What a command does, before any of it is written. Empty when there is nothing to do.
    func courses(
        of command: IncidentCommand, on id: IncidentID, _ held: Picture.Held<Incident>?, by actor: Actor
    ) throws(Refusal) -> [IncidentCourse] {
        let moment = now()
        let other = command.otherIncident.flatMap { picture.incidents[$0] }
        var own = IncidentCourse(of: id, held, isHeld: picture.incidents[id] != nil, at: moment)
        try take(command, by: actor, beside: other?.state, into: &own)
        guard !own.steps.isEmpty else { return [] }
        var courses = [own]
        if let incident = held?.state, let other, let answer = answer(to: command, of: incident, in: other.state, by: actor) {
            var course = IncidentCourse(of: other.state.id, other, isHeld: true, at: moment)
            try take(answer.command, by: answer.actor, beside: incident, into: &course)
            if !course.steps.isEmpty { courses.append(course) }
        }
        for index in courses.indices { addConsequences(to: &courses[index]) }
        return courses
    }

    private func take(_ command: IncidentCommand, by actor: Actor, beside other: Incident?, into course: inout IncidentCourse) throws(Refusal) {
        let owner = course.state?.owner ?? command.openingOwner ?? actor.center
        let context = context(
            for: actor, owner: owner, at: course.moment, beside: other, orderedZones: orderedZones(of: course.id),
            warnedZones: warnedZones(of: course.id))
        for event in try Incident.decide(course.state, command, context) { course.add(event, by: actor) }
    }

    /// What a command on one incident asks of the second one that it names.
    private func answer(
        to command: IncidentCommand, of incident: Incident, in other: Incident, by actor: Actor
    ) -> (command: IncidentCommand, actor: Actor)? {
        switch command {
        case .mergeInto: return (.absorb(incident.absorption(into: other)), actor)
        case .link(let link):
            let inverse = LinkIncident(incident: incident.id, relation: link.relation.inverse)
            // Written by Bayu: it is no news of the other incident and does not set back its update clock.
            let isKnown = other.links.contains { $0.incident == inverse.incident && $0.relation == inverse.relation }
            return isKnown ? nil : (.link(inverse), system(at: other.owner, "link"))
        default: return nil
        }
    }

    /// Writes the courses and what they call for, folds them in and tells the screens.
    func commit(_ courses: [IncidentCourse], command: CommandID?) async throws -> Receipt {
        let claims = claimTeams(of: courses)
        defer { release(claims) }
        let notices = courses.map { noticesAtOnce(after: $0) }
        var appends: [Append] = []
        for (index, course) in courses.enumerated() {
            let entries = try course.steps.map { try coding.entry($0.event, at: course.moment, by: $0.actor) }
            appends.append(
                Append(stream: Self.stream(course.id), expectedVersion: course.version, command: index == 0 ? command : nil, events: entries))
        }
        for (course, issued) in zip(courses, notices) { appends += try issued.map { try append($0, for: course) } }
        let committed = try await commit(appends)
        if !committed.recorded.isEmpty {
            for (course, issued) in zip(courses, notices) { fold(course, with: issued) }
        }
        finish(courses, committed.recorded, with: notices.flatMap(\.self))
        return committed.receipt
    }

    private func fold(_ course: IncidentCourse, with notices: [NoticeIssued]) {
        guard let state = course.state else { return }
        if picture.incidents[course.id] == nil, let held = course.held { picture.incidents[course.id] = held }
        picture.settle(state, course.id, course.version + Int64(course.steps.count), course.moment)
        fold(notices, for: course)
    }

    private func finish(_ courses: [IncidentCourse], _ recorded: [RecordedEvent], with notices: [NoticeIssued]) {
        guard let last = recorded.last else { return }
        picture.position = max(picture.position, last.position)
        for course in courses { refusedDues[Self.stream(course.id)] = nil }
        let told = courses.flatMap { changes(of: $0.id, at: last.position) }
        publish(told + notices.flatMap { changes(of: $0.id, at: last.position) }, for: recorded)
    }

    // MARK: Teams

    /// Marks every team that the courses are about to occupy, so that no other incident takes it while they are being written. The decision
    /// has just been made on the claims of the others, and nothing has waited since: what is claimed here was free.
    private func claimTeams(of courses: [IncidentCourse]) -> [TeamID: HeldTask] {
        var claims: [TeamID: HeldTask] = [:]
        for course in courses {
            for step in course.steps {
                guard case .task(let event) = step.event, let team = event.occupiedTeam ?? course.teamTaken(by: event) else { continue }
                claims[team] = HeldTask(incident: course.id, task: event.task)
            }
        }
        claimedTeams.merge(claims) { _, new in new }
        return claims
    }

    /// A claim that somebody else has made since, after the log had failed and the desk had begun anew, stays.
    private func release(_ claims: [TeamID: HeldTask]) {
        for (team, held) in claims where claimedTeams[team] == held { claimedTeams[team] = nil }
    }
}

extension IncidentCourse {
    /// The team of a task that an event gives something to do.
    fileprivate func teamTaken(by event: TaskEvent) -> TeamID? {
        switch event {
        case .sent, .accepted, .resumed, .sentBack: state?.task(event.task)?.team
        default: nil
        }
    }
}

extension TaskEvent {
    /// The team that the event itself names.
    fileprivate var occupiedTeam: TeamID? {
        switch self {
        case .created(let body): body.draft.team
        case .rerouted(let body): body.team
        case .takenOver(let body): body.content.holdsTeam ? body.content.team : nil
        default: nil
        }
    }
}

extension IncidentCommand {
    /// The second incident that a command changes.
    var otherIncident: IncidentID? {
        switch self {
        case .mergeInto(let merge): merge.incident
        case .link(let link): link.incident
        default: nil
        }
    }

    /// The owner of an incident that there is not yet.
    fileprivate var openingOwner: CenterCode? {
        guard case .open(let opening) = self else { return nil }
        return opening.owner
    }
}
