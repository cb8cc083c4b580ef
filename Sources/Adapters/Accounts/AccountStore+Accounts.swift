import Access
import City
import GRDB
import Synchronization

extension AccountStore {
    /// Adds an account after checking it against the city package.
    @discardableResult
    public func add(_ draft: AccountDraft, password: String, city: CityModel) async throws -> Account {
        let account = try checked(draft, demo: false, city: city)
        if find(draft.name) != nil { throw AccountRefusal.nameTaken(draft.name) }
        let hash = try await hasher.hash(password)
        try await write { db in
            guard try Self.isFree(account.name, db) else { throw AccountRefusal.nameTaken(account.name) }
            try Self.insert(account, hash: hash, db)
        }
        return account
    }

    /// Gives an account another role or place. Its sessions go on with the new rights at once.
    @discardableResult
    public func change(_ draft: AccountDraft, city: CityModel) async throws -> Account {
        guard let old = find(draft.name) else { throw AccountRefusal.unknownAccount(draft.name) }
        let account = try checked(draft, demo: old.demo, city: city)
        try await update(
            draft.name, "role = ?, center = ?, department = ?, team = ?",
            [account.role.rawValue, account.center.rawValue, account.department?.rawValue, account.team?.rawValue])
        return try get(draft.name)
    }

    /// Sets a new password and ends the account's sessions.
    public func setPassword(_ password: String, of name: String) async throws {
        let hash = try await hasher.hash(password)
        try await update(name, "password = ?", [hash], endsSessions: true)
    }

    /// A disabled account cannot log in, and its sessions end. The log keeps its name.
    public func setDisabled(_ disabled: Bool, of name: String) async throws {
        try await update(name, "disabled = ?", [disabled], endsSessions: disabled)
    }

    public func find(_ name: String) -> Account? { cache.withLock { $0.accounts[name] } }

    public func get(_ name: String) throws -> Account {
        guard let account = find(name) else { throw AccountRefusal.unknownAccount(name) }
        return account
    }

    public func list() -> [Account] { cache.withLock { $0.accounts.values.sorted { $0.name < $1.name } } }

    /// While there are any, a server must not listen beyond loopback: everybody knows their password.
    public var hasDemoAccounts: Bool { cache.withLock { $0.accounts.values.contains { $0.demo && !$0.disabled } } }

    func checked(_ draft: AccountDraft, demo: Bool, city: CityModel) throws -> Account {
        let (role, department) = try draft.checked(in: city)
        return Account(
            name: draft.name, role: role, center: draft.center, department: department, team: draft.team, disabled: false, demo: demo,
            createdAt: now())
    }

    static func isFree(_ name: String, _ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM accounts WHERE name = ?", arguments: [name]) == nil
    }

    static func insert(_ account: Account, hash: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO accounts (name, role, center, department, team, password, disabled, demo, created)
                VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)
                """,
            arguments: [
                account.name, account.role.rawValue, account.center.rawValue, account.department?.rawValue, account.team?.rawValue, hash,
                account.demo, account.createdAt.millisecondsSince1970,
            ])
    }

    private func update(_ name: String, _ columns: String, _ values: StatementArguments, endsSessions: Bool = false) async throws {
        try await write { db in
            try db.execute(sql: "UPDATE accounts SET \(columns) WHERE name = ?", arguments: values + [name])
            guard db.changesCount == 1 else { throw AccountRefusal.unknownAccount(name) }
            if endsSessions { try db.execute(sql: "DELETE FROM sessions WHERE account = ?", arguments: [name]) }
        }
    }
}
