import City

/// The keys under which personal fields and pictures are sealed. They live apart from the log: destroying one erases the person.
public protocol PersonKeys: Sendable {
    /// Makes a key for a new person and returns the random name it is kept under. Durable before it returns.
    func makePerson() async throws -> PersonID
    /// Seals UTF-8 text under the person's key (AES-GCM, 256 bit). Throws `KeyFault.erased` when the key is gone.
    func seal(_ text: String, for person: PersonID) async throws -> Sealed
    /// Opens a sealed field. Throws `KeyFault.erased` when the person has been erased.
    func open(_ sealed: Sealed) async throws -> String
    /// Seals bytes, such as a picture's, under a key of its own. Throws `KeyFault.erased` when the key is gone.
    func seal(bytes: [UInt8], for person: PersonID) async throws -> [UInt8]
    /// Opens what `seal(bytes:for:)` gave. Throws `KeyFault.erased` when the key is gone, `KeyFault.damaged` for other bytes.
    func open(bytes box: [UInt8], for person: PersonID) async throws -> [UInt8]
    /// Destroys the key for good: no copy stays in any file. True when there was one.
    func destroy(_ person: PersonID) async throws -> Bool
}

/// Why a field cannot be sealed or opened.
public enum KeyFault: Error, Hashable, Sendable {
    case erased(PersonID)
    case damaged(String)
    /// The world failed under the keys. Says what happened, where and what to do.
    case failed(String)
}
