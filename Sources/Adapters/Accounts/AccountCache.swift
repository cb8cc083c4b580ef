import Access
import City
import Foundation
import GRDB
import Synchronization

/// Everything that a request needs, in memory: a city has some thousands of accounts and devices.
struct AccountCache: Sendable {
    struct CachedSession: Sendable {
        let account: String
        let handle: String
        let address: String
        let createdAt: Instant
        var seenAt: Instant

        func isAlive(at now: Instant) -> Bool {
            now.since(createdAt) < Session.absoluteExpiry && now.since(seenAt) < Session.idleExpiry
        }
    }

    var accounts: [String: Account] = [:]
    var sessions: [SecretDigest: CachedSession] = [:]
    var devices: [SecretDigest: Device] = [:]
    /// Changes when another connection has written.
    var dataVersion = 0

    /// Reads the file anew. Called on the database's own queue, so that a later state is never overwritten by an earlier one.
    static func load(_ db: Database, file: String, into cache: borrowing Mutex<AccountCache>) throws {
        var fresh = AccountCache()
        fresh.dataVersion = try currentVersion(db)
        for row in try Row.fetchAll(db, sql: "SELECT * FROM accounts") {
            let account = try account(row, file: file)
            fresh.accounts[account.name] = account
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM sessions") {
            let digest = SecretDigest(stored: row["digest"])
            fresh.sessions[digest] = CachedSession(
                account: row["account"], handle: digest.handle, address: row["address"], createdAt: Instant(millisecondsSince1970: row["created"]),
                seenAt: Instant(millisecondsSince1970: row["seen"]))
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM devices") {
            fresh.devices[SecretDigest(stored: row["digest"])] = try device(row, file: file)
        }
        let loaded = fresh
        cache.withLock { old in
            let seen = old.sessions.mapValues(\.seenAt)
            old = loaded
            for (digest, seenAt) in seen where old.sessions[digest].map({ $0.seenAt < seenAt }) ?? false {
                old.sessions[digest]?.seenAt = seenAt
            }
        }
    }

    static func currentVersion(_ db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }

    private static func account(_ row: Row, file: String) throws -> Account {
        let role: String = row["role"]
        let name: String = row["name"]
        guard let known = Role(rawValue: role) else { throw AccountFault.corrupt(file: file, detail: "account \(name) has the unknown role \(role)") }
        let department: String? = row["department"]
        let team: String? = row["team"]
        return Account(
            name: name, role: known, center: CenterCode(row["center"] as String), department: department.map { DepartmentID($0) },
            team: team.map { TeamID($0) }, disabled: row["disabled"], demo: row["demo"], createdAt: Instant(millisecondsSince1970: row["created"]))
    }

    private static func device(_ row: Row, file: String) throws -> Device {
        let revoked: Int64? = row["revoked"]
        let list: String? = row["datastreams"]
        let name: String = row["name"]
        let datastreams: [DatastreamID]?
        do {
            datastreams = try list.map { try JSONDecoder().decode([DatastreamID].self, from: Data($0.utf8)) }
        } catch {
            throw AccountFault.corrupt(file: file, detail: "device \(name) has an unreadable list of datastreams")
        }
        return Device(
            name: name, datastreams: datastreams.map { Set($0) }, createdAt: Instant(millisecondsSince1970: row["created"]),
            revokedAt: revoked.map { Instant(millisecondsSince1970: $0) })
    }
}
