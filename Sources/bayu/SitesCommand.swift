import ArgumentParser
import City
import CityFiles
import Foundation
import Geo

struct SitesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sites", abstract: "Works on a city's register of sites.",
        discussion: "Example: bayu sites import survey.shp --preview", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes sites from CSV, GeoJSON or a shapefile into a register.",
            discussion: """
                Example: bayu sites import survey.shp --columns id=BH,name_zh=MC,people=RKS --preview
                CSV needs latitude and longitude; other columns bear the register's property names or are named with --columns. Sites that are \
                there already keep what the file does not say. Nothing is written while a record has a fault, and with --preview nothing at all. \
                A running server takes the register up at its next start.
                """)

        @Argument(help: "The file: .csv, .geojson, .json or .shp with its .dbf and .prj.") var file: String
        @Option(help: "The city package.") var city = "cities/chongqing"
        @Option(help: "Whose register.") var kind = "landslide"
        @Option(help: "Property=column pairs with commas between, such as id=BH,name_zh=MC.") var columns: String?
        @Option(help: "The sensor layout of sites that name none.") var layout: String?
        @Option(help: "The datum of the file: \(ChineseDatum.allCases.map(\.rawValue).joined(separator: ", ")). CGCS2000 counts as wgs84.")
        var from = ChineseDatum.wgs84
        @Flag(help: "Says what would change and writes nothing.") var preview = false

        func run() async throws {
            let change = RegisterImport(
                file: file, city: city, kind: MatterKind(kind), columns: try pairs(), datum: from, layout: layout)
            for fault in change.faults { Terminal.say("\(fault)") }
            say(change)
            guard change.faults.isEmpty else {
                throw Terminal.fail("\(change.faults.count) faults; nothing was written. Mend them in the file, or name its columns with --columns.")
            }
            if preview { return Terminal.say("Nothing was written. Without --preview the register is changed.") }
            do {
                try change.write()
            } catch {
                throw Terminal.fail("The register cannot be written: \(error.localizedDescription). Check who may write in \(city)/\(kind).")
            }
            Terminal.say("Written to \(city)/\(kind)/register.geojson. A running server takes it up at its next start.")
        }

        private func pairs() throws -> [String: String] {
            var pairs: [String: String] = [:]
            for pair in (columns ?? "").split(separator: ",") {
                let halves = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
                    throw Terminal.fail("--columns: `\(pair)` is no pair such as name_zh=MC.")
                }
                pairs[halves[0]] = halves[1]
            }
            return pairs
        }

        private func say(_ change: RegisterImport) {
            let new = change.changes.count(where: \.isNew)
            Terminal.say("\(new) new, \(change.changes.count - new) changed, \(change.unchangedCount) as they were.")
            for one in change.changes.prefix(Self.linesMax) {
                let fields = one.fields.map { "\($0.name): \($0.from.isEmpty ? "–" : $0.from) → \($0.to)" }.joined(separator: "; ")
                Terminal.say("  \(one.isNew ? "new" : "changed")  \(one.id)  \(one.name)\(fields.isEmpty ? "" : "  " + fields)")
            }
            if change.changes.count > Self.linesMax { Terminal.say("  and \(change.changes.count - Self.linesMax) more") }
        }

        /// What fits on two screens.
        private static let linesMax = 60
    }
}
