import City
import Foundation
import GRDB
import Keys
import Synchronization

/// Person keys in `keys.sqlite`, apart from the log and never exported with it.
///
/// The file uses a rollback journal, which is gone after each transaction, and `secure_delete`. A key is destroyed by writing zeros over
/// it in place, so that no copy stays behind in a page that SQLite has set aside. What the disk itself keeps in blocks that it has taken
/// out of use is beyond any program: a data directory with personal data belongs on an encrypted disk.
public final class KeysSQLite: PersonKeys {
    /// The name of the file in the data directory.
    public static let fileName = "keys.sqlite"
    /// Keys kept in memory, some 400 KB: more persons than are ever looked at in one shift.
    static let cachedKeyCountMax = 4_096
    /// Keys made with one wait for the disk, and handed out one by one.
    static let keyCountPerBatch = 64

    private struct State {
        var cache: [PersonID: [UInt8]] = [:]
        /// On disk already, given to nobody yet.
        var spare: [PersonID] = []
    }

    private let database: DatabaseQueue
    private let path: String
    private let cipher = AESFieldCipher()
    private let state = Mutex(State())

    init(database: DatabaseQueue, path: String) {
        self.database = database
        self.path = path
    }

    public func makePerson() async throws -> PersonID {
        if let person = takeSpare() { return person }
        // On the database's queue one after the other: who waited behind the first finds its keys.
        return try await perform { [self] db in
            if let person = takeSpare() { return person }
            let made = try KeyRows.make(count: Self.keyCountPerBatch, with: cipher, in: db)
            state.withLock { $0.spare = Array(made.dropFirst()) }
            return made[0]
        }
    }

    public func seal(_ text: String, for person: PersonID) async throws -> Sealed {
        Sealed(person: person, box: try cipher.seal(text, key: try await key(of: person), for: person))
    }

    public func open(_ sealed: Sealed) async throws -> String {
        try cipher.open(sealed.box, key: try await key(of: sealed.person), for: sealed.person)
    }

    public func seal(bytes: [UInt8], for person: PersonID) async throws -> [UInt8] {
        try cipher.seal(bytes: bytes, key: try await key(of: person), for: person)
    }

    public func open(bytes box: [UInt8], for person: PersonID) async throws -> [UInt8] {
        try cipher.open(bytes: box, key: try await key(of: person), for: person)
    }

    public func destroy(_ person: PersonID) async throws -> Bool {
        try await perform { [self] db in
            let isDestroyed = try KeyRows.destroy(person, in: db)
            state.withLock { state in
                state.cache[person] = nil
                state.spare.removeAll { $0 == person }
            }
            return isDestroyed
        }
    }

    public func close() throws {
        state.withLock { $0 = State() }
        try database.close()
    }

    private func takeSpare() -> PersonID? { state.withLock { $0.spare.popLast() } }

    private func key(of person: PersonID) async throws -> [UInt8] {
        if let key = state.withLock({ $0.cache[person] }) { return key }
        // The cache is filled on the queue on which keys are destroyed, so that a destroyed key cannot come back into it.
        return try await perform { [self] db in
            guard let key = try KeyRows.find(person, in: db) else { throw KeyFault.erased(person) }
            state.withLock { state in
                if state.cache.count >= Self.cachedKeyCountMax { state.cache = [:] }
                state.cache[person] = key
            }
            return key
        }
    }

    private func perform<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await database.writeWithoutTransaction(work)
        } catch let error as DatabaseError {
            throw KeyFault.failed("\(path) could not be read or written (\(error.description)); check the disk and the rights on the directory")
        }
    }
}
