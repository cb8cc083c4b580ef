import Foundation

/// One run of the probe: started, listened to, killed.
struct CrashRound {
    struct Acknowledged {
        let position: Int64
        let eventCount: Int
    }

    let directory: String

    /// Everything that the probe had acknowledged when it was dead.
    func run(killAfter count: Int) throws -> [Acknowledged] {
        let process = Process()
        process.executableURL = Self.probe
        process.arguments = [directory]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text: [UInt8] = []
        var lineCount = 0
        while lineCount < count {
            let more = [UInt8](output.fileHandleForReading.availableData)
            guard !more.isEmpty else { break }
            lineCount += more.count { $0 == Self.lineFeed }
            text += more
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        text += [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
        // A last line without its line feed was cut off while it was written, after the append had returned.
        let lines = text.split(separator: Self.lineFeed, omittingEmptySubsequences: false).dropLast()
        return lines.compactMap { line in
            let numbers = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Int64($0) }
            return numbers.count == 2 ? Acknowledged(position: numbers[0], eventCount: Int(numbers[1])) : nil
        }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    /// Built into the same directory as the tests.
    private static var probe: URL {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("LogCrashProbe")
    }
}
