import City
import Foundation
import Geo
import HazardKit

/// Everything that a folder under `cities/` says, checked and ready to use.
public struct CityPackage: Sendable {
    public let model: CityModel
    public let rules: [RuleParameters]
    public let scenarios: [Scenario]
    public let boundaries: [Boundary]
    public let jurisdiction: JurisdictionMap
    /// What the package says about its own limits, such as which points are placeholders.
    public let notes: [String]

    /// Reads a package whole. Throws every fault that `check` would report.
    public static func load(directory: String) throws(CityFaults) -> CityPackage {
        let faults = FaultLog()
        let package = PackageReader(folder: PackageFolder(root: URL(fileURLWithPath: directory), faults: faults)).read()
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

    public func scenario(_ id: String) -> Scenario? { scenarios.first { $0.id == id } }
}
