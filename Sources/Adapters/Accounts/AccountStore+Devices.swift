import City
import Foundation
import GRDB
import Synchronization

extension AccountStore {
    /// Makes a device and returns its key. The key is shown this once; the store keeps its digest alone.
    ///
    /// - Parameter datastreams: the ones that the key may write; nil for all of them.
    public func addDevice(_ name: String, datastreams: Set<DatastreamID>? = nil, city: CityModel? = nil) async throws -> String {
        try AccountDraft.checkName(name)
        if let city, let unknown = datastreams?.sorted().first(where: { city.datastream($0) == nil }) {
            throw AccountRefusal.unknownDatastream(unknown)
        }
        let key = Device.keyPrefix + Secret.make()
        let digest = SecretDigest(of: key)
        let list = try datastreams.map { String(decoding: try JSONEncoder().encode($0.sorted()), as: UTF8.self) }
        let moment = now().millisecondsSince1970
        try await write { db in
            guard try Int.fetchOne(db, sql: "SELECT 1 FROM devices WHERE name = ?", arguments: [name]) == nil else {
                throw AccountRefusal.nameTaken(name)
            }
            try db.execute(
                sql: "INSERT INTO devices (name, digest, datastreams, created) VALUES (?, ?, ?, ?)", arguments: [name, digest.bytes, list, moment])
        }
        return key
    }

    /// The device whose key this is, from memory; nil for an unknown or revoked key.
    public func device(key: some StringProtocol) -> Device? {
        guard key.hasPrefix(Device.keyPrefix), key.utf8.count == Device.keyPrefix.utf8.count + Secret.textLength else { return nil }
        let digest = SecretDigest(of: key)
        let device = cache.withLock { $0.devices[digest] }
        return device?.revokedAt == nil ? device : nil
    }

    /// As `device(key:)`, and for a key not in memory asks once whether another process (`bayu device add`) has made it since.
    public func deviceAfterRefresh(key: String) async throws -> Device? {
        if let device = device(key: key) { return device }
        guard key.hasPrefix(Device.keyPrefix), key.utf8.count == Device.keyPrefix.utf8.count + Secret.textLength else { return nil }
        try await refresh()
        return device(key: key)
    }

    /// The key stops working at once, for good (in a server beside this process within `Driver`'s beat); the name stays taken, because the log speaks of it.
    public func revokeDevice(_ name: String) async throws {
        let moment = now().millisecondsSince1970
        try await write { db in
            try db.execute(sql: "UPDATE devices SET revoked = ? WHERE name = ? AND revoked IS NULL", arguments: [moment, name])
            guard db.changesCount == 1 else { throw AccountRefusal.unknownDevice(name) }
        }
    }

    public func listDevices() -> [Device] { cache.withLock { $0.devices.values.sorted { $0.name < $1.name } } }
}
