import Access
import City

/// An account as somebody asks for it, not yet checked against the city package.
public struct AccountDraft: Hashable, Codable, Sendable {
    public var name: String
    public var role: RoleName
    public var center: CenterCode
    public var department: DepartmentID?
    public var team: TeamID?

    public init(name: String, role: RoleName, center: CenterCode, department: DepartmentID? = nil, team: TeamID? = nil) {
        self.name = name
        self.role = role
        self.center = center
        self.department = department
        self.team = team
    }

    /// Long enough for a name with its post, short enough for a line in the timeline.
    static let nameLengthMax = 64

    /// The role and department that the account gets, when everything named exists in the city and fits together.
    func checked(in city: CityModel) throws -> (role: Role, department: DepartmentID?) {
        try Self.checkName(name)
        guard let role = Role(role), role != .device else { throw AccountRefusal.unknownRole(self.role.rawValue) }
        guard let level = city.center(center)?.level else { throw AccountRefusal.unknownCenter(center) }
        guard role.levels.contains(level) else { throw AccountRefusal.wrongLevel(role, center, level) }
        if let department, !city.departments.contains(where: { $0.id == department }) { throw AccountRefusal.unknownDepartment(department) }
        if role.needsDepartment && department == nil { throw AccountRefusal.departmentMissing }
        if department != nil && !role.needsDepartment && !role.needsTeam { throw AccountRefusal.departmentNotForRole(role) }
        return (role, try checkTeam(role, city) ?? department)
    }

    /// The department of the team, for a role that has one.
    private func checkTeam(_ role: Role, _ city: CityModel) throws -> DepartmentID? {
        guard let team else {
            if role.needsTeam { throw AccountRefusal.teamMissing }
            return nil
        }
        guard role.needsTeam else { throw AccountRefusal.teamNotForRole(role) }
        guard let found = city.team(team) else { throw AccountRefusal.unknownTeam(team) }
        guard city.isWithin(found.center, center) else { throw AccountRefusal.teamElsewhere(team, found.center) }
        if let department, department != found.department { throw AccountRefusal.teamOfOtherDepartment(team, found.department) }
        return found.department
    }

    static func checkName(_ name: String) throws {
        let isPlain = name.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46 || byte == 95
        }
        guard isPlain, !name.isEmpty, name.utf8.count <= nameLengthMax else { throw AccountRefusal.badName(String(name.prefix(nameLengthMax))) }
    }
}
