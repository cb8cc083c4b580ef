import Foundation

/// The files of one city package, read with bounds.
struct PackageFolder {
    let root: URL
    let faults: FaultLog

    /// The text of a file; a missing or unreadable one is a fault.
    func text(_ file: String, required: Bool = true) -> String? {
        let url = root.appendingPathComponent(file)
        let place = Place(file: file, line: 1)
        guard FileManager.default.fileExists(atPath: url.path) else {
            if required { faults.report(place, "this file is missing: every city package needs it; see cities/chongqing/\(file) for its form") }
            return nil
        }
        do {
            let data = try Data(contentsOf: url, options: .mappedIfSafe)
            guard data.count <= Self.fileBytesMax else {
                faults.report(place, "the file has \(data.count) bytes and at most \(Self.fileBytesMax) are read: split it or cut it")
                return nil
            }
            guard let text = String(bytes: data, encoding: .utf8) else {
                faults.report(place, "the file is not UTF-8 text: save it as UTF-8")
                return nil
            }
            return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        } catch {
            faults.report(place, "the file cannot be read (\(error.localizedDescription)): check that it is a file and who may read it")
            return nil
        }
    }

    func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: root.appendingPathComponent(file).path) }

    /// How large a file is; nil where there is no plain file.
    func fileBytes(_ file: String) -> Int? {
        // swallowed because a file whose attributes cannot be read is as good as none, and is reported as such.
        let attributes = try? FileManager.default.attributesOfItem(atPath: root.appendingPathComponent(file).path)
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
        return (attributes[.size] as? NSNumber)?.intValue
    }

    /// The files in a sub-folder with one of the endings, by name.
    func list(_ folder: String, endings: [String], required: Bool) -> [String] {
        let url = root.appendingPathComponent(folder)
        let place = Place(file: folder, line: 1)
        guard FileManager.default.fileExists(atPath: url.path) else {
            if required { faults.report(place, "this folder is missing: put at least one \(endings.joined(separator: " or ")) file into it") }
            return []
        }
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
                .filter { name in !name.hasPrefix(".") && endings.contains { name.hasSuffix("." + $0) } }.sorted()
            if required, names.isEmpty {
                faults.report(place, "the folder is empty: put at least one \(endings.joined(separator: " or ")) file into it")
            }
            return names.map { folder + "/" + $0 }
        } catch {
            faults.report(place, "the folder cannot be read (\(error.localizedDescription)): check who may read it")
            return []
        }
    }

    /// The largest file so far is a boundary set of a few MiB; past this it is a mistake, and it would all be held in memory.
    static let fileBytesMax = 64 * 1024 * 1024
}
