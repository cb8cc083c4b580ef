import ArgumentParser
import FireFiles
import Foundation
import Wildfire

/// What the weather makes of a forest, how a fire would burn in it, and where it would run.
struct FireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fire", abstract: "Danger, behaviour and spread of forest fires, where one is, and whether a picture shows one.",
        discussion: "Example: bayu fire danger noon.csv --out danger.csv",
        subcommands: [
            FireDanger.self, FireBehaviour.self, FireSpread.self, FireLandscape.self, FireLocate.self, FireRecognise.self,
        ])

    /// Says on the terminal why a file could not be used.
    static func explained(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw ending(error)
        }
    }

    /// What a command ends with, after the words for what is wrong in a file.
    static func ending(_ error: any Error) -> any Error {
        switch error {
        case let fault as FireFileFault: return Terminal.fail("\(fault)")
        case let faults as WeatherSeriesFile.Faults:
            for fault in faults.all.prefix(faultsShown) { Terminal.note("bayu: \(fault)") }
            let more = faults.all.count - faultsShown
            return Terminal.fail(more > 0 ? "and \(more) more; nothing is written" : "nothing is written")
        default: return error
        }
    }

    static func bytes(_ path: String) throws(FireFileFault) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        } catch {
            throw FireFileFault(path, "it cannot be read: \(error.localizedDescription)")
        }
    }

    static func write(_ text: String, to path: String) throws(FireFileFault) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw FireFileFault(path, "it cannot be written: \(error.localizedDescription)")
        }
    }

    /// Notes beyond this many say nothing new.
    static let faultsShown = 20
}
