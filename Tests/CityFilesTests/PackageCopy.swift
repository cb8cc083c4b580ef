import CityFiles
import Foundation
import Testing

/// A copy of the small replay package in a temporary folder, to be damaged. Removed when it goes out of use.
final class PackageCopy {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-city-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: Cities.root.appendingPathComponent("seattle-usgs"), to: directory)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: directory)
        } catch {
            Issue.record("the temporary package \(directory.path) stays behind: \(error)")
        }
    }

    func load() throws -> CityPackage { try CityPackage.load(directory: directory.path) }

    func text(_ file: String) throws -> String { try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8) }

    func write(_ text: String, to file: String) throws {
        let url = directory.appendingPathComponent(file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ file: String) throws { try FileManager.default.removeItem(at: directory.appendingPathComponent(file)) }

    /// Replaces the first occurrence; the text must be there, or the test would prove nothing.
    func replace(_ old: String, with new: String, in file: String) throws {
        let before = try text(file)
        let range = try #require(before.range(of: old), "\(file) no longer holds `\(old)`")
        try write(before.replacingCharacters(in: range, with: new), to: file)
    }

    /// The number of the first line that holds `needle`.
    func line(of needle: String, in file: String) throws -> Int {
        let lines = try text(file).split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(needle) }, "\(file) has no line with `\(needle)`") + 1
    }

    func check() -> [CityFault] { CityPackage.check(directory: directory.path) }
}
