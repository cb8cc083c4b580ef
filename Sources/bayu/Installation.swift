import ArgumentParser
import City
import CityFiles
import Foundation
import Geo
import HazardKit
import InstalledHazards
import Sensing

/// Where a data directory and a city package are, and how they are opened with errors that an operator can act on.
enum Installation {
    /// The package given, else the one that the data directory was last served with, else Chongqing's beside the program.
    static func cityDirectory(_ given: String?, data: String?, name: String = "chongqing") throws -> String {
        if let given { return given }
        if let data, let noted = try noted(in: data) { return noted }
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let folder = "cities/" + name
        let candidates = [folder, beside.appending(path: folder).path, beside.appending(path: "../../../" + folder).path]
        if let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0 + "/city.yaml") }) { return found }
        throw Terminal.fail("No city package was found. Name one: --city cities/\(name)")
    }

    private static func noteFile(in data: String) -> URL { URL(fileURLWithPath: data).appending(path: "city-package.txt") }

    private static func noted(in data: String) throws -> String? {
        let file = noteFile(in: data)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let path = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return FileManager.default.fileExists(atPath: path + "/city.yaml") ? path : nil
    }

    /// Remembers which package a data directory belongs to, so that `account add` and the like need not be told.
    static func note(city: String, in data: String) throws {
        let absolute = URL(fileURLWithPath: city).standardizedFileURL.path
        try Data((absolute + "\n").utf8).write(to: noteFile(in: data))
    }

    /// Makes a data directory that is not there yet, for its owner alone: accounts and devices may be added before the first start.
    static func makeData(_ directory: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Terminal.fail("The data directory \(directory) cannot be made: \(error.localizedDescription) Check its path and rights.")
        }
    }

    static func loadCity(_ directory: String) throws -> CityPackage {
        do {
            return try CityPackage.load(directory: directory, at: clock())
        } catch {
            for fault in error.faults.prefix(faultsShownMax) { Terminal.note("\(directory)/\(fault)") }
            throw Terminal.fail(
                "The city package \(directory) has \(error.faults.count) faults. Mend them and check with: bayu city check \(directory)")
        }
    }

    /// A screenful; the rest is seen once these are mended.
    static let faultsShownMax = 40

    static func rules(_ package: CityPackage) throws -> RuleEngine {
        do {
            return try RuleEngine.build(city: package.model, parameters: package.rules, hazards: installedHazards)
        } catch {
            for fault in package.ruleFaults(hazards: installedHazards).prefix(faultsShownMax) { Terminal.note("\(fault)") }
            throw Terminal.fail("Rule \(error.rule) cannot be built: \(error.message). Mend rules.yaml of the city package.")
        }
    }

    /// What the installed hazards take detections together with, over the heights of the package.
    static func fusions(_ package: CityPackage) -> [MatterKind: any DetectionFusion] {
        let elevation = package.elevation
        var fusions: [MatterKind: any DetectionFusion] = [:]
        for hazard in installedHazards {
            fusions[hazard.kind] = hazard.fusion(
                ground: { elevation.heightMetres(at: $0) }, known: hazard.kind == "wildfire" ? package.heatSources : [])
        }
        return fusions
    }

    static let clock: @Sendable () -> Instant = {
        Instant(millisecondsSince1970: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }
}

/// `--data DIR`, with the same words everywhere.
struct DataOption: ParsableArguments {
    @Option(name: .long, help: "The data directory: log, keys, readings, accounts.")
    var data: String
}
