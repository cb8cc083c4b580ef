import City
import Foundation
import GRDB
import Synchronization

extension AccountStore {
    /// Logs somebody in. Takes as long for an unknown name as for a known one.
    ///
    /// - Parameter address: the peer's network address, for the back-off and the list of sessions.
    public func logIn(name: String, password: String, address: String) async throws -> LoginOutcome {
        let name = String(name.prefix(AccountDraft.nameLengthMax))
        if let wait = backoff.withLock({ $0.begin(name: name, address: address, at: now()) }) { return .wait(wait) }
        guard let account = try await verify(name: name, password: password) else { return .refused }
        backoff.withLock { $0.succeeded(name: name, address: address) }
        return try await startSession(account, address: address)
    }

    /// The account, when the password is right and the account is not disabled.
    public func verify(name: String, password: String) async throws -> Account? {
        try await refresh()
        let stored = try await readPassword(of: name)
        let isRight = try await hasher.verify(password, against: stored ?? decoy)
        guard isRight, stored != nil, let account = find(name), !account.disabled else { return nil }
        return account
    }

    /// The session of a cookie, or nil when there is none or it has run out. Counts as use.
    public func session(_ token: SessionToken) -> Session? {
        let digest = token.digest
        let moment = now()
        return cache.withLock { cache in
            guard let session = cache.sessions[digest], session.isAlive(at: moment), let account = cache.accounts[session.account], !account.disabled
            else { return nil }
            cache.sessions[digest]?.seenAt = moment
            return Session(account: account, handle: session.handle, address: session.address, createdAt: session.createdAt, seenAt: moment)
        }
    }

    public func logOut(_ token: SessionToken) async throws {
        let digest = token.digest
        try await write { db in try db.execute(sql: "DELETE FROM sessions WHERE digest = ?", arguments: [digest.bytes]) }
    }

    /// The living sessions, of one account or of all, newest first.
    public func listSessions(of name: String? = nil) -> [Session] {
        let moment = now()
        return cache.withLock { cache in
            cache.sessions.values.compactMap { session -> Session? in
                guard session.isAlive(at: moment), name == nil || session.account == name, let account = cache.accounts[session.account] else {
                    return nil
                }
                return Session(
                    account: account, handle: session.handle, address: session.address, createdAt: session.createdAt, seenAt: session.seenAt)
            }
        }.sorted { $0.createdAt > $1.createdAt }
    }

    /// Ends one session by its handle. False when there is none.
    @discardableResult
    public func revoke(session handle: String) async throws -> Bool {
        guard let digest = cache.withLock({ $0.sessions.first { $0.value.handle == handle }?.key }) else { return false }
        return try await write { db in
            try db.execute(sql: "DELETE FROM sessions WHERE digest = ?", arguments: [digest.bytes])
            return db.changesCount == 1
        }
    }

    private func startSession(_ account: Account, address: String) async throws -> LoginOutcome {
        let token = SessionToken.make()
        let digest = token.digest
        let moment = now()
        try await write { db in
            try db.execute(
                sql: "INSERT INTO sessions (digest, account, address, created, seen) VALUES (?, ?, ?, ?, ?)",
                arguments: [digest.bytes, account.name, address, moment.millisecondsSince1970, moment.millisecondsSince1970])
            try db.execute(
                sql: """
                    DELETE FROM sessions WHERE account = ? AND digest NOT IN
                        (SELECT digest FROM sessions WHERE account = ? ORDER BY seen DESC, rowid DESC LIMIT ?)
                    """,
                arguments: [account.name, account.name, Session.perAccountMax])
        }
        let session = Session(account: account, handle: digest.handle, address: address, createdAt: moment, seenAt: moment)
        return .loggedIn(token, session)
    }

    private func readPassword(of name: String) async throws -> String? {
        do {
            return try await queue.read { db in try String.fetchOne(db, sql: "SELECT password FROM accounts WHERE name = ?", arguments: [name]) }
        } catch let error as DatabaseError {
            throw AccountFault(error, file: file)
        }
    }

    /// Takes in what another process wrote since, if it did.
    func refresh() async throws {
        do {
            try await queue.writeWithoutTransaction { db in
                let current = try AccountCache.currentVersion(db)
                if current != cache.withLock({ $0.dataVersion }) { try AccountCache.load(db, file: file, into: cache) }
            }
        } catch let error as DatabaseError {
            throw AccountFault(error, file: file)
        }
    }
}
