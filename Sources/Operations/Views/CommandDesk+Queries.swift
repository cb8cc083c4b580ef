import City
import Evacuation
import EventLog
import HazardKit
import Incidents
import TravelTimes

extension CommandDesk {
    /// The alert as the screens show it, also when it ended long ago. Throws `LogFault`.
    public func alert(_ id: AlertID) async throws -> AlertView? { try await heldAlert(id).map { AlertView($0, city) } }

    /// The alert's own state, for decisions on who may do what.
    public func alertState(_ id: AlertID) async throws -> Alert? { try await heldAlert(id)?.state }

    /// The incident whole, also when it ended long ago. Throws `LogFault`.
    public func incident(_ id: IncidentID) async throws -> IncidentView? {
        guard let held = try await heldIncident(id) else { return nil }
        let notices = (picture.noticesByIncident[id] ?? []).compactMap { picture.notices[$0] }
        let evacuations = try await self.evacuations(of: id)
        let zones = ZoneChoice.choices(for: held.state, without: Set(evacuations.map(\.state.zone)), city)
        return IncidentView(
            held, summary: summary(held), notices: notices, evacuations: evacuations.map(EvacuationView.init), zones: zones,
            isErased: { picture.people[$0]?.erasedAt != nil }, city)
    }

    /// The newest alert at a site that is still open.
    public func newestOpenAlert(at site: SiteID) -> AlertID? {
        picture.alerts.values.filter { $0.state.site == site && $0.state.state.isOpen }.max { $0.state.id < $1.state.id }?.state.id
    }

    public func incidentState(_ id: IncidentID) async throws -> Incident? { try await heldIncident(id)?.state }

    /// The tasks of the actor's team, or of their department at their center; of the whole center for a desk. Open ones only.
    public func tasks(for actor: Actor) -> [MyTask] {
        let open = picture.incidents.values.filter(\.state.state.isOpen).sorted { $0.state.id < $1.state.id }
        return open.flatMap { held in
            held.state.tasks.filter { $0.state.isOpen && isTask($0, of: actor) }.map {
                MyTask(task: TaskView($0, city), incident: summary(held))
            }
        }
    }

    private func isTask(_ task: IncidentTask, of actor: Actor) -> Bool {
        if let team = actor.team { return task.team == team }
        if let department = actor.department { return task.department == department && task.center == actor.center && task.team == nil }
        return city.isWithin(task.center, actor.center)
    }

    /// The notices of the actor's post, unacknowledged first.
    public func notices(for actor: Actor) -> [NoticeView] {
        let mine = picture.notices.values.filter { notice in notice.recipients.contains { isPost($0, of: actor) } }
        let sorted = mine.sorted { left, right in
            left.isSettled != right.isSettled ? !left.isSettled : left.issuedAt > right.issuedAt
        }
        return sorted.prefix(Self.noticeLinesMax).map { NoticeView($0, city) }
    }

    /// A page of notices; what is older is found on its incident.
    static let noticeLinesMax = 200

    /// All teams of the actor's jurisdiction with what they are doing.
    public func teams(for actor: Actor) -> [TeamView] {
        city.teams.filter { city.isWithin($0.center, actor.center) || city.isWithin(actor.center, $0.center) }.map { team in
            TeamView(
                id: team.id, name: team.name, department: team.department, center: team.center, skills: team.skills, home: team.home,
                people: team.people, state: picture.teamStates[team.id]?.state ?? ProposalRanking.availableState, task: picture.busyTeams[team.id])
        }
    }

    /// Ranked teams for an incident. Throws `Refusal`, `LogFault`.
    public func proposals(for id: IncidentID, skill: Skill?) async throws -> ProposalList {
        guard let held = try await heldIncident(id) else { throw Refusal.unknown("incident", id.rawValue) }
        let ranking = ProposalRanking(
            city: city, busy: Set(picture.busyTeams.keys).union(claimedTeams.keys), states: picture.teamStates.mapValues(\.state),
            requests: openRequests() + requestsByHand(for: held.state, skill: skill))
        let candidates = ranking.candidates(skill: skill, near: [held.state.owner, held.state.township])
        let areas = await closedAreas(held.state)
        let times = await travel.times(from: candidates.map(\.home), to: held.state.point, avoiding: areas)
        return ProposalList(
            incident: id, skill: skill, method: travel.method, proposals: ranking.rank(candidates, times: times))
    }

    /// Every task that waits for a team, over all incidents.
    func openRequests() -> [Proposal.Request] {
        picture.incidents.values.filter(\.state.state.isOpen).flatMap { held in
            held.state.tasks.compactMap { task in
                guard task.team == nil, let skill = task.skill, task.state == .created || task.state == .returned else { return nil }
                return Proposal.Request(
                    incident: held.state.id, task: task.id, grade: held.state.grade, skill: skill, title: held.state.title,
                    since: task.history.first?.at ?? held.state.openedAt)
            }
        }
    }

    /// A desk may ask for a skill that no task of its incident waits for: it stands in the lists all the same, as asked now.
    private func requestsByHand(for incident: Incident, skill: Skill?) -> [Proposal.Request] {
        guard let skill else { return [] }
        let isWaiting = incident.tasks.contains { $0.team == nil && $0.skill == skill && ($0.state == .created || $0.state == .returned) }
        guard !isWaiting else { return [] }
        return [
            Proposal.Request(
                incident: incident.id, task: nil, grade: incident.grade, skill: skill, title: incident.title, since: now())
        ]
    }
}

/// A team with what it is doing.
public struct TeamView: Codable, Sendable {
    public let id: TeamID
    public let name: LocalizedText
    public let department: DepartmentID
    public let center: CenterCode
    public let skills: [Skill]
    public let home: Coordinate
    public let people: Int
    public let state: String
    public let task: HeldTask?
}
