import ArgumentParser
import Foundation

/// What an operator reads on the terminal.
enum Terminal {
    static func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    /// Progress and warnings go beside the output, so that a pipe sees only results.
    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// A step that takes longer than this says how far it is.
    static let quietSeconds = 2.0

    /// Ends the command with what went wrong, where and what to do.
    static func fail(_ text: String, code: Int32 = 1) -> ExitCode {
        note("bayu: " + text)
        return ExitCode(code)
    }
}

/// Says how far a long step is, at most once every two seconds.
final class Progress: @unchecked Sendable {
    private let what: String
    private let lock = NSLock()
    private var last = Date()

    init(_ what: String) { self.what = what }

    func report(_ done: Int64, of total: Int64) {
        lock.lock()
        defer { lock.unlock() }
        guard Date().timeIntervalSince(last) >= Terminal.quietSeconds else { return }
        last = Date()
        Terminal.note("\(what): \(done) of \(total) (\(total > 0 ? 100 * done / total : 100) %)")
    }

    /// Runs work that cannot say how far it is, and says every two seconds that it goes on.
    static func whileWorking<Value: Sendable>(_ what: String, _ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let teller = Task {
            var seconds = Terminal.quietSeconds
            while true {
                try await Task.sleep(for: .seconds(Terminal.quietSeconds))
                Terminal.note("\(what): \(Int(seconds)) s so far")
                seconds += Terminal.quietSeconds
            }
        }
        defer { teller.cancel() }
        return try await Task.detached(operation: work).value
    }
}
