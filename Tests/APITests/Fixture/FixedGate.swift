import Access
import City

@testable import API

/// A gatekeeper that knows one visitor for each role, by the token `session-ROLE` or the key `key-device`.
struct FixedGate: Gatekeeper {
    static func csrf(_ role: Role) -> String { "csrf-" + role.rawValue }

    static func visitor(_ role: Role) -> Visitor {
        let actor = Actor(
            kind: role == .device ? .device : .person, name: "the " + role.rawValue, role: role.name, center: center(of: role),
            department: role == .departmentLiaison ? "transport" : nil, team: role == .fieldTeam ? "drone-1" : nil)
        return Visitor(
            actor: actor, role: role, csrf: role == .device ? nil : csrf(role), demo: false, rateKey: role.rawValue,
            datastreams: role == .device ? ["rain-1"] : nil)
    }

    static func center(of role: Role) -> CenterCode {
        switch role {
        case .municipalCommander, .auditor, .administrator, .device: SmallCity.hub
        case .districtCommander, .departmentLiaison, .fieldTeam: SmallCity.north
        case .dutyOfficer: SmallCity.cliffTown
        }
    }

    func signIn(name: String, password: String, address: String) async throws -> SignInOutcome {
        if name == "locked" { return .wait(seconds: 42) }
        guard password == "right", let role = Role(rawValue: name) else { return .refused }
        return .started(token: "session-" + role.rawValue, Self.visitor(role), lifetimeSeconds: 3600)
    }

    func signOut(_ token: String) async throws {}

    func visitor(session token: String) -> Visitor? {
        Role.allCases.first { $0 != .device && token == "session-" + $0.rawValue }.map(Self.visitor)
    }

    func visitor(device key: String) -> Visitor? { key == "key-device" ? Self.visitor(.device) : nil }

    func visitorAfterRefresh(device key: String) async throws -> Visitor? { visitor(device: key) }
}
