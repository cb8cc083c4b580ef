import Access
import City

/// Which changes one listener hears: those of its jurisdiction, its department there, or its team.
struct BoardFilter: Hashable, Sendable {
    enum Kind: Hashable { case everything, center, department(DepartmentID), team(TeamID), nothing }

    let kind: Kind
    let center: CenterCode

    init(_ visitor: Visitor) {
        center = visitor.actor.center
        kind =
            switch visitor.role {
            case .municipalCommander, .auditor: .everything
            case .districtCommander, .dutyOfficer, .administrator: .center
            case .departmentLiaison: visitor.actor.department.map(Kind.department) ?? .nothing
            case .fieldTeam: visitor.actor.team.map(Kind.team) ?? .nothing
            case .device: .nothing
            }
    }

    func passes(_ change: BoardChange) -> Bool {
        guard let reach = change.reach else { return kind != .nothing }
        switch kind {
        case .everything: return true
        case .center: return reach.contains(center)
        case .department(let department): return change.departments.contains(department) && reach.contains(center)
        case .team(let team): return change.teams.contains(team)
        case .nothing: return false
        }
    }
}
