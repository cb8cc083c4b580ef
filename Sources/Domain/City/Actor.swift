/// Who asks for something: a person with a role at a center, a device, or Bayu itself (a timer, a rule, a plan).
public struct Actor: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable { case person, device, system }

    public let kind: Kind
    /// The account, device or component, such as `li.wei`, `gnss-17` or `clock`.
    public let name: String
    public let role: RoleName
    public let center: CenterCode
    public let department: DepartmentID?
    public let team: TeamID?

    public init(kind: Kind, name: String, role: RoleName, center: CenterCode, department: DepartmentID? = nil, team: TeamID? = nil) {
        self.kind = kind
        self.name = name
        self.role = role
        self.center = center
        self.department = department
        self.team = team
    }
}

/// The name of a role in the access table, such as `duty-officer`.
public struct RoleName: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A personal field as ciphertext under one person's own key. The domain carries it and cannot read it.
public struct Sealed: Hashable, Codable, Sendable {
    public let person: PersonID
    /// nonce (12 bytes) + ciphertext + tag (16 bytes), base64.
    public let box: String

    public init(person: PersonID, box: String) {
        self.person = person
        self.box = box
    }
}
