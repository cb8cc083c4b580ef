import City
import Testing

@testable import Access

@Suite("Access")
struct AccessTests {
    private let officer = AccessMatrixTests.person(.dutyOfficer, at: "A1")

    private func decide(_ actor: Actor, _ permission: Permission, _ scope: Scope, _ purpose: LookPurpose? = nil) -> Decision {
        Access.decide(actor, permission, in: scope, for: purpose, city: SmallCity.model)
    }

    @Test("a role that the table does not know may do nothing")
    func unknownRole() {
        let actor = Actor(kind: .person, name: "x", role: "mayor", center: "H")
        for permission in Permission.allCases { #expect(decide(actor, permission, .everywhere) == .deny(.unknownRole)) }
    }

    @Test("a device cannot act with a person's role, nor a person as a device, nor the system by request")
    func kinds() {
        for (kind, role) in [(Actor.Kind.device, Role.administrator), (.person, .device), (.system, .municipalCommander)] {
            let actor = Actor(kind: kind, name: "x", role: role.name, center: "H")
            for permission in Permission.allCases { #expect(decide(actor, permission, .everywhere) == .deny(.wrongKindOfCaller)) }
        }
    }

    @Test("an account whose center left the city package may do nothing")
    func unknownCenter() {
        let actor = AccessMatrixTests.person(.administrator, at: "gone")
        #expect(decide(actor, .manageAccounts, .everywhere) == .deny(.unknownCenter))
    }

    @Test("a refusal says why")
    func reasons() {
        #expect(decide(officer, .manageAccounts, .everywhere) == .deny(.roleMayNot))
        #expect(decide(officer, .acknowledgeAlert, Scope(center: "B1")) == .deny(.outsideJurisdiction))
        #expect(decide(officer, .closeIncident, Scope(center: "A1", owner: "A")) == .deny(.notTheOwner))
        #expect(decide(officer, .acknowledgeNotice, Scope(center: "A1", owner: "A1")) == .deny(.notAddressed))
        #expect(decide(officer, .closeIncident, Scope(center: "A1", owner: "A1", closed: true)) == .deny(.matterClosed))
        #expect(Decision.Reason.allCases.allSatisfy { !$0.message.isEmpty && $0.rawValue.hasPrefix("access.") })
    }

    @Test("only the receiving center, or one above it, accepts a hand-over")
    func handOver() {
        #expect(decide(officer, .acceptHandOver, .handOver(to: "A")) == .deny(.notTheOwner))
        #expect(decide(AccessMatrixTests.person(.dutyOfficer, at: "A"), .acceptHandOver, .handOver(to: "A")).isAllowed)
        #expect(decide(AccessMatrixTests.person(.municipalCommander, at: "H"), .acceptHandOver, .handOver(to: "A")).isAllowed)
        #expect(!decide(AccessMatrixTests.person(.districtCommander, at: "B"), .acceptHandOver, .handOver(to: "A")).isAllowed)
    }

    @Test("nobody looks at personal data without a purpose, and only for a purpose of the role")
    func purposes() {
        let open = Scope(center: "A1", owner: "A1")
        #expect(decide(officer, .lookAtPerson, open) == .deny(.purposeMissing))
        #expect(decide(officer, .lookAtPerson, open, .callBack) == .allow)
        #expect(decide(officer, .lookAtPerson, open, .audit) == .deny(.purposeNotAllowed))
        #expect(decide(AccessMatrixTests.person(.auditor, at: "H"), .lookAtPerson, open, .dispatch) == .deny(.purposeNotAllowed))
    }

    @Test("after closing, personal data is looked at for complaints and audits alone", arguments: LookPurpose.allCases)
    func closedPurposes(purpose: LookPurpose) {
        let closed = Scope(center: "A1", owner: "A1", closed: true)
        #expect(decide(officer, .lookAtPerson, closed, purpose).isAllowed == (purpose == .complaint))
    }

    @Test("the screens are told the permissions that a role has somewhere")
    func permissions() {
        #expect(Access.permissions(of: .device) == [.submitReading])
        #expect(Access.permissions(of: .dutyOfficer).contains(.closeIncident))
        #expect(!Access.permissions(of: .administrator).contains(.closeIncident))
    }

    @Test("roles are read by the names of the fixed points")
    func names() {
        let names = [
            "municipal-commander", "district-commander", "duty-officer", "department-liaison", "field-team", "auditor", "administrator", "device",
        ]
        #expect(Role.allCases.map(\.rawValue) == names)
    }
}
