import ArgumentParser
import EventLog
import EventLogSQLite
import Foundation

struct VerifyLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Proves that no event was changed, removed or moved.",
        discussion: """
            Example: bayu verify-log --data data --head head.json
            Exit code 0 when every chain verifies, 1 with the first broken place. A cut-off end shows only against a head that was
            exported before (bayu export-head) and kept elsewhere.
            """)

    @OptionGroup var place: DataOption
    @Option(help: "An exported head that the log must contain.") var head: String?

    func run() async throws {
        let progress = Progress("verifying")
        let verdict: LogVerdict
        do {
            let exported = try head.map { try LogHeadFile.load($0) }
            verdict = try LogVerifier.verify(directory: place.data, head: exported, progress: { progress.report($0, of: $1) })
        } catch let fault as LogFault {
            throw Terminal.fail(fault.message)
        }
        switch verdict {
        case .whole(let head): Terminal.say("The chain is whole: \(head.position) events, head \(hexadecimal(head.hash)).")
        case .broken(let place): throw Terminal.fail("The chain is broken at \(place.text)")
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

struct ExportLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the log as one JSON object a line.", discussion: "Example: bayu export-log --data data > log.jsonl")

    @OptionGroup var place: DataOption
    @Option(help: "Only events after this position.") var after: Int64 = 0

    func run() async throws {
        let progress = Progress("exporting")
        do {
            _ = try LogExport.export(
                directory: place.data, after: after, progress: { progress.report($0, of: $1) },
                output: { try FileHandle.standardOutput.write(contentsOf: Data($0)) })
        } catch let fault as LogFault {
            throw Terminal.fail(fault.message)
        }
    }
}

struct ExportHead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the signed head of the log, to be kept elsewhere.", discussion: "Example: bayu export-head --data data > head.json")

    @OptionGroup var place: DataOption

    func run() async throws {
        do {
            Terminal.say(try LogHeadFile.export(directory: place.data, at: Installation.clock()).json())
        } catch let fault as LogFault {
            throw Terminal.fail(fault.message)
        }
    }
}
