import Access
import City
import GRDB

/// The accounts of a demonstration. They share one published password, so each is marked and a server that has them
/// stays on loopback.
public enum DemoAccounts {
    public static let password = "bayu-demo"

    /// One account for each role that walks the loop, around one district.
    ///
    /// The hub, the district and the township are named after their centers (`beibei`), the others after what they do.
    /// - Parameters:
    ///   - township: nil for the district's first.
    ///   - department: nil for the first of `departments`.
    public static func seats(
        in city: CityModel, district: CenterCode, township: CenterCode? = nil, department: DepartmentID? = nil
    ) -> [AccountDraft] {
        guard let hub = city.hub?.code, city.center(district) != nil else { return [] }
        var seats = [
            AccountDraft(name: "hub", role: Role.municipalCommander.name, center: hub),
            AccountDraft(name: name(of: district, in: city), role: Role.districtCommander.name, center: district),
            AccountDraft(name: "auditor", role: Role.auditor.name, center: hub),
            AccountDraft(name: "admin", role: Role.administrator.name, center: hub),
        ]
        if let township = township ?? city.children(of: district).first {
            seats.append(AccountDraft(name: name(of: township, in: city), role: Role.dutyOfficer.name, center: township))
        }
        if let department = department ?? city.departments.first?.id {
            seats.append(AccountDraft(name: department.rawValue, role: Role.departmentLiaison.name, center: district, department: department))
        }
        if let team = city.teams.first(where: { city.isWithin($0.center, district) }) {
            seats.append(AccountDraft(name: "field", role: Role.fieldTeam.name, center: team.center, team: team.id))
        }
        return seats
    }

    /// Adds the accounts that are missing and sets the others back to what they should be.
    ///
    /// - Throws: `AccountRefusal.nameTaken` when a real account has one of the names: that data directory is not a demonstration.
    @discardableResult
    public static func install(_ seats: [AccountDraft], into store: AccountStore, city: CityModel) async throws -> [Account] {
        let accounts = try seats.map { try store.checked($0, demo: true, city: city) }
        // One hash for all: the password is no secret, and seven would cost half a second at start.
        let hash = try await store.hasher.hash(password)
        try await store.write { db in
            for account in accounts {
                try db.execute(sql: "DELETE FROM accounts WHERE name = ? AND demo = 1", arguments: [account.name])
                guard try AccountStore.isFree(account.name, db) else { throw AccountRefusal.nameTaken(account.name) }
                try AccountStore.insert(account, hash: hash, db)
            }
        }
        return accounts
    }

    /// Takes all demonstration accounts out, with their sessions.
    public static func removeAll(from store: AccountStore) async throws {
        try await store.write { db in try db.execute(sql: "DELETE FROM accounts WHERE demo = 1") }
    }

    /// The first word of the center's English name, such as `beibei` of "Beibei District".
    private static func name(of center: CenterCode, in city: CityModel) -> String {
        let word = city.center(center)?.name.en.lowercased().split(separator: " ").first.map(String.init) ?? ""
        let plain = word.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return plain.isEmpty ? "center-\(center.rawValue.lowercased())" : plain
    }
}
