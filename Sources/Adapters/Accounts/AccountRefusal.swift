import Access
import City

/// Why an account or device is not made or changed: the rule that the request breaks.
public enum AccountRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case badName(String)
    case nameTaken(String)
    case unknownAccount(String)
    case unknownDevice(String)
    case unknownRole(String)
    case unknownCenter(CenterCode)
    case wrongLevel(Role, CenterCode, CenterLevel)
    case unknownDepartment(DepartmentID)
    case departmentMissing
    case departmentNotForRole(Role)
    case unknownTeam(TeamID)
    case teamMissing
    case teamNotForRole(Role)
    case teamElsewhere(TeamID, CenterCode)
    case teamOfOtherDepartment(TeamID, DepartmentID)
    case unknownDatastream(DatastreamID)
    case passwordTooShort
    case passwordTooLong

    public var description: String {
        switch self {
        case .badName(let name): "name: \"\(name)\" must be 1 to \(AccountDraft.nameLengthMax) of a-z, 0-9, '.', '_' and '-'"
        case .nameTaken(let name): "name: \"\(name)\" exists already; choose another or change the existing one"
        case .unknownAccount(let name): "name: there is no account \"\(name)\"; list the accounts to see their names"
        case .unknownDevice(let name): "name: there is no device \"\(name)\"; list the devices to see their names"
        case .unknownRole(let role): "role: \"\(role)\" is not one of \(Self.roles)"
        case .unknownCenter(let code): "center: the city package has no center \(code); use a code from its list of centers"
        case .wrongLevel(let role, let code, let level):
            "center: \(code) is at \(level.rawValue) level, where nobody can be \(role.rawValue); use one at \(Self.levels(role)) level"
        case .unknownDepartment(let id): "department: the city package has no department \(id)"
        case .departmentMissing: "department: a department-liaison needs one"
        case .departmentNotForRole(let role): "department: a \(role.rawValue) has none; leave it out"
        case .unknownTeam(let id): "team: the city package has no team \(id)"
        case .teamMissing: "team: a field-team account needs one"
        case .teamNotForRole(let role): "team: a \(role.rawValue) has none; leave it out"
        case .teamElsewhere(let id, let center): "team: \(id) belongs to center \(center); use that center or one above it"
        case .teamOfOtherDepartment(let id, let department): "department: team \(id) belongs to \(department); leave the department out"
        case .unknownDatastream(let id): "datastreams: the city package has no datastream \(id)"
        case .passwordTooShort: "password: needs at least \(PasswordHasher.lengthMin) characters"
        case .passwordTooLong: "password: can have at most \(PasswordHasher.bytesMax) bytes"
        }
    }

    private static var roles: String { Role.allCases.filter { $0 != .device }.map(\.rawValue).joined(separator: ", ") }
    private static func levels(_ role: Role) -> String { role.levels.sorted().map(\.rawValue).joined(separator: " or ") }
}
