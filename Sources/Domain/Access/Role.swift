import City

/// What somebody is in the network; the columns of the access table, in this order.
public enum Role: String, Codable, Sendable, CaseIterable {
    case municipalCommander = "municipal-commander"
    case districtCommander = "district-commander"
    /// The desk of one center, at any level.
    case dutyOfficer = "duty-officer"
    /// Speaks for one department at one center.
    case departmentLiaison = "department-liaison"
    case fieldTeam = "field-team"
    /// Reads everything, also who looked at whose personal data, and changes nothing.
    case auditor
    /// Accounts, devices and city data; no commands on incidents.
    case administrator
    /// A sensor or a machine with a key of its own; never a person.
    case device

    /// Nil when the name is not in the table; such a caller is denied everything.
    public init?(_ name: RoleName) { self.init(rawValue: name.rawValue) }

    public var name: RoleName { RoleName(rawValue: rawValue) }

    /// The roles that make no sense without a department or a team.
    public var needsDepartment: Bool { self == .departmentLiaison }
    public var needsTeam: Bool { self == .fieldTeam }

    /// The levels of center at which somebody can have this role.
    public var levels: Set<CenterLevel> {
        switch self {
        case .municipalCommander: [.municipal]
        case .districtCommander: [.district]
        case .auditor, .administrator: [.municipal, .district]
        case .dutyOfficer, .departmentLiaison, .fieldTeam, .device: Set(CenterLevel.allCases)
        }
    }
}
