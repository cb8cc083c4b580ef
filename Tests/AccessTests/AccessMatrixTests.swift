import City
import Testing

@testable import Access

@Suite("The access matrix")
struct AccessMatrixTests {
    static let actors: [(Role, Actor)] = [
        (.municipalCommander, person(.municipalCommander, at: "H")), (.districtCommander, person(.districtCommander, at: "A")),
        (.dutyOfficer, person(.dutyOfficer, at: "H")), (.dutyOfficer, person(.dutyOfficer, at: "A")),
        (.dutyOfficer, person(.dutyOfficer, at: "A1")), (.departmentLiaison, person(.departmentLiaison, at: "A", department: "transport")),
        (.fieldTeam, person(.fieldTeam, at: "A", department: "fire", team: "t1")), (.auditor, person(.auditor, at: "H")),
        (.administrator, person(.administrator, at: "A")),
        (.device, Actor(kind: .device, name: "gauge", role: Role.device.name, center: "H")),
    ]

    static let parties: [[Scope.Party]] = [
        [], [.init(center: "A1")], [.init(center: "B1")], [.init(center: "A")], [.init(center: "A", department: "transport")],
        [.init(center: "A", department: "water")], [.init(center: "B", department: "transport")],
        [.init(center: "A", department: "fire", team: "t1")], [.init(center: "A", department: "fire", team: "t2")],
        [.init(center: "B1"), .init(center: "A1", department: "transport")],
    ]

    static func person(_ role: Role, at center: CenterCode, department: DepartmentID? = nil, team: TeamID? = nil) -> Actor {
        Actor(kind: .person, name: "somebody", role: role.name, center: center, department: department, team: team)
    }

    static let scopes: [Scope] = [nil, "A1", "B1"].flatMap { (center: CenterCode?) in
        [nil, "H", "A", "A1", "B1"].flatMap { (owner: CenterCode?) in
            parties.flatMap { parties in [false, true].map { Scope(center: center, owner: owner, parties: parties, closed: $0) } }
        }
    }

    @Test("every role, permission, area, owner, addressee and state is decided as the hand-written matrix says", arguments: Permission.allCases)
    func wholeMatrix(permission: Permission) throws {
        for (role, actor) in Self.actors {
            let column = try #require(Role.allCases.firstIndex(of: role))
            let code = try #require(ExpectedMatrix.code(permission.rawValue, column: column), "no expectation for \(permission) of \(role)")
            for scope in Self.scopes {
                let purpose: LookPurpose = role == .auditor ? .audit : scope.closed ? .complaint : .dispatch
                let decision = Access.decide(actor, permission, in: scope, for: purpose, city: SmallCity.model)
                #expect(
                    decision.isAllowed == Self.isExpected(code, actor, scope), "\(permission) by \(role) at \(actor.center) in \(scope): \(decision)")
            }
        }
    }

    private static func isExpected(_ code: String, _ actor: Actor, _ scope: Scope) -> Bool {
        if scope.closed && !code.hasSuffix("+") { return false }
        let own = SmallCity.jurisdiction[actor.center] ?? []
        let place = scope.center.map(own.contains) ?? false
        let owner = scope.owner.map(own.contains) ?? false
        let near = scope.parties.filter { own.contains($0.center) }
        switch code.first {
        case "*": return true
        case "C": return place || owner
        case "O": return owner
        case "I": return place || owner || !near.isEmpty
        case "K": return near.contains { $0.department == nil && $0.team == nil }
        case "W": return owner || near.contains { $0.department == nil && $0.team == nil }
        case "D": return near.contains { $0.department == actor.department }
        case "T": return scope.parties.contains { $0.team == actor.team }
        default: return false
        }
    }

    @Test("every permission has a cell for every role, once")
    func complete() {
        for permission in Permission.allCases {
            #expect(AccessTable.rows.filter { $0.permission == permission }.count == 1, "\(permission)")
            for role in Role.allCases { #expect(AccessTable.find(permission, role) != nil, "\(permission) has no cell for \(role)") }
        }
        #expect(AccessTable.rows.allSatisfy { $0.cells.count == Role.allCases.count })
        #expect(ExpectedMatrix.rows.count == Permission.allCases.count)
    }
}
