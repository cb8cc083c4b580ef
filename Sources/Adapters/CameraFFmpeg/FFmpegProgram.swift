import Subprocess

/// The program `ffmpeg` on this machine.
public struct FFmpegProgram: Hashable, Sendable {
    /// What it says of itself, such as `ffmpeg version 5.1.9`.
    public let version: String
    let name: String
    let searchPath: String
    /// True where it runs only when nobody else wants a core.
    private var isOfLowPriority = false

    private init(version: String, name: String, searchPath: String) {
        self.version = version
        self.name = name
        self.searchPath = searchPath
    }

    /// The same program, run by `nice` (coreutils), which becomes the program itself.
    public func atLowPriority() -> FFmpegProgram {
        var program = self
        program.isOfLowPriority = true
        return program
    }

    /// Asks the program for its version; nil when it is not there or does not run. `searchPath` is a list of folders as in `PATH`.
    public static func find(searchPath: String, name: String = "ffmpeg") async -> FFmpegProgram? {
        do {
            let answer = try await Subprocess.run(
                .name(name), arguments: ["-version"], environment: .custom(["PATH": searchPath]), output: .string(limit: versionBytesMax))
            guard answer.terminationStatus.isSuccess, let line = answer.standardOutput.split(separator: "\n").first else { return nil }
            return FFmpegProgram(version: line.split(separator: " ").prefix(3).joined(separator: " "), name: name, searchPath: searchPath)
        } catch {
            // swallowed because a program that cannot be started is one that is missing; whoever asks says so.
            return nil
        }
    }

    /// The version is the first line of some two dozen about how it was built.
    private static let versionBytesMax = 65_536

    /// Runs it. Nothing of the server's own environment goes along: no proxy, no folder, no secret.
    func configuration(_ arguments: [String]) -> Configuration {
        let words = isOfLowPriority ? ["-n", "19", name] + arguments : arguments
        return Configuration(
            executable: .name(isOfLowPriority ? "nice" : name), arguments: Arguments(words), environment: .custom(["PATH": searchPath]))
    }
}
