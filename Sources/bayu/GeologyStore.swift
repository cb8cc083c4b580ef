import API
import Foundation
import Geology
import GeologyFiles

/// Layer models as folders: `SITE/0003/` holds `version.json`, `model.json` and the files it was read from. The data directory comes before the package.
struct GeologyStore {
    let roots: [URL]

    init(city: String, data: String?) {
        let package = URL(fileURLWithPath: city).appendingPathComponent("landslide/geology")
        roots = (data.map { [URL(fileURLWithPath: $0).appendingPathComponent("geology")] } ?? []) + [package]
    }

    var shelf: GeologyShelf {
        let store = self
        return GeologyShelf(versions: { try store.versions(of: $0) }, model: { try store.model(of: $0, number: $1) })
    }

    /// Every version of a site once, oldest first.
    func versions(of site: String) throws -> [ModelVersion] {
        var found: [Int: ModelVersion] = [:]
        for root in roots.reversed() {
            let place = root.appendingPathComponent(site)
            // swallowed because a root that does not know the site holds no version of it; most do not.
            for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? [] where Int(name) != nil {
                let file = place.appendingPathComponent(name).appendingPathComponent("version.json")
                let version = try JSONDecoder().decode(ModelVersion.self, from: Data(contentsOf: file))
                found[version.number] = version
            }
        }
        return found.values.sorted { $0.number < $1.number }
    }

    func model(of site: String, number: Int) throws -> LayerModel? {
        let files = roots.map { $0.appendingPathComponent("\(site)/\(Self.name(number))/model.json") }
        guard let file = files.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else { return nil }
        return try JSONDecoder().decode(LayerModel.self, from: Data(contentsOf: file))
    }

    static func name(_ number: Int) -> String { String(format: "%04d", number) }

    /// Writes a version into the first root. It stands there whole or not at all: its folder gets its name last, and a name that is taken is a fault.
    func write(_ version: ModelVersion, _ model: LayerModel, _ sources: [GeologySource], of site: String) throws {
        let place = roots[0].appendingPathComponent(site)
        let draft = place.appendingPathComponent(".draft-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: draft.appendingPathComponent("files"), withIntermediateDirectories: true)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(model).write(to: draft.appendingPathComponent("model.json"))
            for source in sources { try Data(source.text.utf8).write(to: draft.appendingPathComponent("files/\(source.name)")) }
            encoder.outputFormatting.insert(.prettyPrinted)
            try encoder.encode(version).write(to: draft.appendingPathComponent("version.json"))
            try FileManager.default.moveItem(at: draft, to: place.appendingPathComponent(Self.name(version.number)))
        } catch {
            // swallowed because the fault that is thrown says more than a draft that stays; the next import makes one of its own.
            try? FileManager.default.removeItem(at: draft)
            throw error
        }
    }
}
