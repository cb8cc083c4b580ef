import Access
import City

/// Somebody who can log in: a name, a role and a place in the network. The password stays in the store.
public struct Account: Hashable, Sendable {
    public let name: String
    public let role: Role
    public let center: CenterCode
    public let department: DepartmentID?
    public let team: TeamID?
    public let disabled: Bool
    /// A demonstration account: its password is printed at start, so it is refused beyond loopback.
    public let demo: Bool
    public let createdAt: Instant

    /// Who this account is in the access table and in the log.
    public var actor: Actor {
        Actor(kind: .person, name: name, role: role.name, center: center, department: department, team: team)
    }
}
