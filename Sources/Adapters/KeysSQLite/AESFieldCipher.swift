import City
import Crypto
import Foundation
import Keys

/// AES-256-GCM with a random nonce; the person's name is authenticated with the text, so that no box passes for another person's.
public struct AESFieldCipher: FieldCipher {
    static let keyByteCount = 32
    /// 128 random bits: no two persons share a name, and none can be guessed.
    static let nameByteCount = 16

    public init() {}

    public func makeKey() -> [UInt8] { Self.random(Self.keyByteCount) }

    public func makeName() -> PersonID {
        PersonID(Self.random(Self.nameByteCount).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    public func seal(_ text: String, key: [UInt8], for person: PersonID) throws -> String {
        let box = try AES.GCM.seal(
            Array(text.utf8), using: SymmetricKey(data: key), authenticating: Array(person.rawValue.utf8))
        guard let combined = box.combined else { throw KeyFault.damaged("a field of person \(person) could not be sealed") }
        return combined.base64EncodedString()
    }

    public func open(_ box: String, key: [UInt8], for person: PersonID) throws -> String {
        guard let combined = Data(base64Encoded: box) else { throw KeyFault.damaged("a field of person \(person) is not base64") }
        do {
            let sealed = try AES.GCM.SealedBox(combined: combined)
            let bytes = try AES.GCM.open(sealed, using: SymmetricKey(data: key), authenticating: Array(person.rawValue.utf8))
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw KeyFault.damaged("a field was changed, or was not sealed for person \(person) (\(error))")
        }
    }

    private static func random(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { [UInt8]($0) }
    }
}
