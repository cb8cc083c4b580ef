import Access
import City
import Incidents
import Operations

extension Scope {
    /// An alert: where it is and who answers for it.
    init(_ alert: Alert) {
        self.init(center: alert.township, owner: alert.owner, closed: !alert.state.isOpen)
    }

    /// An incident with everybody who has a part in it.
    init(_ incident: Incident) {
        let tasks = incident.tasks.map(Self.party)
        let involved = incident.departments.flatMap { department in
            [incident.township, incident.district, incident.owner].map { Party(center: $0, department: department) }
        }
        self.init(center: incident.township, owner: incident.owner, parties: tasks + involved, closed: !incident.state.isOpen)
    }

    /// One task of an incident: only its own addressee is a party.
    init(_ task: IncidentTask, of incident: Incident) {
        self.init(center: incident.township, owner: incident.owner, parties: [Self.party(task)], closed: !incident.state.isOpen)
    }

    init(_ team: Team) {
        self.init(center: team.center, owner: team.center, parties: [Party(center: team.center, department: team.department, team: team.id)])
    }

    /// The caller's own post: what is addressed to it is theirs.
    static func ownPost(of actor: Actor) -> Scope {
        Scope(parties: [Party(center: actor.center, department: actor.department, team: actor.team)])
    }

    private static func party(_ task: IncidentTask) -> Party { Party(center: task.center, department: task.department, team: task.team) }
}

extension Call {
    /// Asks the access table about the very matter; throws what it answers when that is no.
    func decide(_ permission: Permission, in scope: Scope, city: CityModel, for purpose: LookPurpose? = nil) throws {
        switch Access.decide(try actor(), permission, in: scope, for: purpose, city: city) {
        case .allow: return
        case .deny(let reason): throw reason
        }
    }

    /// The same as a question, for lists that leave out what one may not see.
    func may(_ permission: Permission, in scope: Scope, city: CityModel) throws -> Bool {
        Access.decide(try actor(), permission, in: scope, city: city).isAllowed
    }
}
