import API
import Foundation

/// Reads the clouds of sites from the data directory, and else from the city package.
enum CloudFiles {
    static func shelf(city: String, data: String) -> CloudShelf {
        let roots = [
            URL(fileURLWithPath: data).appendingPathComponent("clouds"), URL(fileURLWithPath: city).appendingPathComponent("landslide/clouds"),
        ]
        return CloudShelf(
            sites: {
                let files = FileManager.default
                let names = roots.flatMap { root in
                    (files.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix("/index.json") }
                }
                return Set(names.map { String($0.dropLast("/index.json".count)) }).sorted()
            },
            read: { site, file in
                let places = roots.map { $0.appendingPathComponent(site).appendingPathComponent(file) }
                guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else { return nil }
                return [UInt8](try Data(contentsOf: found))
            })
    }
}
