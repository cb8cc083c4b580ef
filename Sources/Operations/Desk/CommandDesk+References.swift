import City
import Incidents

/// Names in a command must exist: centers, departments, teams, other incidents.
extension CommandDesk {
    func checkReferences(_ command: IncidentCommand) throws(Refusal) {
        switch command {
        case .offerHandOver(let offer): try check(center: offer.to, "to")
        case .mergeInto(let merge): try check(incident: merge.incident)
        case .link(let link): try check(incident: link.incident)
        case .involve(let involve): try check(department: involve.department)
        case .createTask(let task): try check(department: task.department, team: task.team, center: task.center)
        case .task(_, .reroute(let reroute)): try check(department: reroute.department, team: reroute.team, center: reroute.center)
        case .answerRollCall(let answer): try check(team: answer.team)
        case .accountForTeam(let account): try check(team: account.team)
        default: break
        }
    }

    private func check(department: DepartmentID?, team: TeamID?, center: CenterCode?) throws(Refusal) {
        if let department { try check(department: department) }
        if let team { try check(team: team) }
        if let center { try check(center: center, "center") }
    }

    private func check(center: CenterCode, _ field: String) throws(Refusal) {
        guard city.center(center) == nil else { return }
        throw Refusal("center.unknown", "No center has the code \(center). GET /api/centers lists them.", field: field)
    }

    private func check(department: DepartmentID) throws(Refusal) {
        guard !city.departments.contains(where: { $0.id == department }) else { return }
        throw Refusal("department.unknown", "No department is named \(department). GET /api/city lists them.", field: "department")
    }

    private func check(team: TeamID) throws(Refusal) {
        guard city.team(team) == nil else { return }
        throw Refusal("team.unknown", "No team is named \(team). GET /api/teams lists them.", field: "team")
    }

    private func check(incident: IncidentID) throws(Refusal) {
        guard picture.incidents[incident] == nil else { return }
        throw Refusal("incident.unknown", "No incident is named \(incident), or it ended long ago. Check the id.", field: "incident")
    }
}
