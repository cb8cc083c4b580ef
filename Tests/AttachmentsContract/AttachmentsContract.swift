import Attachments
import City

/// A clause that a store of attachments does not keep.
public struct AttachmentsBreach: Error, CustomStringConvertible {
    public let description: String

    static func unless(_ holds: Bool, _ description: String) throws {
        if !holds { throw AttachmentsBreach(description: description) }
    }
}

/// What every store of attachments keeps, one function per clause. A clause throws an `AttachmentsBreach` when it is not kept.
public struct AttachmentsContract: Sendable {
    /// An empty store.
    let make: @Sendable () async throws -> any Attachments
    /// Makes every write fail the way a full disk does.
    let fillDisk: @Sendable (any Attachments) async throws -> Void

    public init(make: @escaping @Sendable () async throws -> any Attachments, fillDisk: @escaping @Sendable (any Attachments) async throws -> Void) {
        self.make = make
        self.fillDisk = fillDisk
    }

    /// Every clause with its name, so that a suite runs them all and a new one cannot be forgotten.
    public static let clauses: [Clause] = [
        Clause("bytes are found under their SHA-256") { try await $0.findsByDigest() },
        Clause("the same bytes twice are kept once") { try await $0.keepsOnce() },
        Clause("what was removed is not found, and removing it again says so") { try await $0.removes() },
        Clause("a name that no bytes have is no file") { try await $0.knowsNoOtherNames() },
        Clause("the bound holds on both sides") { try await $0.keepsBound() },
        Clause("a full disk is a fault and nothing is kept") { try await $0.failsWhenFull() },
    ]

    /// One thing that every store keeps.
    public struct Clause: Sendable, CustomStringConvertible {
        public let description: String
        public let check: @Sendable (AttachmentsContract) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (AttachmentsContract) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }

    static let abc = Array("abc".utf8)
    /// The example of FIPS 180-4 for the message `abc`.
    static let digestOfABC: AttachmentDigest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    func findsByDigest() async throws {
        let store = try await make()
        let digest = try await store.keep(Self.abc)
        try AttachmentsBreach.unless(digest == Self.digestOfABC, "the digest of abc is \(digest)")
        try AttachmentsBreach.unless(try await store.find(digest) == Self.abc, "abc does not come back")
        let empty = try await store.keep([])
        try AttachmentsBreach.unless(try await store.find(empty) == [], "no bytes do not come back as no bytes")
    }

    func keepsOnce() async throws {
        let store = try await make()
        let first = try await store.keep(Self.abc)
        let second = try await store.keep(Self.abc)
        try AttachmentsBreach.unless(first == second, "the same bytes have two names")
        try AttachmentsBreach.unless(try await store.remove(first), "abc was not there")
        try AttachmentsBreach.unless(try await store.find(first) == nil, "abc is still there")
    }

    func removes() async throws {
        let store = try await make()
        try AttachmentsBreach.unless(try await !store.remove(Self.digestOfABC), "something was removed that was never kept")
        let digest = try await store.keep(Self.abc)
        try AttachmentsBreach.unless(try await store.remove(digest), "abc was not there")
        try AttachmentsBreach.unless(try await !store.remove(digest), "abc was removed twice")
        try AttachmentsBreach.unless(try await store.keep(Self.abc) == digest, "abc cannot be kept again")
    }

    func knowsNoOtherNames() async throws {
        let store = try await make()
        _ = try await store.keep(Self.abc)
        for name in ["", "..", "../keys.sqlite", "ba", "BA" + Self.digestOfABC.rawValue.dropFirst(2), Self.digestOfABC.rawValue + "/"] {
            try AttachmentsBreach.unless(try await store.find(AttachmentDigest(name)) == nil, "\(name) is found")
            try AttachmentsBreach.unless(try await !store.remove(AttachmentDigest(name)), "\(name) is removed")
        }
    }

    func keepsBound() async throws {
        let store = try await make()
        let largest = [UInt8](repeating: 7, count: AttachmentBounds.bytesMax)
        let digest = try await store.keep(largest)
        try AttachmentsBreach.unless(try await store.find(digest) == largest, "the largest attachment does not come back")
        let kind = try await kindOfFault { try await store.keep(largest + [7]) }
        try AttachmentsBreach.unless(kind == .tooLarge, "one byte too many: \(String(describing: kind))")
    }

    func failsWhenFull() async throws {
        let store = try await make()
        let kept = try await store.keep(Array("kept".utf8))
        try await fillDisk(store)
        let kind = try await kindOfFault { try await store.keep(Self.abc) }
        try AttachmentsBreach.unless(kind == .diskFull, "a full disk says \(String(describing: kind))")
        try AttachmentsBreach.unless(try await store.find(Self.digestOfABC) == nil, "what failed is there")
        try AttachmentsBreach.unless(try await store.find(kept) != nil, "what was kept before is gone")
    }

    private func kindOfFault(_ work: () async throws -> AttachmentDigest) async throws -> AttachmentFault.Kind? {
        do { _ = try await work() } catch let fault as AttachmentFault { return fault.kind }
        return nil
    }
}
