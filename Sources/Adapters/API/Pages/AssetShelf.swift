import Console
import Crypto
import Foundation
import NIOCore

/// The console's files in memory, by the path they are asked for. Only what was read at start can be served: no path from a request
/// ever reaches the disk.
public struct AssetShelf: Sendable {
    private let assets: [String: Asset]
    /// The content security policy that fits these pages.
    let policy: String

    /// No pages: a server for machines, or a test.
    public static let empty = AssetShelf(files: [:])

    /// The console's own files, from the resource bundle beside the binary.
    public static func console() throws -> AssetShelf { try AssetShelf(directory: ConsoleFiles.root) }

    /// The files of a directory, recursively. `index.html` is also served at `/` and at its folder.
    public init(directory: URL) throws {
        let root = directory.resolvingSymlinksInPath().path
        guard let walk = FileManager.default.enumerator(atPath: root) else {
            throw AssetFault(message: "The console's files are not at \(root). Copy the resource bundle that stands beside the binary.")
        }
        var files: [String: [UInt8]] = [:]
        for case let name as String in walk {
            let url = URL(fileURLWithPath: root).appendingPathComponent(name)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            files[name] = [UInt8](try Data(contentsOf: url))
        }
        self.init(files: files)
    }

    /// Files by their path below the root, such as `console/main.js`.
    public init(files: [String: [UInt8]]) {
        var assets: [String: Asset] = [:]
        for (name, bytes) in files {
            let tag = "\"" + Data(SHA256.hash(data: bytes).prefix(12)).base64EncodedString() + "\""
            let asset = Asset(type: Asset.type(of: name), tag: tag, bytes: ByteBuffer(bytes: bytes))
            assets["/" + name] = asset
            if name == "index.html" || name.hasSuffix("/index.html") { assets["/" + name.dropLast("index.html".count)] = asset }
        }
        self.assets = assets
        policy = PagePolicy.text(pages: files.filter { $0.key.hasSuffix(".html") }.map { String(decoding: $0.value, as: UTF8.self) })
    }

    func find(_ path: String) -> Asset? { assets[path] }
}

/// The console's files cannot be read.
public struct AssetFault: Error, Hashable, Sendable {
    public let message: String
}
