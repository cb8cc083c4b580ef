import Access
import City

/// What the console learns about the person who is signed in.
struct Me: Encodable {
    let name: String
    let role: Role
    let center: CenterCode
    let centerName: LocalizedText?
    let department: DepartmentID?
    let team: TeamID?
    let csrf: String?
    let permissions: [Permission]
    let demo: Bool

    init(_ visitor: Visitor, city: CityModel) {
        name = visitor.actor.name
        role = visitor.role
        center = visitor.actor.center
        centerName = city.center(visitor.actor.center)?.name
        department = visitor.actor.department
        team = visitor.actor.team
        csrf = visitor.csrf
        permissions = Access.permissions(of: visitor.role)
        demo = visitor.demo
    }

    private enum CodingKeys: String, CodingKey { case name, role, center, centerName, department, team, csrf, permissions, demo }

    /// Writes null where there is nothing, so that a page can tell "none" from "not told".
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(role, forKey: .role)
        try fields.encode(center, forKey: .center)
        try fields.encode(centerName, forKey: .centerName)
        try fields.encode(department, forKey: .department)
        try fields.encode(team, forKey: .team)
        try fields.encode(csrf, forKey: .csrf)
        try fields.encode(permissions, forKey: .permissions)
        try fields.encode(demo, forKey: .demo)
    }
}
