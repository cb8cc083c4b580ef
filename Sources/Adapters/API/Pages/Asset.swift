import HTTPTypes
import Hummingbird
import NIOCore

/// One file of the console, held in memory with its tag.
struct Asset: Sendable {
    let type: String
    let tag: String
    let bytes: ByteBuffer

    func response(to request: Request) -> Response {
        guard request.method == .get || request.method == .head else {
            return .problem(.methodNotAllowed(request.method.rawValue, path: request.uri.path, allow: "GET, HEAD"))
        }
        // `no-cache` means "ask each time"; the tag makes the answer a short 304.
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        if let known = request.headers[.ifNoneMatch], known == tag || known.contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = type
        headers[.contentLength] = String(bytes.readableBytes)
        return Response(status: .ok, headers: headers, body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: bytes))
    }

    static func type(of name: String) -> String {
        let known = [
            "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
            "css": "text/css; charset=utf-8", "json": "application/json; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
            "ico": "image/x-icon", "woff2": "font/woff2", "geojson": "application/geo+json", "webmanifest": "application/manifest+json",
            "map": "application/json", "txt": "text/plain; charset=utf-8", "wasm": "application/wasm", "pbf": "application/x-protobuf",
        ]
        return known[name.split(separator: ".").last.map(String.init) ?? ""] ?? "application/octet-stream"
    }
}
