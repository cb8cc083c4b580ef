import CSodium
import Foundation
import Synchronization

/// argon2id on threads of its own: one check takes 64 MiB and about 70 ms, too long for the cooperative pool.
final class PasswordHasher: Sendable {
    /// What one hash costs. `standard` is libsodium's "interactive" setting.
    struct Cost: Hashable, Sendable {
        let operations: UInt64
        let memoryBytes: Int

        static let standard = Cost(operations: 2, memoryBytes: 64 << 20)
        /// The cheapest that argon2id allows, for tests.
        static let least = Cost(operations: 1, memoryBytes: 8 << 10)
    }

    /// Two cores' worth, so that logins never take the whole machine nor more than 128 MiB.
    static let atOnceMax = 2
    /// About two seconds of work; whoever comes later is told to try again.
    static let waitingMax = 64
    static let lengthMin = 8
    /// Far above any pass phrase, far below what would make hashing the input itself a burden.
    static let bytesMax = 1024

    private let cost: Cost
    private let queue: OperationQueue
    private let waiting = Mutex(0)

    init(cost: Cost) {
        precondition(sodium_init() >= 0, "libsodium cannot start")
        self.cost = cost
        queue = OperationQueue()
        queue.name = "bayu.passwords"
        queue.maxConcurrentOperationCount = Self.atOnceMax
    }

    func hash(_ password: String) async throws -> String {
        let bytes = try Self.checked(password)
        let cost = cost
        return try await run { try Self.hash(bytes, cost) }
    }

    func verify(_ password: String, against hash: String) async throws -> Bool {
        let bytes = Self.bytes(of: password)
        guard bytes.count <= Self.bytesMax else { return false }
        return try await run { Self.verify(bytes, hash) }
    }

    /// A hash that no password matches, so that an unknown name takes as long as a known one.
    func makeDecoy() throws -> String {
        var random = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&random, random.count)
        return try Self.hash(random.map { CChar(bitPattern: $0) }, cost)
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isFree = waiting.withLock { count in
            guard count < Self.waitingMax else { return false }
            count += 1
            return true
        }
        guard isFree else { throw AccountFault.busy }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }

    private static func checked(_ password: String) throws -> [CChar] {
        guard password.count >= lengthMin else { throw AccountRefusal.passwordTooShort }
        let bytes = bytes(of: password)
        guard bytes.count <= bytesMax else { throw AccountRefusal.passwordTooLong }
        return bytes
    }

    /// The same characters give the same bytes on every keyboard.
    private static func bytes(of password: String) -> [CChar] {
        password.precomposedStringWithCanonicalMapping.utf8.map { CChar(bitPattern: $0) }
    }

    private static func hash(_ password: [CChar], _ cost: Cost) throws -> String {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_argon2id_STRBYTES))
        let result = crypto_pwhash_argon2id_str(&text, password, UInt64(password.count), cost.operations, cost.memoryBytes)
        guard result == 0 else { throw AccountFault.outOfMemory }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func verify(_ password: [CChar], _ hash: String) -> Bool {
        crypto_pwhash_argon2id_str_verify(hash, password, UInt64(password.count)) == 0
    }
}
