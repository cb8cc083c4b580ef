import City

/// Seals and opens one field under one key. The stores that keep keys are handed the real one, AES-256-GCM.
public protocol FieldCipher: Sendable {
    /// A new random key.
    func makeKey() -> [UInt8]
    /// A new random name for a person; it says nothing about who that is.
    func makeName() -> PersonID
    /// nonce + ciphertext + tag in base64, bound to the person.
    func seal(_ text: String, key: [UInt8], for person: PersonID) throws -> String
    /// - Throws: `KeyFault.damaged` when the box was not sealed under this key for this person.
    func open(_ box: String, key: [UInt8], for person: PersonID) throws -> String
    /// The same for bytes as they are: nonce + ciphertext + tag, 28 bytes more than went in.
    func seal(bytes: [UInt8], key: [UInt8], for person: PersonID) throws -> [UInt8]
    /// - Throws: `KeyFault.damaged` when the box was not sealed under this key for this person.
    func open(bytes box: [UInt8], key: [UInt8], for person: PersonID) throws -> [UInt8]
}
