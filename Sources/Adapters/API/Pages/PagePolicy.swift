import Crypto
import Foundation

/// The content security policy of the console's pages. Nothing comes from elsewhere; the one inline script allowed is the import
/// map of each page, by its hash.
enum PagePolicy {
    static func text(pages: [String]) -> String {
        let hashes = Set(pages.flatMap(importMapHashes)).sorted()
        let scripts = (["'self'"] + hashes.map { "'sha256-\($0)'" }).joined(separator: " ")
        return [
            "default-src 'self'", "script-src \(scripts)", "worker-src 'self' blob:", "img-src 'self' data: blob:",
            "style-src 'self' 'unsafe-inline'", "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    /// SHA-256, base64, of the text between the tags of every inline import map.
    static func importMapHashes(in page: String) -> [String] {
        var hashes: [String] = []
        var rest = page[...]
        while let tag = rest.range(of: "<script type=\"importmap\">") {
            rest = rest[tag.upperBound...]
            guard let end = rest.range(of: "</script>") else { break }
            let script = Data(rest[..<end.lowerBound].utf8)
            hashes.append(Data(SHA256.hash(data: script)).base64EncodedString())
            rest = rest[end.upperBound...]
        }
        return hashes
    }
}
