import City
import Crypto
import EventLog
import Foundation

/// The end of a log at a moment, signed, to be kept away from the machine: the proof that nothing was cut off later.
public struct LogHeadFile: Codable, Hashable, Sendable {
    public let position: Int64
    /// Hexadecimal in the file.
    public let hash: [UInt8]
    public let at: Instant
    /// Ed25519, base64.
    public let publicKey: String
    /// Over `bayu-log-head-1`, the position and the milliseconds of `at` (8 bytes each, most significant first) and the hash; base64.
    public let signature: String

    private enum CodingKeys: String, CodingKey { case position, hash, at, publicKey, signature }

    init(_ head: LogHead, at: Instant, key: LogSigningKey) throws {
        position = head.position
        hash = head.hash
        self.at = at
        publicKey = key.publicKey
        signature = try key.sign(Self.message(head.position, at, head.hash))
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        position = try values.decode(Int64.self, forKey: .position)
        let text = try values.decode(String.self, forKey: .hash)
        guard let bytes = Hexadecimal.bytes(text), bytes.count == SHA256.byteCount else {
            throw DecodingError.dataCorruptedError(forKey: .hash, in: values, debugDescription: "not 32 bytes in hexadecimal")
        }
        hash = bytes
        at = try values.decode(Instant.self, forKey: .at)
        publicKey = try values.decode(String.self, forKey: .publicKey)
        signature = try values.decode(String.self, forKey: .signature)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(position, forKey: .position)
        try values.encode(Hexadecimal.text(hash), forKey: .hash)
        try values.encode(at, forKey: .at)
        try values.encode(publicKey, forKey: .publicKey)
        try values.encode(signature, forKey: .signature)
    }

    /// Why this head cannot be believed; nil when its signature holds and the key is the trusted one.
    func forgery(trusted: String?) throws -> String? {
        if let trusted, trusted != publicKey { return "the exported head is signed with another key (\(publicKey)) than expected (\(trusted))" }
        guard let raw = Data(base64Encoded: publicKey), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw),
            let signed = Data(base64Encoded: signature), key.isValidSignature(signed, for: Data(Self.message(position, at, hash)))
        else { return "the signature of the exported head does not hold: the file was changed" }
        return nil
    }

    private static func message(_ position: Int64, _ at: Instant, _ hash: [UInt8]) -> [UInt8] {
        var message = Array("bayu-log-head-1".utf8)
        for value in [position, at.millisecondsSince1970] {
            withUnsafeBytes(of: value.bigEndian) { message.append(contentsOf: $0) }
        }
        return message + hash
    }
}

extension LogHeadFile {
    /// Signs the head of the log in `directory` as it is now, with the directory's key, made at first use.
    public static func export(directory: String, at now: Instant) throws -> LogHeadFile {
        let head = try LogReader(directory: directory).read { try LogRows.head($0) }
        return try LogHeadFile(head, at: now, key: LogSigningKey.findOrMake(in: directory))
    }

    /// The file's text.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// Reads what `json()` wrote.
    public static func load(_ path: String) throws -> LogHeadFile {
        do {
            return try JSONDecoder().decode(LogHeadFile.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw LogFault(.malformed, "\(path) is not an exported head of a log (\(error)); export one with `bayu export-head`")
        }
    }
}
