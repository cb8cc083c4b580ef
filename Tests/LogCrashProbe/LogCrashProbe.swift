import City
import EventLog
import EventLogContract
import EventLogSQLite
import Foundation

/// Appends to the log of a directory without end and prints what was acknowledged, until a test kills it.
///
/// One line per append, `first-position event-count`, written only after the append has returned.
@main
struct LogCrashProbe {
    /// Enough that every batch holds several appends, so that a kill can fall between them.
    static let taskCount = 8

    static func main() async throws {
        let directory = CommandLine.arguments[1]
        let log = try EventLogSQLite.open(directory: directory)
        let start = try await log.head().position
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<taskCount { group.addTask { try await append(to: log, stream: "probe/\(start)-\(task)") } }
            try await group.waitForAll()
        }
    }

    private static func append(to log: EventLogSQLite, stream: String) async throws {
        var version: Int64 = 0
        var number = 0
        while true {
            let count = number % 4 + 1
            let events = try await log.append(
                Samples.append(to: StreamName(stream), after: version, command: CommandID("\(stream)/\(number)"), count: count))
            version += Int64(events.count)
            number += 1
            try FileHandle.standardOutput.write(contentsOf: Data("\(events[0].position) \(events.count)\n".utf8))
        }
    }
}
