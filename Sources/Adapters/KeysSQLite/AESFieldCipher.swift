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
        Data(try seal(bytes: Array(text.utf8), key: key, for: person)).base64EncodedString()
    }

    public func open(_ box: String, key: [UInt8], for person: PersonID) throws -> String {
        guard let combined = Data(base64Encoded: box) else { throw KeyFault.damaged("a field of person \(person) is not base64") }
        return String(decoding: try open(bytes: Array(combined), key: key, for: person), as: UTF8.self)
    }

    public func seal(bytes: [UInt8], key: [UInt8], for person: PersonID) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: SymmetricKey(data: key), authenticating: Array(person.rawValue.utf8))
        guard let combined = box.combined else { throw KeyFault.damaged("what belongs to person \(person) could not be sealed") }
        return Array(combined)
    }

    public func open(bytes box: [UInt8], key: [UInt8], for person: PersonID) throws -> [UInt8] {
        do {
            let sealed = try AES.GCM.SealedBox(combined: box)
            return Array(try AES.GCM.open(sealed, using: SymmetricKey(data: key), authenticating: Array(person.rawValue.utf8)))
        } catch {
            throw KeyFault.damaged("a field was changed, or was not sealed for person \(person) (\(error))")
        }
    }

    private static func random(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { [UInt8]($0) }
    }
}
