import City
import Foundation
import GRDB
import Synchronization

/// The accounts, sessions and device keys of one installation, in `accounts.sqlite`.
///
/// - Open: `open(directory:)`, `tidy()` once a minute
/// - Accounts: `add`, `change`, `setPassword`, `setDisabled`, `find`, `list`, `hasDemoAccounts`
/// - Logging in: `logIn(name:password:address:)`
/// - Each request: `session(_:)`, `device(key:)`: answered from memory, without a disk
/// - Sessions: `listSessions`, `revoke(session:)`, `logOut`
/// - Devices: `addDevice`, `revokeDevice`, `listDevices`
public final class AccountStore: Sendable {
    public static let fileName = "accounts.sqlite"
    /// Another process (`bayu account add`) holds the file for milliseconds; longer than this is a fault.
    static let lockedWaitSeconds = 5.0

    let file: String
    let queue: DatabaseQueue
    let hasher: PasswordHasher
    let decoy: String
    let now: @Sendable () -> Instant
    let cache = Mutex(AccountCache())
    let backoff = Mutex(LoginBackoff())

    /// Opens the store in a data directory and makes it when it is not there.
    ///
    /// - Throws: `AccountFault` when the file is locked, damaged or cannot be written.
    public static func open(directory: String, now: @escaping @Sendable () -> Instant = AccountStore.systemTime) throws -> AccountStore {
        try open(directory: directory, cost: .standard, now: now)
    }

    static func open(directory: String, cost: PasswordHasher.Cost, now: @escaping @Sendable () -> Instant) throws -> AccountStore {
        try AccountStore(file: directory + "/" + fileName, cost: cost, now: now)
    }

    private init(file: String, cost: PasswordHasher.Cost, now: @escaping @Sendable () -> Instant) throws {
        self.file = file
        self.now = now
        hasher = PasswordHasher(cost: cost)
        decoy = try hasher.makeDecoy()
        try Self.makePrivate(file)
        do {
            queue = try DatabaseQueue(path: file, configuration: Self.configuration)
            try queue.writeWithoutTransaction { db in
                try AccountSchema.prepare(db, file: file)
                try AccountCache.load(db, file: file, into: cache)
            }
        } catch let error as DatabaseError {
            throw AccountFault(error, file: file)
        }
    }

    public static let systemTime: @Sendable () -> Instant = {
        Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000))
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(lockedWaitSeconds)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // A changed password or revoked key must not stay readable in freed pages.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    /// SQLite gives its side files the mode of the main file, so only this one must be made with care.
    private static func makePrivate(_ file: String) throws {
        let descriptor = Glibc.open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw AccountFault.unusable(file: file, detail: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw AccountFault.unusable(file: file, detail: String(cString: strerror(errno))) }
    }

    /// Writes in one transaction and takes the result into memory before anybody else can write.
    func write<Value: Sendable>(_ change: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await queue.writeWithoutTransaction { db in
                var result: Value?
                try db.inTransaction(.immediate) {
                    result = try change(db)
                    return .commit
                }
                try AccountCache.load(db, file: file, into: cache)
                guard let result else { preconditionFailure("a committed transaction has a result") }
                return result
            }
        } catch let error as DatabaseError {
            throw AccountFault(error, file: file)
        }
    }

    /// Takes in what another process (`bayu account …`, `bayu device …`) has changed since; one look at a number when nothing has.
    public func refreshIfChanged() async throws {
        do {
            try await queue.read { db in
                let known = cache.withLock { $0.dataVersion }
                guard try AccountCache.currentVersion(db) != known else { return }
                try AccountCache.load(db, file: file, into: cache)
            }
        } catch let error as DatabaseError {
            throw AccountFault(error, file: file)
        }
    }

    /// Once a minute: keeps on disk when sessions were last used, drops what has run out, and takes in what another process
    /// (`bayu account …`) changed.
    public func tidy() async throws {
        let moment = now()
        let (seen, ended) = cache.withLock { cache in
            (
                cache.sessions.filter { $0.value.isAlive(at: moment) }.mapValues(\.seenAt),
                cache.sessions.filter { !$0.value.isAlive(at: moment) }.map(\.key)
            )
        }
        try await write { db in
            for (digest, seenAt) in seen {
                try db.execute(
                    sql: "UPDATE sessions SET seen = ? WHERE digest = ? AND seen < ?",
                    arguments: [seenAt.millisecondsSince1970, digest.bytes, seenAt.millisecondsSince1970])
            }
            for digest in ended { try db.execute(sql: "DELETE FROM sessions WHERE digest = ?", arguments: [digest.bytes]) }
        }
    }
}
