import ArgumentParser
import Foundation
import PointCloud

struct CloudCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cloud", abstract: "Point clouds for the page of a site.",
        discussion: "Example: bayu cloud build change.csv --out cities/chongqing/landslide/clouds/diaozui", subcommands: [Build.self])

    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cuts a cloud with its change into the small files that a browser streams.",
            discussion: """
                Example: bayu cloud build CHANGE.csv --out cities/chongqing/landslide/clouds/diaozui --epoch 2026-07=2026-07-01
                CHANGE.csv is what `bayu terrain change` writes, or plain x,y,z. Several files are several epochs on the same cores, oldest first.
                """)

        @Argument(help: "One table for each epoch.") var changes: [String]
        @Option(help: "The directory to write.") var out: String
        @Option(help: "The patches that `bayu terrain change --patches` wrote.") var patches: String?
        @Option(help: "ID=DATE of each epoch, in the order of the tables.") var epoch: [String] = []
        @Option(help: "What the coordinates are, in words.") var note = "local metres, z up"
        @Option(help: "LATITUDE,LONGITUDE,HEIGHT,BEARING: where the frame stands on the earth, and the bearing of its y axis in degrees from north.")
        var anchor: String?
        @Option(help: "X,Y,Z of the anchor in the frame of the survey.") var anchorAt = "0,0,0"
        @Flag(help: "Label the cloud as synthetic.") var synthetic = false

        func run() async throws {
            do {
                let nodes = URL(fileURLWithPath: out).appendingPathComponent("nodes")
                try FileManager.default.createDirectory(at: nodes, withIntermediateDirectories: true)
                let found = try patches.map { try JSONDecoder().decode([CloudPatch].self, from: Data(contentsOf: URL(fileURLWithPath: $0))) } ?? []
                let index = try CloudOctree.build(try points(), note: note, synthetic: synthetic, patches: found, anchor: try stand()) { key, bytes in
                    try Data(bytes).write(to: nodes.appendingPathComponent(key + ".bin"))
                }
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys]
                try encoder.encode(index).write(to: URL(fileURLWithPath: out).appendingPathComponent("index.json"))
                Terminal.say("\(out): \(index.pointCount) points in \(index.nodes.count) nodes, \(index.leftOut) left out as doubles.")
            } catch let fault as CloudFault {
                throw Terminal.fail(fault.description)
            } catch {
                throw Terminal.fail("The cloud was not built: \(error). Check that the files can be read and \(out) can be written.")
            }
        }

        private func stand() throws -> CloudAnchor? {
            guard let anchor else { return nil }
            let (place, at) = (Self.numbers(anchor), Self.numbers(anchorAt))
            guard place.count == 4, at.count == 3 else {
                throw CloudFault("--anchor takes LATITUDE,LONGITUDE,HEIGHT,BEARING and --anchor-at X,Y,Z, such as --anchor 29.879,106.3962,210,315.")
            }
            return CloudAnchor(at: at, latitude: place[0], longitude: place[1], heightMetres: place[2], yBearingDegrees: place[3])
        }

        /// None where one part is no number: a slip must not shift the others into its place.
        private static func numbers(_ text: String) -> [Double] {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
            return parts.contains(nil) ? [] : parts.compactMap(\.self)
        }

        private func points() throws -> CloudPoints {
            var all: CloudPoints?
            for (number, file) in changes.enumerated() {
                let words = number < epoch.count ? epoch[number].split(separator: "=", maxSplits: 1).map(String.init) : ["e\(number + 2)"]
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
                let next = try CloudTable.read(bytes, epoch: words[0], at: words.count > 1 ? words[1] : "")
                all = try all.map { try CloudTable.join($0, next) } ?? next
            }
            guard let all else { throw CloudFault("No table was named. Say at least one CHANGE.csv.") }
            return all
        }
    }
}
