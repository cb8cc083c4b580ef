import Crypto
import EventLog
import Foundation

/// The key that signs exported heads: 32 bytes in base64 in `signing.key`, readable by the server's account only.
struct LogSigningKey {
    private let key: Curve25519.Signing.PrivateKey

    var publicKey: String { key.publicKey.rawRepresentation.base64EncodedString() }

    func sign(_ message: [UInt8]) throws -> String { try key.signature(for: Data(message)).base64EncodedString() }

    static func find(in directory: String) throws -> LogSigningKey? {
        let path = path(in: directory)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let damaged = LogFault(.io, "\(path) cannot be read as a signing key; restore it, or move it away so that a new one is made")
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let raw = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { throw damaged }
        return LogSigningKey(key: key)
    }

    static func findOrMake(in directory: String) throws -> LogSigningKey {
        if let found = try find(in: directory) { return found }
        let key = Curve25519.Signing.PrivateKey()
        let path = path(in: directory)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw LogFault(.io, "\(path) cannot be made (\(String(cString: strerror(errno)))); check the directory's rights") }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data((key.rawRepresentation.base64EncodedString() + "\n").utf8))
        try handle.synchronize()
        return LogSigningKey(key: key)
    }

    private static func path(in directory: String) -> String { directory + "/signing.key" }
}
