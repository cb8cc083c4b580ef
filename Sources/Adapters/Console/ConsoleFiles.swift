import Foundation

/// Where the pages of the console lie: a folder of plain files that any HTTP server may hand out unchanged.
public enum ConsoleFiles {
    /// The folder with `index.html`, `console/`, `field/` and `vendor/`.
    public static var root: URL { Bundle.module.bundleURL.appending(path: "Resources", directoryHint: .isDirectory) }

    /// True where the libraries of the browser have been fetched; without them the pages cannot start.
    public static var hasVendoredLibraries: Bool {
        FileManager.default.fileExists(atPath: root.appending(path: "vendor/preact/preact-htm.min.js").path)
    }

    /// What the pages need from the header `Content-Security-Policy`: no inline code, and workers from a blob for the map.
    public static let contentSecurityPolicy = [
        "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "worker-src 'self' blob:",
        "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// The media type for a file name, or `application/octet-stream` for an ending that the console does not use.
    public static func mediaType(of name: String) -> String {
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        return mediaTypes[ending] ?? "application/octet-stream"
    }

    private static let mediaTypes = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "json": "application/json; charset=utf-8", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8",
        "webmanifest": "application/manifest+json",
    ]
}
