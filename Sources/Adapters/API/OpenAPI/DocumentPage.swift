import Hummingbird
import NIOCore
import Synchronization

/// `GET /api/openapi.json`. The document is written after the list of routes, in which it is itself.
final class DocumentPage: Sendable {
    private let document = Mutex(ByteBuffer())

    func fill(_ value: JSONValue) { document.withLock { $0 = ByteBuffer(string: value.text) } }

    var route: Route {
        Route(.get, "/api/openapi.json", need: .everyone, summary: "This document: all doors as OpenAPI 3.1.", response: nil) { _ in
            .json(bytes: self.document.withLock { $0 })
        }
    }
}
