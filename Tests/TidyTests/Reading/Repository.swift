import Foundation

/// The tree that is checked: what git tracks, and what is new and not ignored.
struct Repository {
    let root: URL
    let paths: [String]

    /// The repository that this file belongs to.
    static let here = Result { try Repository(root: rootOfThisFile) }

    private static var rootOfThisFile: URL {
        let sourceFolderDepth = 4
        return (0..<sourceFolderDepth).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    }

    init(root: URL) throws {
        self.root = root
        let listing = try Self.git(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], in: root)
        let exists = { (path: String) in FileManager.default.fileExists(atPath: root.appending(path: path).path(percentEncoded: false)) }
        paths = listing.split(separator: "\0").map(String.init).filter(exists).sorted()
    }

    private static func git(_ arguments: [String], in root: URL) throws -> String {
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "-C", root.path(percentEncoded: false)] + arguments
        let output = Pipe()
        git.standardOutput = output
        try git.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        git.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    func size(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: root.appending(path: path).path(percentEncoded: false))
        return (attributes[.size] as? Int) ?? 0
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path(percentEncoded: false))
    }

    /// Paths with one of these endings, under one of these folders when folders are given.
    func paths(ending endings: [String], under folders: [String] = []) -> [String] {
        paths.filter { path in
            endings.contains { path.hasSuffix($0) } && (folders.isEmpty || folders.contains { path.hasPrefix($0 + "/") })
        }
    }

    /// Files that are text and meant to be read by people.
    func textFiles() throws -> [(path: String, text: String)] {
        let endings = [
            ".swift", ".js", ".mjs", ".ts", ".py", ".sh", ".md", ".html", ".css", ".json", ".yaml", ".yml", ".txt", ".lock", "Makefile", ".ci/run",
        ]
        return try paths(ending: endings).map { ($0, try text(of: $0)) }
    }
}
