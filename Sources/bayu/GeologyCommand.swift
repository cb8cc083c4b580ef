import ArgumentParser
import City
import CityFiles
import Foundation
import Geology
import GeologyFiles

struct GeologyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "geology", abstract: "Layer models of the ground under a site.",
        discussion:
            "Example: bayu geology import diaozui soil.asc limestone.asc holes.csv --author \"Survey office\" --note \"First model\" --data data/demo",
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a version of a site's layer model and says what it changes.",
            discussion: """
                Example: bayu geology import diaozui soil.asc limestone.asc layers.csv holes.csv --author "Survey office" --note "Two holes more" --data data/demo
                NAME.asc (ESRI ASCII grid), NAME.xyz or NAME.csv (x, y, z on a grid) is the top of the layer NAME; layers.csv (layer, name_zh, name_en) \
                names the layers from the top down; a CSV with borehole, x, y, z, from, to, layer holds boreholes, depths in metres below the collar. \
                All are in the frame of the site's survey. A version is all files together. A running server shows it at once.
                """)

        @Argument(help: "The site, such as diaozui.") var site: String
        @Argument(help: "Surfaces, layers.csv and tables of boreholes.") var files: [String]
        @Option(help: "Who made this version: an office or a role.") var author: String
        @Option(help: "Why: what is new.") var note: String
        @Option(help: "The data directory of the server. Without it the version is written into the city package.") var data: String?
        @Option(help: "The city package.") var city: String?
        @Option(help: "The date of the version, RFC 3339; now if absent.") var at: String?
        @Flag(help: "Label the version as synthetic.") var synthetic = false
        @Flag(help: "Says what would change and writes nothing.") var preview = false

        func run() async throws {
            let city = try Installation.cityDirectory(city, data: data)
            guard try Installation.loadCity(city).model.site(SiteID(site)) != nil else {
                throw Terminal.fail("\(city) has no site \(site). Check the id; GET /api/sites lists them.")
            }
            try checkWords()
            let sources = try read()
            let (found, faults) = GeologyFiles.read(sources)
            for fault in faults { Terminal.note("\(fault)") }
            guard let model = found else { throw Terminal.fail("\(faults.count) faults; nothing was written. Mend the files and import them again.") }
            let store = GeologyStore(city: city, data: data)
            do {
                let before = try store.versions(of: site).last
                let old = try before.flatMap { try store.model(of: site, number: $0.number) }
                let version = ModelVersion(
                    number: (before?.number ?? 0) + 1, author: author, at: at ?? Installation.clock().rfc3339, note: note, synthetic: synthetic,
                    files: sources.map(\.name), difference: old.map { LayerDifference.between($0, model) })
                guard version.number <= ModelVersion.numberMax else {
                    throw Terminal.fail("\(site) has \(version.number - 1) versions and can have no more.")
                }
                say(version, model)
                if preview { return Terminal.say("Nothing was written. Without --preview the version is added.") }
                try store.write(version, model, sources, of: site)
                Terminal.say("Version \(version.number) of \(site) is in \(store.roots[0].path).")
            } catch let code as ExitCode {
                throw code
            } catch {
                throw Terminal.fail(
                    "The layer model of \(site) cannot be kept: \(error.localizedDescription) Check who may read and write its folder.")
            }
        }

        private func checkWords() throws {
            guard !author.isEmpty, author.count <= ModelVersion.authorLengthMax, !note.isEmpty, note.count <= ModelVersion.noteLengthMax else {
                throw Terminal.fail(
                    "--author takes 1 to \(ModelVersion.authorLengthMax) letters and --note 1 to \(ModelVersion.noteLengthMax): say who and why.")
            }
            if let at, Instant(rfc3339: at) == nil { throw Terminal.fail("--at must be RFC 3339 such as 2026-07-01T08:00:00Z, not \(at).") }
        }

        private func read() throws -> [GeologySource] {
            guard files.count <= GeologyFiles.filesMax else { throw Terminal.fail("\(files.count) files are more than \(GeologyFiles.filesMax).") }
            var sources: [GeologySource] = []
            for file in files {
                let place = URL(fileURLWithPath: file)
                do {
                    let bytes = try Data(contentsOf: place)
                    guard bytes.count <= GeologyFiles.fileBytesMax, let text = String(data: bytes, encoding: .utf8) else {
                        throw Terminal.fail("\(file) is no UTF-8 text of at most \(GeologyFiles.fileBytesMax) bytes. Export it as text.")
                    }
                    sources.append(GeologySource(name: place.lastPathComponent, text: text))
                } catch let code as ExitCode {
                    throw code
                } catch {
                    throw Terminal.fail("\(file) cannot be read: \(error.localizedDescription) Check the path.")
                }
            }
            let names = Set(sources.map(\.name))
            guard names.count == sources.count else {
                throw Terminal.fail("Two files have one name. A version keeps its files in one folder; rename one.")
            }
            return sources
        }

        private func say(_ version: ModelVersion, _ model: LayerModel) {
            Terminal.say("Version \(version.number): \(model.layers.count) layers, \(model.boreholes.count) boreholes.")
            for one in model.crossings {
                Terminal.say("  warning: \(one.lower) lies above \(one.upper) at \(one.nodeCount) nodes, by up to \(Self.metres(one.largestMetres))")
            }
            guard let difference = version.difference else { return Terminal.say("  the first version; there is none to compare with") }
            for one in difference.moved {
                let place = "\(Self.metres(one.largestMetres)) at \(one.at.x), \(one.at.y)"
                Terminal.say(
                    "  \(one.layer): moved by \(Self.metres(one.meanMetres)) in the mean, most \(place); \(one.newGroundCount) nodes of new ground")
            }
            let lists = [
                ("unchanged", difference.unchanged), ("cannot be compared, no place in common", difference.incomparable),
                ("layers added", difference.layersAdded), ("layers removed", difference.layersRemoved),
                ("boreholes added", difference.boreholesAdded), ("boreholes removed", difference.boreholesRemoved),
                ("boreholes changed", difference.boreholesChanged),
            ]
            for (words, ids) in lists where !ids.isEmpty { Terminal.say("  \(words): \(ids.joined(separator: ", "))") }
        }

        private static func metres(_ value: Double) -> String { String(format: "%+.2f m", value) }
    }
}
