import Foundation

/// The secrets that outside systems sign their reports with.
enum HookSecrets {
    static let fileName = "hook-secrets.txt"

    /// Reads lines of `SOURCE SECRET` from the data directory; no file means that no outside system may report.
    static func load(directory: String) throws -> [String: [UInt8]] {
        let file = URL(fileURLWithPath: directory).appending(path: fileName)
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        var secrets: [String: [UInt8]] = [:]
        for (index, line) in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").enumerated() where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[1].utf8.count >= secretBytesMin else {
                throw Terminal.fail("\(file.path):\(index + 1): write SOURCE, a blank and a secret of at least \(secretBytesMin) bytes.")
            }
            secrets[String(parts[0])] = [UInt8](parts[1].utf8)
        }
        return secrets
    }

    /// 128 bits, the least that a signature's secret should have.
    static let secretBytesMin = 16
}
