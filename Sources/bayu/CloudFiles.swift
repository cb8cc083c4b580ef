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
                let names = roots.flatMap { root in
                    // swallowed because a root that is not there holds no clouds; most data directories have none.
                    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).filter { site in
                        FileManager.default.fileExists(atPath: root.appendingPathComponent("\(site)/index.json").path)
                    }
                }
                return Set(names).sorted()
            },
            read: { site, file in
                let places = roots.map { $0.appendingPathComponent(site).appendingPathComponent(file) }
                guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else { return nil }
                return [UInt8](try Data(contentsOf: found))
            })
    }
}
