import ArgumentParser
import CityFiles
import Foundation
import Geo
import InstalledHazards

extension CityCommand {
    struct ImportBoundaries: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-boundaries", abstract: "Takes official outlines of centers from a GeoJSON file into a city package.",
            discussion: """
                Example: bayu city import-boundaries townships.geojson --city cities/chongqing --datum gcj02
                Every feature is a Polygon or MultiPolygon with the property `code`, the code of its center in network.csv. A point inside an
                outline is then answered exactly instead of by the nearest township. Maps of Chinese services are often in GCJ-02 or BD-09:
                say so with --datum, and they are converted to WGS 84.
                Nothing is written when a feature is broken or its code unknown: the file, the line and the feature are named, exit code 1.
                """)

        @Argument(help: "The GeoJSON file.") var file: String
        @Option(help: "The city package to change.") var city: String
        @Option(help: "The coordinates of the file: wgs84, gcj02 or bd09.") var datum = ChineseDatum.wgs84
        @Option(help: "The name in the package, boundaries/NAME.geojson; without it the name of FILE.") var name: String?

        func run() async throws {
            let report = try await imported()
            Terminal.say(
                "\(city)/\(report.file): \(report.boundaryCount) outlines with \(report.pointCount) points, read as \(datum.rawValue), kept in WGS 84."
            )
            let faults = CityPackage.check(directory: city, hazards: installedHazards)
            for fault in faults { Terminal.note("\(city)/\(fault)") }
            guard faults.isEmpty else {
                throw Terminal.fail("With these outlines the package has \(faults.count) faults. Mend them, or remove \(city)/\(report.file).")
            }
        }

        private func imported() async throws -> BoundaryImport.Report {
            do {
                return try await Progress.whileWorking("importing \(file)") { [file, city, datum, target] in
                    try BoundaryImport.run(file: file, into: city, name: target, datum: datum)
                }
            } catch let found as CityFaults {
                for fault in found.faults.prefix(Installation.faultsShownMax) { Terminal.note("\(fault)") }
                throw Terminal.fail("Nothing was imported: \(found.faults.count) faults. Mend them and import again.")
            }
        }

        private var target: String { name ?? URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent }
    }
}

extension ChineseDatum: ExpressibleByArgument {}
