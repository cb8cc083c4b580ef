import Cameras
import City
import Drones
import Foundation
import Geo
import HazardKit
import Sensing

/// Everything that a folder under `cities/` says, checked and ready to use.
public struct CityPackage: Sendable {
    public let model: CityModel
    public let rules: [RuleParameters]
    public let scenarios: [Scenario]
    public let boundaries: [Boundary]
    public let jurisdiction: JurisdictionMap
    public let cameras: [Camera]
    /// Heights of the ground; empty where the package brings none.
    public let elevation: ElevationModel
    /// The files of the package that pictures of cameras come from, as paths.
    public let cameraFiles: [CameraID: String]
    public let drones: [Drone]
    /// What is hot or smokes at its place by right.
    public let heatSources: [KnownSource]
    /// What the package says about its own limits, such as which points are placeholders.
    public let notes: [String]
    /// Where each rule stands, in the order of `rules`: in `rules.yaml`, or at its site in a register.
    let rulePlaces: [Place]
    /// Where each of a camera's `watchedFor` stands.
    let watchPlaces: [CameraID: [Place]]

    /// Reads a package whole, with the units in force at `moment` (nil: of several rows of a unit the one that begins last). Throws every
    /// fault that `check` would report.
    public static func load(directory: String, at moment: Instant? = nil) throws(CityFaults) -> CityPackage {
        let faults = FaultLog()
        let package = PackageReader(folder: PackageFolder(root: URL(fileURLWithPath: directory), faults: faults), moment: moment).read()
        guard faults.faults.isEmpty, let package else { throw CityFaults(faults.sorted()) }
        return package
    }

    /// Every fault of a package by file and line; empty when it can be loaded.
    public static func check(directory: String) -> [CityFault] {
        do {
            _ = try load(directory: directory)
            return []
        } catch {
            return error.faults
        }
    }

    /// Every fault of a package, those included that only the installed hazards can find: rule types that nobody knows, numbers that a
    /// hazard's rule cannot work with.
    public static func check(directory: String, hazards: [any Hazard.Type]) -> [CityFault] {
        do {
            let package = try load(directory: directory)
            return (package.ruleFaults(hazards: hazards) + package.watchFaults(hazards: hazards)).sorted()
        } catch {
            return error.faults
        }
    }

    /// The rules that cannot be built, each with its line.
    public func ruleFaults(hazards: [any Hazard.Type]) -> [CityFault] {
        let places = Dictionary(zip(rules.map(\.id), rulePlaces), uniquingKeysWith: { first, _ in first })
        return RuleEngine.faults(city: model, parameters: rules, hazards: hazards).map { fault in
            let place = places[fault.rule] ?? Place(file: RulesFile.name, line: 1)
            return CityFault(file: place.file, line: place.line, message: "rule `\(fault.rule)`: \(fault.message)")
        }.sorted()
    }

    /// The cameras that are to be watched for what no installed hazard can see in a picture, each with its line.
    public func watchFaults(hazards: [any Hazard.Type]) -> [CityFault] {
        let seen = Set(hazards.filter { $0.isWatchedFor }.map { $0.kind })
        let names = seen.map(\.rawValue).sorted().joined(separator: ", ")
        return cameras.flatMap { camera in
            zip(camera.watchedFor, watchPlaces[camera.id] ?? []).filter { !seen.contains($0.0) }.map { kind, place in
                CityFault(
                    file: place.file, line: place.line,
                    message: "camera `\(camera.id)` is watched for `\(kind)`, which nothing installed sees in pictures; what is seen: \(names)")
            }
        }.sorted()
    }

    public func scenario(_ id: String) -> Scenario? { scenarios.first { $0.id == id } }
}
